import type { Outlet } from '../../story/story.ts'
import { isKnownOutlet, type KnownOutlets } from '../outlets.ts'
import { splitNames } from '../providers.ts'
import { type Boundary, boundaries, endsSentence } from '../sentence.ts'
import { isCertainOutlet, isSmallWord, looksLikeName, outletOf, ratingAt } from './outlet.ts'

/** A text and the outlets that were printed behind it. */
export interface Trailing {
  readonly text: string
  readonly outlets: readonly Outlet[]
  /**
   * `certain` when one of them is known, rated, lettered or a domain; otherwise they only look like names, `likely` behind a
   * whole sentence and `possible` in parentheses before its stop.
   */
  readonly trust: 'certain' | 'likely' | 'possible'
}

const LONGEST = 240
const MOST_BOUNDARIES = 16

/** `said the ministry. Al Jazeera`, `… said (Reuters).`: the outlets at the end of a text; nothing when there are none. */
export function readTrailing(given: string, known: KnownOutlets): Trailing | undefined {
  const text = given.trimEnd()
  // Without a stop or a bracket there is no place for them, and most lines of a hostile text have neither.
  if (!/[.!?…。！？।॥؟۔)\]]/.test(text)) return undefined
  return inParentheses(text, known) ?? behindSentence(text, known) ?? ratedAtEnd(text, known)
}

/** Whether a line says something to its end: a whole sentence, also with the outlets behind it. */
export function isTold(text: string, known: KnownOutlets): boolean {
  if (endsSentence(text)) return true
  const trailing = readTrailing(text, known)
  return trailing !== undefined && (trailing.trust === 'certain' || trailing.text.length > 8)
}

/** The outlets of a text that holds nothing else; nothing when one of them is not certain. */
export function readOutlets(text: string, known: KnownOutlets): Outlet[] | undefined {
  const trimmed = text.trim()
  const found = listOf(/^[[(].*[)\]]$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed, known)
  return found?.certain === true ? found.outlets : undefined
}

interface Listed {
  readonly outlets: Outlet[]
  /** At least one of them is an outlet for certain, and the others look like names; `first` when the first one is. */
  readonly certain: boolean
  readonly first: boolean
}

function listOf(given: string, known: KnownOutlets): Listed | undefined {
  if (given === '' || given.length > LONGEST) return undefined
  const text = given.replace(/^(?:[—–-]|sources?:|via)\s+/i, '')
  if (!isListLike(text, known)) return undefined
  const outlets = splitNames(text, known).map(outletOf)
  if (outlets.length === 0) return undefined
  const sure = outlets.map(outlet => isCertainOutlet(outlet, known))
  const named = outlets.every(({ name }, index) => sure[index] === true || looksLikeName(name))
  return named ? { outlets, certain: sure.includes(true), first: sure[0] === true } : undefined
}

/** Soon told for a sentence: it has words that begin small and are neither an outlet nor between two. */
function isListLike(text: string, known: KnownOutlets): boolean {
  for (const word of text.split(' ')) {
    const small = /^\p{Ll}/u.test(word) && !word.includes('.') && !isSmallWord(word)
    if (small && !isKnownOutlet(word.replace(/[,;]$/, ''), known)) return false
  }
  return true
}

/** The list with the full stop that may end it, if all of it is certain then. */
function tailOf(text: string, known: KnownOutlets): Listed | undefined {
  const whole = listOf(text, known)
  if (whole?.certain === true || !text.endsWith('.')) return whole
  const stopped = listOf(text.slice(0, -1), known)
  return stopped?.certain === true ? stopped : whole
}

function behindSentence(text: string, known: KnownOutlets): Trailing | undefined {
  let maybe: Trailing | undefined
  for (const { end, next, doubtful } of placesIn(text)) {
    const found = tailOf(text.slice(next), known)
    if (found === undefined) continue
    const cut = { text: text.slice(0, end), outlets: found.outlets }
    if (found.certain && (found.first || !doubtful)) return { ...cut, trust: 'certain' }
    // Nothing but an outlet is glued to a stop, and names have more than one word.
    if (next === end && !doubtful && found.outlets.every(({ name }) => name.includes(' ')))
      return { ...cut, trust: 'certain' }
    if (!doubtful) maybe ??= { ...cut, trust: 'likely' }
  }
  return maybe
}

/**
 * `… in the U.S. The Evening Courier`: what looks like names behind a stop that may be an abbreviation's, as printed. Nothing
 * tells whether it is the source or goes on with the sentence.
 */
export function doubtfulNames(given: string, known: KnownOutlets): string | undefined {
  const text = given.trimEnd()
  const open = text.lastIndexOf('(')
  // A rating without the outlet that it is of.
  if (open > 0 && open + ratingAt(text, open) === text.length) return text.slice(open)
  if (readTrailing(text, known) !== undefined) return undefined
  const place = placesIn(text).find(
    ({ end, next, doubtful }) =>
      doubtful &&
      !OF_A_PERSON.test(text.slice(Math.max(0, end - 8), end)) &&
      listOf(text.slice(next), known) !== undefined,
  )
  return place === undefined ? undefined : text.slice(place.next)
}

/** `Sen. Tim Scott`, `George W. Bush`: what stands behind these is a person's name. */
const OF_A_PERSON =
  /(?:^|\s)(?:Pres|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|Prof|Dr|Mr|Mrs|Ms|St|Ste|Mt|Ft|\p{Lu})\.$/u

const GLUED =
  /(?:(?<=[\p{Ll}\p{Lo}%"'”’»)]|\p{Lu}\.\p{Lu}|\.\.)[.!?…。！？]["'”’»)]{0,3}(?=[\p{Lu}\d]?\p{L})|(?<=\d)[.!?](?=\p{Lu}[\p{L}.]))/gu

/** The last places where outlets may begin, first to last; `from May.Reuters` is one too. */
function placesIn(text: string): Boundary[] {
  const from = Math.max(0, text.length - LONGEST)
  const glued = [...text.slice(from).matchAll(GLUED)].map(match => {
    const end = from + match.index + match[0].length
    return { end, next: end, doubtful: /\.\p{Lu}\.$/u.test(text.slice(end - 3, end)) }
  })
  const places = [...boundaries(text, LONGEST), ...glued].toSorted((a, b) => a.next - b.next)
  return places.slice(-MOST_BOUNDARIES)
}

/** `… the ministry said (Reuters).`, `… said. (Al Jazeera, bbc.com)`, also in brackets. */
function inParentheses(text: string, known: KnownOutlets): Trailing | undefined {
  const stop = /[)\]][.!?]$/.test(text) ? text.slice(-1) : ''
  const closed = text.slice(0, text.length - stop.length)
  const open = opening(closed)
  if (open < 1 || ratingAt(text, open) > 0) return undefined
  const found = listOf(closed.slice(open + 1, -1).trim(), known)
  const body = closed.slice(0, open).trimEnd()
  const sentence = boundaries(`${body} `, 10).some(({ next }) => next === body.length + 1)
  if (found === undefined) return undefined
  const trust = found.certain || (sentence && stop === '') ? 'certain' : 'possible'
  // `the Associated Press (AP)` explains a name and credits nobody.
  return found.outlets.some(({ name }) => isInitials(name, body))
    ? undefined
    : { text: body + stop, outlets: found.outlets, trust }
}

function isInitials(name: string, body: string): boolean {
  if (!/^\p{Lu}{2,6}$/u.test(name)) return false
  const words = body.slice(-120).match(/\p{L}[\p{L}'’]*/gu) ?? []
  const last = words.filter(word => /^\p{Lu}/u.test(word)).slice(-name.length)
  return last.map(word => word.charAt(0)).join('') === name
}

/** Where the parenthesis begins that ends the text; -1 when there is none. */
function opening(text: string): number {
  if (!/[)\]]$/.test(text)) return -1
  let depth = 0
  for (let at = text.length - 1; at >= Math.max(0, text.length - LONGEST); at--) {
    const sign = text.charAt(at)
    if (sign === ')' || sign === ']') depth += 1
    else if (sign === '(' || sign === '[') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

/** `… in 2023 Al Jazeera (LR: 3 CP: 5)`: without a full stop, only a known name before its rating. */
function ratedAtEnd(text: string, known: KnownOutlets): Trailing | undefined {
  if (!text.endsWith(')')) return undefined
  const from = Math.max(0, text.length - 120)
  for (let at = text.indexOf(' ', from); at !== -1; at = text.indexOf(' ', at + 1)) {
    const outlet = outletOf(text.slice(at + 1))
    if (outlet.rating === undefined) continue
    const { rating: _, ...unrated } = outlet
    if (isCertainOutlet(unrated, known))
      return { text: text.slice(0, at).trimEnd(), outlets: [outlet], trust: 'certain' }
  }
  return undefined
}
