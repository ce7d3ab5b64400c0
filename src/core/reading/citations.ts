/** What was found in one bullet of the printed form. */
export interface Citing {
  /** Without the numbers that are citations. */
  readonly text: string
  /** In printed order, each once; may be beyond the sources. */
  readonly cites: readonly number[]
  /** What could be a citation and was left in the text, with how to write it; one sentence each. */
  readonly doubts: readonly string[]
}

export interface Expected {
  /** The number that has not been cited yet and comes next. */
  readonly next: number
  /** How many sources there are. */
  readonly sources: number
}

// A stop, quotes or brackets that close, the numbers, and then the end or a new sentence. All repeats are bounded or of one class.
const GLUED = /([.!?…。！？।॥؟۔])(["'”’»)\]]*)(\d{1,12}(?:(?:\s?[,;]\s?|\s)\d{1,3}){0,20})(?=$|\s+["'“‘«([]?\p{Lu})/gu
const RAISED = /([.!?…。！？।॥؟۔%"'”’»)\]])((?:[⁰¹²³⁴⁵⁶⁷⁸⁹]|[,\s](?=[⁰¹²³⁴⁵⁶⁷⁸⁹])){1,40})$/u
// `after six years¹.`, `by hand¹ ².`: raised before the stop, with the word before it, which is not to be a unit (`300 m².`).
const RAISED_BEFORE = /(^|[^\p{L}\p{N}])([\p{L}\p{N}’']{1,40})([⁰¹²³⁴-⁹](?:[,\s]{0,2}[⁰¹²³⁴-⁹]){0,20})([.!?…])$/u
const UNIT = /^(?:[kcdmμ]?m|mi|ft|yd|in|sq|ha|[kM]?W|CO|[A-Z])$/
/** Of digits: a document's footnotes have as many, and nobody numbers more sources. */
const LONGEST_NUMBER = 4
const ABBREVIATED = /(?:^|[\s(])(?:no|nos|v|ver|vol|p|pp|fig|art|rev|sec|ch|pt|ed)$/i

/**
 * Takes the glued citations out of a text: `units.1`, `."4`, `%.3`, `).2`, `threats.1,2`, `.12` of nine sources as 1 and 2.
 * After a digit (`in 2023.4`) only the expected next number is a citation. Bracketed `[1]` and raised `¹` are taken as well.
 */
export function readCitations(text: string, expected: Expected): Citing {
  const bracketed = takeBracketed(text)
  const inner = takeInner(bracketed.text, expected.sources)
  const cites: number[] = []
  const doubts: string[] = []
  const { body, raised } = takeRaised(inner.text, expected.sources)
  let next = expected.next
  const take = (numbers: readonly number[]): void => {
    for (const n of numbers) {
      cites.push(n)
      if (n <= expected.sources) next = Math.max(next, n + 1)
    }
  }
  take(inner.cites)
  const found = body.replace(GLUED, (whole: string, stop: string, closing: string, digits: string, at: number) => {
    const place = placeOf(body, at, whole.length, closing)
    const numbers = numbersOf(digits, { ...expected, next })
    if (!isCitation(place, numbers, { ...expected, next })) {
      const doubt = doubtOf(body, at, whole, digits, place)
      if (doubt !== undefined) doubts.push(doubt)
      return whole
    }
    take(numbers)
    return stop + closing
  })
  if (raised !== '') take(numbersOf(raised, { ...expected, next }))
  take(bracketed.cites)
  return { text: found.trim(), cites: [...new Set(cites)], doubts }
}

interface Place {
  readonly end: boolean
  /** A decimal, a version or a page could be meant. */
  readonly numeral: boolean
}

function placeOf(text: string, at: number, length: number, closing: string): Place {
  const before = text.slice(Math.max(0, at - 6), at)
  const numeral = closing === '' && (/\d$/.test(before) || /(?:^|\s)$/.test(before) || ABBREVIATED.test(before))
  return { end: at + length === text.length, numeral }
}

function isCitation(place: Place, numbers: readonly number[], { next, sources }: Expected): boolean {
  if (numbers.length === 0) return false
  if (place.end && !place.numeral) return true
  const listed = numbers.every(n => n <= sources)
  // `grew 3.5 Analysts said` is a decimal whatever comes next; `said.2 Analysts` cannot be one.
  return place.end ? listed && numbers[0] === next : listed && !place.numeral
}

function doubtOf(text: string, at: number, whole: string, digits: string, place: Place): string | undefined {
  if (!place.end && place.numeral) return undefined
  const word = text.slice(text.lastIndexOf(' ', at) + 1, at)
  const shown = `${word.slice(-40)}${whole}`.toWellFormed()
  const kept = `${shown.slice(0, shown.length - digits.length)} [${digits}]`
  return `"${shown}" is kept as text. If ${digits} is a citation, write ${kept}.`
}

/** The numbers that a run such as `4`, `12` or `1,2` stands for; empty when it stands for none. */
function numbersOf(digits: string, expected: Expected): number[] {
  const numbers: number[] = []
  for (const run of digits.split(/[,;\s]+/)) {
    if (run.startsWith('0') || run === '') return []
    const part = splitRun(run, { ...expected, next: Math.max(expected.next, ...numbers.map(n => n + 1)) })
    if (part.length === 0) return []
    numbers.push(...part)
  }
  return numbers
}

function splitRun(run: string, { next, sources }: Expected): number[] {
  const whole = Number(run)
  if (whole === next) return [whole]
  const counted = countedFrom(run, next, sources)
  if (counted.length > 0) return counted
  if (whole <= sources) return [whole]
  const rising = risingIn(run, sources)
  if (rising.length > 0) return rising
  return run.length > LONGEST_NUMBER ? [] : [whole]
}

/** `345` with 3 next is 3, 4, 5. */
function countedFrom(run: string, next: number, sources: number): number[] {
  const numbers: number[] = []
  let rest = run
  for (let n = next; rest !== '' && n <= sources; n++) {
    if (!rest.startsWith(String(n))) return []
    numbers.push(n)
    rest = rest.slice(String(n).length)
  }
  return rest === '' ? numbers : []
}

/** `25` of six sources is 2 and 5: the fewest numbers, each larger than the one before it, that use every digit. */
function risingIn(run: string, sources: number, above = 0): number[] {
  if (run === '') return []
  for (let length = Math.min(run.length, String(sources).length); length > 0; length--) {
    const n = Number(run.slice(0, length))
    if (n <= above || n > sources) continue
    const rest = risingIn(run.slice(length), sources, n)
    if (rest.length > 0 || length === run.length) return [n, ...rest]
  }
  return []
}

/** `… units. [1][2]` and `… units [1, 2].`: brackets at the end are never text. */
function takeBracketed(text: string): { text: string; cites: number[] } {
  let rest = text.trimEnd()
  const cites: number[] = []
  for (;;) {
    const stop = /\](?:[.!?])$/.test(rest.slice(-2)) ? rest.slice(-1) : ''
    const inside = rest.slice(0, rest.length - stop.length)
    const open = inside.endsWith(']') ? inside.lastIndexOf('[') : -1
    const numbers = inside.slice(open + 1, -1)
    if (open <= 0 || !/^\^?\d{1,3}(?:\s?[,;]\s?\d{1,3}){0,20}$/.test(numbers))
      return { text: rest, cites: cites.reverse() }
    // Backwards, and turned round at the end: a text may hold very many.
    for (const digits of (numbers.match(/\d+/g) ?? []).reverse()) if (Number(digits) > 0) cites.push(Number(digits))
    rest = inside.slice(0, open).trimEnd() + stop
  }
}

// Behind a word or a stop, as in `Egypt [2], Turkey [3] and Italy.`; `[2]` at the start of a text belongs to it.
const INNER = /(?<=[^\s[])\s?((?:\[\^?\d{1,3}(?:\s?[,;]\s?\d{1,3}){0,20}\]){1,20})(?=$|[\s.,;:!?…)"”’—–-])/g

/** Brackets inside the text, where all their numbers are those of sources. */
function takeInner(given: string, sources: number): { text: string; cites: readonly number[] } {
  const cites: number[] = []
  const text = given.replace(INNER, (whole: string, brackets: string) => {
    const numbers = (brackets.match(/\d+/g) ?? []).map(Number)
    if (!numbers.every(n => n > 0 && n <= sources)) return whole
    cites.push(...numbers)
    return ''
  })
  return { text, cites }
}

/** Raised numbers behind the stop, or before it where all of them are sources. */
function takeRaised(text: string, sources: number): { body: string; raised: string } {
  const end = text.slice(-100)
  const behind = RAISED.exec(end)
  if (behind !== null) {
    const runs = lowered(behind[2] ?? '').match(/\d+/g) ?? []
    const isNone = (run: string) => run.startsWith('0') || (run.length > LONGEST_NUMBER && !isSourceRun(run, sources))
    if (runs.some(isNone)) return { body: text, raised: '' }
    return { body: text.slice(0, text.length - (behind[2] ?? '').length), raised: lowered(behind[2] ?? '') }
  }
  const before = RAISED_BEFORE.exec(end)
  const [word, digits, stop] = [before?.[2] ?? '', before?.[3] ?? '', before?.[4] ?? '']
  const numbers = lowered(digits).match(/\d+/g) ?? []
  if (before === null || UNIT.test(word) || !numbers.every(each => isSourceRun(each, sources)))
    return { body: text, raised: '' }
  return { body: text.slice(0, text.length - digits.length - 1) + stop, raised: lowered(digits) }
}

function isSourceRun(digits: string, sources: number): boolean {
  return Number(digits) <= sources || risingIn(digits, sources).length > 0
}

function lowered(raised: string): string {
  return raised.replace(/[⁰¹²³⁴-⁹]/g, digit => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)))
}
