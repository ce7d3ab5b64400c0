import { isNameLike } from '../providers.ts'
import { type Dealing, type Pile, stray } from './pile.ts'
import type { Row } from './row.ts'

/** Deals a row that belongs to a list of sources; false when it is a text. */
export function dealSource(row: Row, pile: Pile, dealing: Dealing): boolean {
  const { open, section } = dealing
  if (row.kind === 'sources') {
    if (pile.sources === undefined) {
      pile.sources = { lines: [{ line: row.line, text: row.text }], bullet: false, credits: [] }
      dealing.open = pile.sources
      // What follows the list is no fact any more, unless the list stands above them.
      if (section === 'facts' && pile.facts.length > 0) dealing.section = 'closed'
    } else {
      stray(row, dealing)
      // A second list is that of a story whose title was not told: what follows is not the first one's.
      dealing.section = 'lost'
    }
    return true
  }
  if (open === undefined || open !== pile.sources || (row.side !== undefined && row.side.strength !== 'weak'))
    return false
  if (!goesOn(row, pile.sources, dealing)) return false
  pile.sources.lines.push({ line: row.line, text: row.text })
  return true
}

/** A footnote is a source wherever it stands; what follows it is no fact any more. */
export function dealFootnote(row: Row, pile: Pile, dealing: Dealing): void {
  pile.footnotes.push(row)
  dealing.open = undefined
  if (dealing.section === 'facts' && pile.facts.length > 0) dealing.section = 'closed'
}

/** A list of sources goes on while it is unfinished or the line begins with a number. */
function goesOn({ kind, text }: Row, { lines }: NonNullable<Pile['sources']>, { known }: Dealing): boolean {
  const blank = lines.length === 1 && lines[0]?.text === ''
  const numbered = /^\[?(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3})[\].):]*\s*\S/.test(text)
  if (kind === 'bullet') return (blank || lines[0]?.text === '') && (numbered || isNameLike(text, known))
  if (blank) return numbered || isNameLike(text, known)
  // Between sources that stand one to a line, a sentence without a number is none of them.
  const oneToALine = lines[0]?.text === ''
  if (!numbered && oneToALine && /^\D+[.!?]$/.test(text) && !isNameLike(text, known)) return false
  return numbered || !lines.at(-1)?.text.endsWith('.')
}
