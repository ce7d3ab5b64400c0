// What ends a sentence, in the scripts that the news is written in, with what closes behind it.
const STOPS = '.!?…。！？।॥؟۔'
const CLOSING = '"\'”’»)\\]」』'
/** Citations behind the stop: glued, in brackets, raised. All repeats are bounded. */
const CITES =
  '(?:\\s?(?:\\d(?:[\\d,;\\s]{0,18}\\d)?|(?:\\[\\^?\\d{1,3}(?:\\s?[,;]\\s?\\d{1,3}){0,20}\\]\\s?){1,20}|[⁰¹²³⁴-⁹](?:[,\\s]?[⁰¹²³⁴-⁹]){0,19}))?'

const ENDED = new RegExp(`[${STOPS}][${CLOSING}]{0,4}${CITES}$`, 'u')
const BROKEN_OFF = new RegExp(`(?:[${STOPS}][${CLOSING}]{0,4}${CITES}|[:"”)\\]])$`, 'u')
const CITED_BEFORE_STOP = /(?:\]|[⁰¹²³⁴-⁹])[.!?]?$/u

/** Whether a line ends as a sentence does, citations behind it allowed. */
export function endsSentence(text: string): boolean {
  const end = text.slice(-60).trimEnd()
  return ENDED.test(end) || (/\d\]$/.test(end) && CITED_BEFORE_STOP.test(end))
}

const CITED = new RegExp(
  `(?:[${STOPS}${CLOSING}](?:\\d{1,3}(?:,\\s?\\d{1,3}){0,20}|[⁰¹²³⁴-⁹]{1,9})|\\[\\^?\\d{1,3}(?:\\s?[,;]\\s?\\d{1,3}){0,20}\\])$`,
  'u',
)

/** Whether a line ends in the numbers of sources. */
export function endsCited(text: string): boolean {
  return CITED.test(text.slice(-60).trimEnd())
}

/** Whether nothing tells that a line goes on below: neither in the middle of a sentence nor behind a comma. */
export function isComplete(text: string): boolean {
  return BROKEN_OFF.test(text.slice(-60).trimEnd())
}

// A stop behind these ends no sentence for certain: titles, months, days, initials, companies.
const ABBREVIATION =
  /(?:^|[\s(“"‘'])(?:Pres|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|Prof|Dr|Mr|Mrs|Ms|St|Ste|Mt|Ft|Jr|Sr|No|Nos|vs|etc|Inc|Ltd|Co|Corp|Bros|Univ|Dept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|approx|ST|MT|FT|DR|MR|MRS|GOV|SEN|REP|GEN|PRES|PROF|(?:\p{L}\.)*\p{L})$/u

/** Whether the full stop behind `before` may belong to a word such as `Pres.`, `Thurs.` or `U.S.`. */
export function isAbbreviated(before: string): boolean {
  return ABBREVIATION.test(before.slice(-20))
}

export interface Boundary {
  /** Where the sentence ends, its stop and what closes it included. */
  readonly end: number
  /** Where the next one begins. */
  readonly next: number
  /** The stop may be that of an abbreviation. */
  readonly doubtful: boolean
}

const BETWEEN = new RegExp(`[${STOPS}][${CLOSING}]{0,4}(?:\\d{1,3}|(?:\\[\\^?\\d{1,3}\\]){1,9})?(\\s{1,20})`, 'gu')

/** The places between sentences within the last `reach` characters, first to last. */
export function boundaries(text: string, reach: number): Boundary[] {
  const from = Math.max(0, text.length - reach)
  const all = [...text.slice(from).matchAll(BETWEEN)]
  // `$2.1 million` holds no boundary.
  const between = all.filter(match => !/\d[.]\d+\s+$/.test(`${text.charAt(from + match.index - 1)}${match[0]}`))
  return between.map(match => {
    const next = from + match.index + match[0].length
    const doubtful =
      text.charAt(from + match.index) === '.' && isAbbreviated(text.slice(0, from + match.index).slice(-20))
    return { end: next - (match[1] ?? '').length, next, doubtful }
  })
}
