import { boundaries, endsSentence, isAbbreviated } from '../sentence.ts'
import type { Row } from './row.ts'
import { plain } from './side-head.ts'

const MOST_CHARACTERS = 300

/** The title that a row can be, without Markdown's signs; nothing when it ends as a sentence does, or is too long for one. */
export function titleOf({ kind, text, side, told }: Row): string | undefined {
  if (kind !== 'other' || told === 'credited' || text.length > MOST_CHARACTERS) return undefined
  if (side !== undefined && side.strength !== 'weak') return undefined
  const title = plain(text)
  if (title === '' || /[,;:]$/.test(title) || /^\(?(?:as )?provided by\b/i.test(title)) return undefined
  if (holdsSentence(title)) return undefined
  const stopped = endsSentence(title) && !/[!?！？؟]["'”’»)\]]{0,3}$/u.test(title)
  const abbreviated = title.endsWith('.') && isAbbreviated(title.slice(0, -1)) && isHeadline(title)
  return stopped && !abbreviated ? undefined : title
}

function holdsSentence(printed: string): boolean {
  // `2. House Rejects Bill` is a title with its number.
  const title = printed.replace(/^\d{1,2}\.\s/, '')
  if (!/[.。।]/.test(title)) return false
  return boundaries(title, MOST_CHARACTERS).some(
    ({ end, doubtful }) => !doubtful && /[.。।]/.test(title.slice(end - 2, end)),
  )
}

/** Whether a title is printed as headlines are: `Every Long Word Begins Large`, or ALL CAPITALS. */
export function isHeadline(title: string): boolean {
  const words = title.match(/\p{L}[\p{L}'’-]*/gu) ?? []
  const long = words.filter(word => word.length > 3 && /^[\p{Lu}\p{Ll}]/u.test(word))
  const large = long.filter(word => /^\p{Lu}/u.test(word))
  return words.length > 1 && long.length > 0 && large.length >= long.length * 0.7
}

/** Same words, whatever the case and the signs; `Title - The Evening Letter` repeats `Title`. */
export function repeats(text: string, title: string): boolean {
  const [given, known] = [lettersOf(text), lettersOf(title)]
  if (known === '' || given === known) return known !== ''
  const tail = given.startsWith(known) ? text.trim().slice(title.trim().length) : ''
  return known.length > 15 && /^\s?[|–—-]\s.{1,40}$/u.test(tail) && !endsSentence(tail)
}

/** The letters and figures of a title, to tell whether two are the same. */
export function lettersOf(text: string): string {
  if (text.length > MOST_CHARACTERS) return ''
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')
}
