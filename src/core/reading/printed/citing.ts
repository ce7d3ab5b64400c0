import type { Outlet } from '../../story/story.ts'
import { readCitations } from '../citations.ts'
import type { DraftText } from '../draft.ts'
import type { Report } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import { type Entry, textOf } from './pile.ts'
import { readOutlets, readTrailing } from './trailing.ts'

/** A printed text without its citations and the outlets behind it. */
export interface Cut {
  readonly text: DraftText
  readonly outlets: readonly Outlet[]
  /** The outlets are outlets; otherwise they are words that look like names, and `whole` is the text with them. */
  readonly certain: boolean
  readonly whole: DraftText
}

export type Reader = (entry: Entry) => Cut

/** Reads texts one after another and remembers which number comes next. `sources` is how many are listed. */
export function citing(sources: number, known: KnownOutlets, report: Report): Reader {
  let next = 1
  const cited = (line: number, given: string): DraftText => {
    const { text, cites, doubts } = readCitations(given, { next, sources })
    for (const n of cites) if (n <= sources) next = Math.max(next, n + 1)
    for (const doubt of doubts) report(line, doubt)
    return { line, text, cites }
  }
  return entry => {
    const line = entry.lines[0]?.line ?? 1
    const below = entry.credits.flatMap(({ text }) => readOutlets(text, known) ?? [])
    const trailing = readTrailing(textOf(entry), known)
    if (trailing === undefined) {
      const text = cited(line, textOf(entry))
      return { text, outlets: below, certain: true, whole: text }
    }
    const text = cited(line, trailing.text)
    const outlets = [...trailing.outlets, ...below]
    return { text, outlets, certain: trailing.certain, whole: { ...text, text: textOf(entry) } }
  }
}
