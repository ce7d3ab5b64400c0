import { isKnownOutlet, type KnownOutlets, outletAt } from './outlets.ts'
import { isDomain, outletOf, ratingAt } from './printed/outlet.ts'

export interface Providers {
  /** As printed, in order; empty when no list of names could be told from the text behind it. */
  readonly names: readonly string[]
  /** What follows the list, without the full stop that ends it. */
  readonly rest: string
}

/** Longer lists are not looked for: a list of providers is a line, not a page. */
const LONGEST_LIST = 400
const LONGEST_NAME = 80
const MOST_WORDS = 10

// A stop after these belongs to the name; after a company's form it may end the list as well.
const ABBREVIATION =
  /(?:^|[\s(])(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|Gen|Gov|Sen|Rep|Rev|Lt|Col|Sgt|Jr|Sr|No|vs|Bros|Univ|Assn|Dept|(?:\p{L}\.)*\p{L})$/u
const COMPANY = /[\s,](?:Inc|Ltd|Co|Corp|Plc|Cos|S\.A|N\.V)$/i
const SMALL_WORDS: ReadonlySet<string> = new Set(
  'a al an and at da das de del der des di die do du el en et for in la le les of on the to und van von y'.split(' '),
)

/** Reads `X, Y and Z. The text …`: the list ends at the first full stop that is not inside a known outlet or an abbreviation. */
export function readProviders(text: string, known: KnownOutlets): Providers {
  const stops = fullStops(text, known)
  const first = stops.find(stop => !stop.inside)
  const certain = first ?? (text.length <= LONGEST_LIST ? { at: text.length, next: text.length } : undefined)
  if (certain !== undefined) {
    const names = splitNames(text.slice(0, certain.at), known)
    if (names.length > 0 && names.every(name => isNameLike(name, known))) {
      return { names, rest: text.slice(certain.next).trim() }
    }
  }
  // "Voice of the U.S. Years of good will …": the stop of an abbreviation has ended the list too.
  for (const stop of stops.toReversed()) {
    const names = splitNames(text.slice(0, stop.next), known)
    if (stop.inside && names.length > 0 && names.every(name => isNameLike(name, known))) {
      return { names, rest: text.slice(stop.next).trim() }
    }
  }
  return { names: [], rest: text.trim() }
}

/** Splits `X, Y, and Z`; commas and "and" inside a known outlet, and the comma before `Ltd.`, belong to the name. */
export function splitNames(list: string, known: KnownOutlets): string[] {
  const names: string[] = []
  let start = 0
  let rated = false
  for (let at = 0; at < list.length; ) {
    // What stands in a rating separates nothing; what stands behind one does.
    const rating = ratingAt(list, at)
    const outlet = rating || outletAt(list, at, known)
    const separator = outlet > 0 ? 0 : separatorAt(list, at, rated)
    rated = rating > 0
    if (separator > 0) {
      names.push(list.slice(start, at).trim())
      start = at + separator
    }
    at += outlet || separator || 1
  }
  names.push(list.slice(start).trim())
  return names.filter(name => name !== '')
}

interface Stop {
  readonly at: number
  readonly next: number
  readonly inside: boolean
}

/** Full stops that are followed by white space or the end, up to the first that certainly ends the list. */
function fullStops(text: string, known: KnownOutlets): Stop[] {
  const stops: Stop[] = []
  const limit = Math.min(text.length, LONGEST_LIST)
  let afterOutlet = false
  for (let at = 0; at < limit; ) {
    const outlet = outletAt(text, at, known)
    if (outlet > 0) {
      at += outlet
      afterOutlet = true
      continue
    }
    if (text.charAt(at) === '.') {
      const stop = stopAt(text, at, afterOutlet)
      if (stop !== undefined) stops.push(stop)
      if (stop?.inside === false) return stops
    }
    afterOutlet = false
    at += 1
  }
  return stops
}

function stopAt(text: string, at: number, afterOutlet: boolean): Stop | undefined {
  const next = text.slice(at + 1, at + 40)
  if (afterOutlet && /^(?:$|\s|\p{Lu}\p{Ll})/u.test(next)) return { at, next: at + 1, inside: false }
  if (!/^(?:$|\s)/.test(next)) return undefined
  const before = text.slice(Math.max(0, at - 20), at)
  if (COMPANY.test(before)) {
    const goesOn = /^\s*(?:,|&|and\s)/.test(next)
    return { at: at + 1, next: at + 1, inside: goesOn }
  }
  return { at, next: at + 1, inside: ABBREVIATION.test(before) }
}

function separatorAt(list: string, at: number, rated: boolean): number {
  const next = list.slice(at, at + 16)
  if (rated && /^\s[^\s,;(&]/.test(next) && !/^\sand\s/i.test(next)) return 1
  const match = /^(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+)/i.exec(next)
  if (match === null || /^\s*,\s*(?:Inc|Ltd|LLC|Co|Corp|Plc|S\.A|N\.V)\b/i.test(next)) return 0
  return match[0].length
}

/** Whether this can be an outlet's name and not a piece of a sentence. */
export function isNameLike(printed: string, known: KnownOutlets): boolean {
  const { name } = outletOf(printed)
  if (isKnownOutlet(name, known) || isDomain(name)) return true
  const words = name.split(/\s+/)
  if (name.length > LONGEST_NAME || words.length > MOST_WORDS || !/[\p{Lu}\p{Lo}\p{N}]/u.test(name)) return false
  return words.filter(word => /^\p{Ll}+$/u.test(word) && !SMALL_WORDS.has(word)).length < 2
}
