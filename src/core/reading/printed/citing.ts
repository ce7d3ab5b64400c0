import type { Outlet } from '../../story/story.ts'
import { readCitations } from '../citations.ts'
import type { DraftText } from '../draft.ts'
import { quoted, type Report } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import { type Entry, textOf } from './pile.ts'
import { readOutlets, readTrailing, type Trailing } from './trailing.ts'

/** A footnote that no list of sources can hold. */
const STRANGE_MARK = /\s?\[\^[^\]\s]{1,20}\]/g

/** A printed text with and without the outlets behind it, before its citations are read. */
export interface Look {
  readonly line: number
  readonly whole: string
  /** Without the outlets. */
  readonly cut: string
  readonly outlets: readonly Outlet[]
  readonly trust: Trailing['trust']
}

export interface Reader {
  readonly look: (entry: Entry) => Look
  /** Takes the citations out; texts are to be given in their printed order, because the next number tells which are some. */
  readonly cite: (line: number, text: string) => DraftText
}

/** `sources` is how many the story lists. */
export function reader(sources: number, known: KnownOutlets, report: Report): Reader {
  let next = 1
  return {
    look(entry) {
      const line = entry.lines[0]?.line ?? 1
      const whole = textOf(entry)
      const below = entry.credits.flatMap(({ text }) => readOutlets(text, known) ?? [])
      const trailing = readTrailing(whole, known)
      if (trailing === undefined) return { line, whole, cut: whole, outlets: below, trust: 'certain' }
      return { line, whole, cut: trailing.text, outlets: [...trailing.outlets, ...below], trust: trailing.trust }
    },
    cite(line, given) {
      const { text, cites, doubts } = readCitations(given, { next, sources })
      for (const n of cites) if (n <= sources) next = Math.max(next, n + 1)
      for (const doubt of doubts) report(line, doubt)
      const marks = text.match(STRANGE_MARK) ?? []
      for (const mark of marks) {
        report(
          line,
          `${mark.trim()} is no number of a source below, so it is taken out. Write the number of a source there, or nothing.`,
        )
      }
      return { line, text: text.replace(STRANGE_MARK, '').trim() || text, cites }
    },
  }
}

/** Says that names behind a text were left in it. */
export function reportNames({ line, outlets, trust }: Look, where: string, report: Report): void {
  if (trust === 'likely') reportKept(line, outlets.map(({ name }) => name).join(', '), where, report)
}

/** Says that `names`, which may be a source, were left in a text. */
export function reportKept(line: number, names: string, where: string, report: Report): void {
  report(
    line,
    `${quoted(names)} at the end of ${where} is kept as text. If it is the source, list it, such as Sources: 1Al Jazeera, and cite its number.`,
  )
}
