import type { Line } from './lines.ts'

export type SectionName = 'facts' | 'narratives' | 'forecast' | 'updates' | 'sources'

const NAMES: ReadonlyMap<string, SectionName> = new Map<string, SectionName>([
  ['facts', 'facts'],
  ['the facts', 'facts'],
  ['narratives', 'narratives'],
  ['the narratives', 'narratives'],
  ['spin', 'narratives'],
  ['the spin', 'narratives'],
  ['forecast', 'forecast'],
  ['metaculus prediction', 'forecast'],
  ['updates', 'updates'],
  ['sources', 'sources'],
])

/** The section that a heading opens: `Facts`, `The Spin`, in any case; nothing when it is not known. */
export function sectionNamed(heading: string): SectionName | undefined {
  return heading.length > 40 ? undefined : NAMES.get(heading.trim().toLowerCase().replace(/:$/, ''))
}

/** A heading of the document form with the lines below it. */
export interface Part {
  readonly line: number
  /** How many `#`; 0 for what stands before the first heading. */
  readonly level: number
  readonly heading: string
  readonly lines: Line[]
}

const HEADING = /^(#{1,6})(?:\s+(.*))?$/s

/** Splits lines at their headings; `from` is the line number of the first. */
export function partsOf(lines: readonly string[], from: number): Part[] {
  const parts: Part[] = [{ line: from, level: 0, heading: '', lines: [] }]
  for (const [index, given] of lines.entries()) {
    const text = given.trim()
    const line = from + index
    const match = text.startsWith('#') ? HEADING.exec(text) : null
    if (match !== null)
      parts.push({ line, level: (match[1] ?? '').length, heading: (match[2] ?? '').trim(), lines: [] })
    else parts.at(-1)?.lines.push({ line, text: given })
  }
  return parts
}
