import { bulletOf } from './blocks.ts'
import { isFurniture } from './chrome.ts'
import { sectionNamed } from './sections.ts'

/** One line of a printed text and what it is by itself. */
export interface Row {
  /** Counted from 1. */
  readonly line: number
  /** Without bullet, heading signs and outer white space. */
  readonly text: string
  readonly indented: boolean
  kind: 'blank' | 'furniture' | 'facts' | 'narratives' | 'forecast' | 'sources' | 'bullet' | 'title' | 'other'
}

/** Names what each line is; the line above the head of a story is its title. */
export function rowsOf(lines: readonly string[], skip: number): Row[] {
  const rows = lines.slice(skip).map((line, index) => rowOf(line, skip + index + 1))
  let open: ReadonlySet<Row['kind']> = new Set()
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'facts' && row.kind !== 'narratives') continue
    // Narratives follow facts; a second head of a kind, or facts after narratives, begin the next story.
    const begins = row.kind === 'facts' || open.size === 0 || open.has('narratives')
    if (begins) markTitle(rows, index)
    open = begins ? new Set([row.kind]) : new Set([...open, row.kind])
  }
  return rows
}

function rowOf(given: string, line: number): Row {
  const whole = given.trim()
  const indented = /^(?: {2}|\t)/.test(given)
  const make = (kind: Row['kind'], text: string): Row => ({ line, text, indented, kind })
  if (whole === '' || /^[-*_=—]{3,}$/.test(whole)) return make('blank', '')
  if (isFurniture(whole)) return make('furniture', whole)
  const bullet = bulletOf(whole)
  const text = whole.slice(bullet.length)
  if (/^sources?\s?:/i.test(text)) return make('sources', text.slice(text.indexOf(':') + 1).trim())
  if (bullet !== '') return make(text === '' ? 'blank' : 'bullet', text)
  const bare = whole.length > 60 ? whole : whole.replace(/^#{1,6}\s+/, '').replace(/^(\*{1,2}|_{1,2})(.+)\1$/s, '$2')
  const section = sectionNamed(bare)
  if (section === 'sources') return make('sources', '')
  if (section !== undefined && section !== 'updates') return make(section, bare)
  return make('other', whole)
}

const DATE_LINE =
  /^(?:\p{L}{3,9}day,? )?(?:\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2} \p{L}{3,9}\.? \d{4}|\d{4}-\d{2}-\d{2})$/u

function markTitle(rows: readonly Row[], head: number): void {
  for (let index = head - 1; index >= 0; index--) {
    const row = rows[index]
    if (row === undefined || (row.kind === 'other' && DATE_LINE.test(row.text.slice(0, 40)))) continue
    if (row.kind === 'blank' || row.kind === 'furniture') continue
    if (row.kind === 'other') row.kind = 'title'
    return
  }
}
