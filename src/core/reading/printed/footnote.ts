import type { DraftSource } from '../draft.ts'
import { quoted, type Report } from '../lines.ts'
import { isKnownOutlet, type KnownOutlets } from '../outlets.ts'
import { isNameLike } from '../providers.ts'
import { outletOf } from './outlet.ts'
import type { Row } from './row.ts'

/** A source below a page that has Markdown's footnotes. */
const FOOTNOTE = /^\[\^(\d{1,4})\]:\s*/

/** The row of a line such as `[^3]: [DW](https://example.org/3) Kim inspects plants`; nothing when it is none. */
export function footnoteRow(whole: string, line: number): Row | undefined {
  const match = FOOTNOTE.exec(whole.slice(0, 20))
  const n = Number(match?.[1] ?? 0)
  const text = whole.slice(match?.[0].length ?? 0).trim()
  if (n === 0 || text === '') return undefined
  return { line, text, indented: false, kind: 'footnote', n }
}

/** The source of a footnote: its outlet, and behind a link, a colon or a comma its title. */
export function sourceOf({ line, text, n = 0 }: Row, known: KnownOutlets, report: Report): DraftSource {
  const linked = /^\[([^[\]]{1,200})\](?:\((https?:\/\/[^\s()]{1,2000})\))?[.:,]?\s*/i.exec(text)
  if (linked !== null) {
    const title = text.slice(linked[0].length)
    return { line, n, ...named(linked[0].replace(/[.:,]?\s*$/, '')), ...(title === '' ? {} : { title }) }
  }
  const outlet = named(text.replace(/\.$/, ''))
  const parted = /^(.{2,60}?)(?:[:,]|\s[—–-])\s+(?=\S)/.exec(outlet.outlet)
  if (parted !== null && isKnownOutlet(parted[1] ?? '', known) && !isKnownOutlet(outlet.outlet, known)) {
    return { line, n, ...outlet, outlet: parted[1] ?? '', title: outlet.outlet.slice(parted[0].length) }
  }
  if (!isNameLike(outlet.outlet, known)) {
    report(
      line,
      `Of source ${n}, ${quoted(text)}, the whole line is taken for the outlet. Write [^${n}]: [Outlet](https://example.org) Title`,
    )
  }
  return { line, n, ...outlet }
}

function named(printed: string): Pick<DraftSource, 'outlet' | 'url' | 'rating'> {
  const { name, ...rest } = outletOf(printed)
  return { outlet: name, ...rest }
}
