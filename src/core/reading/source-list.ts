import type { KnownOutlets } from './outlets.ts'
import { outletOf } from './printed/outlet.ts'
import { splitNames } from './providers.ts'

export interface NumberedOutlet {
  readonly n: number
  readonly outlet: string
  readonly url?: string
  readonly rating?: string
}

export interface SourceList {
  readonly sources: readonly NumberedOutlet[]
  /** What is wrong with the list and what to do, one sentence each. */
  readonly complaints: readonly string[]
}

/** How far numbers may jump and still be taken for numbers. */
const LARGEST_GAP = 5
const LONGEST_LIST = 20_000
const HOW = 'Write 1First Outlet, 2Second Outlet, and 3Third Outlet.'

/**
 * Reads `1Al Jazeera, 2Wall Street Journal, 37News and 4DW.` (what follows `Sources:`) by expecting the next number, so that
 * `37News` is source 3, 7News.
 */
export function readSourceList(text: string, known: KnownOutlets): SourceList {
  const list = withoutStop(lowered(text.trim()))
  if (list === '') return { sources: [], complaints: [`There is nothing behind "Sources:". ${HOW}`] }
  if (list.length > LONGEST_LIST) {
    return { sources: [], complaints: [`The list of sources has ${list.length} characters and is not read. ${HOW}`] }
  }
  const start = markerAt(list, 0, 1)
  if (start === 0) {
    const sources = splitNames(list, known).map((name, index) => sourceOf(index + 1, name))
    return { sources, complaints: [`The sources carry no numbers, so they are numbered in this order. ${HOW}`] }
  }
  return readNumbered(list, start)
}

function readNumbered(list: string, start: number): SourceList {
  const sources: NumberedOutlet[] = []
  const complaints: string[] = []
  let from = start
  for (let n = 1; ; ) {
    const next = findNumber(list, from, n + 1) ?? findLater(list, from, n + 1)
    const outlet = list.slice(from, next?.at).trim()
    sources.push(sourceOf(n, outlet))
    if (/[,;]\s+\d/.test(outlet)) {
      complaints.push(
        `Source ${n} reads "${shortened(outlet)}", which holds a comma and a number. Put the numbers in order, or give the sources in a story document, each in brackets.`,
      )
    }
    if (next === undefined) return { sources, complaints }
    if (next.n !== n + 1) {
      complaints.push(`After source ${n} comes source ${next.n}. Number the sources 1, 2, 3 without gaps.`)
    }
    n = next.n
    from = next.end
  }
}

function sourceOf(n: number, printed: string): NumberedOutlet {
  const { name, ...rest } = outletOf(printed)
  return { n, outlet: name, ...rest }
}

interface Found {
  readonly n: number
  /** Where the separator before the number begins. */
  readonly at: number
  /** Where the name begins. */
  readonly end: number
}

const BEFORE = /(?:\s*[,;，、；،؛]\s*(?:(?:and|&|و)\s+)?|\s+(?:and|et|y|e|und|и|i|och|og|en|ve)\s+|\s+(?=\[))\[?$/i

function findNumber(list: string, from: number, n: number): Found | undefined {
  const digits = String(n)
  for (let at = list.indexOf(digits, from); at !== -1; at = list.indexOf(digits, at + 1)) {
    const window = list.slice(Math.max(from, at - 12), at)
    const before = BEFORE.exec(window)
    if (before === null) continue
    const bracket = before[0].endsWith('[') ? 1 : 0
    const marker = markerAt(list, at - bracket, n)
    if (marker > 0) return { n, at: at - before[0].length, end: marker }
  }
  return undefined
}

function findLater(list: string, from: number, n: number): Found | undefined {
  for (let later = n + 1; later < n + LARGEST_GAP; later++) {
    const found = findNumber(list, from, later)
    if (found !== undefined) return found
  }
  return undefined
}

/** Where the name behind number `n` begins, or 0 when `n` and a name do not stand at `at`: `1Al`, `1 Al`, `1. Al`, `[1] Al`. */
function markerAt(list: string, at: number, n: number): number {
  const bracket = list.charAt(at) === '[' ? 1 : 0
  if (!list.startsWith(String(n), at + bracket)) return 0
  const end = at + bracket + String(n).length
  const rest = /^[\].):]*\s*/.exec(list.slice(end, end + 8))?.[0].length ?? 0
  const name = list.charAt(end + rest)
  return name === '' || name === ',' || name === ';' ? 0 : end + rest
}

/** The full stop that ends the list, which may be the stop of a company's form as well. */
function withoutStop(list: string): string {
  if (/[。।۔]$/.test(list)) return list.slice(0, -1).trimEnd()
  if (!list.endsWith('.') || /[\s,.](?:Inc|Ltd|Co|Corp|Plc|S\.A|N\.V|U\.S|U\.K)\.$/i.test(list)) return list
  return list.slice(0, -1).trimEnd()
}

/** `¹ Reuters` is `1 Reuters`: raised numbers stand before names as plain ones do. */
function lowered(list: string): string {
  return list.replace(/(?<![\p{L}\p{N}])[⁰¹²³⁴-⁹]{1,3}(?=[\].):]?\s?[\p{L}\p{N}])/gu, raised =>
    raised.replace(/[⁰¹²³⁴-⁹]/g, digit => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit))),
  )
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57).toWellFormed()}…`
}
