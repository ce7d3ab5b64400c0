/** Ends a time of which nobody can tell in what half of the day it is. */
export const DOUBT = '~'
const PART = '(morning|afternoon|evening|night)s?'
const CLOCK = "(\\d{1,2}(?:\\s*[:.h]\\s*\\d{2})?|\\d{3,4})(?:\\s*(o'clock|uhr|h|hrs?))?(?:\\s*([ap]\\.?m\\b\\.?))?"
/** `8 in the morning`, `9:30 at night`, `8 every evening` */
const AFTER = new RegExp(`(?<=^|\\s)${CLOCK},?\\s+(?:in the|at|of the|(every|each))\\s+${PART}(?=$|[\\s,])`, 'giu')
/** `every morning at 8`, `friday evening 9:30`, `in the morning at 8` */
const BEFORE = new RegExp(
  `(?<=^|\\s)(?:(every|each)\\s+|(?:in|at|on) (?:the )?)?${PART},?\\s+(?:(?:at|by|around)\\s+|@\\s*)?${CLOCK}(?=$|[\\s,])`,
  'giu',
)
const EVERY_ONE = new RegExp(`(?<=^|\\s)(?:every|each)\\s+${PART}(?=$|[\\s,])`, 'iu')
const EVERY = new RegExp(EVERY_ONE, 'giu')

/** Away from the time that it belongs to: `8:30 Berlin, in the evening`. */
const ALONE_ONE = new RegExp(`(?<=^|\\s)(?:in the|at) ${PART}(?=$|[\\s,])`, 'iu')
const ALONE = new RegExp(ALONE_ONE, 'giu')
/** Two halves for one time: these are two digests. */
const BOTH = new RegExp(`\\b${PART}\\s*(?:and|or|[&,+/])\\s*(?:(?:every|each|in the|at)\\s+)*${PART}\\b`, 'iu')
const ANY_CLOCK = new RegExp(`(?<=^|\\s)${CLOCK}(?=$|[\\s,])`, 'iu')
/** What the hours of each can be; the others are said by mistake, or in two ways. */
const HOURS = {
  morning: { am: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], pm: [] },
  afternoon: { am: [], pm: [12, 1, 2, 3, 4, 5, 6, 7] },
  evening: { am: [], pm: [4, 5, 6, 7, 8, 9, 10, 11] },
  // It begins in one half of the day and ends in the other.
  night: { am: [12, 1, 2, 3], pm: [6, 7, 8, 9, 10, 11] },
} as const satisfies Readonly<Record<string, Readonly<Record<'am' | 'pm', readonly number[]>>>>

/**
 * A time with a word for its half of the day has that half in its own form: `every evening at 8` is `daily 8pm`. Where the word
 * and the hour do not go together the time ends with the mark of a time in doubt.
 */
export function withHalves(text: string): string {
  if (!/morning|afternoon|evening|night/iu.test(text.replaceAll(/midnight/giu, '')) || BOTH.test(text)) return text
  const joined = text
    .replaceAll(AFTER, (_, digits: string, unit, half, every, part: string) =>
      clockOf({ digits, unit, half, part, every }),
    )
    .replaceAll(BEFORE, (_, every, part: string, digits: string, unit, half) =>
      clockOf({ digits, unit, half, part, every }),
    )
  const [, apart] = EVERY_ONE.exec(joined) ?? ALONE_ONE.exec(joined) ?? []
  const whole = joined.replaceAll(EVERY, 'daily').replaceAll(ALONE, '')
  if (apart === undefined) return whole
  return whole.replace(ANY_CLOCK, (_, digits: string, unit, half) =>
    clockOf({ digits, unit, half, part: apart, every: undefined }),
  )
}

interface Parts {
  readonly digits: string
  /** `o'clock` */
  readonly unit: string | undefined
  /** `am`, where it was written besides. */
  readonly half: string | undefined
  readonly part: string
  readonly every: string | undefined
}

function clockOf({ digits, unit, half, part, every }: Parts): string {
  const days = every === undefined ? '' : 'daily '
  const hours = hoursOf(part)
  const hour = Number(/^\d{3,4}$/u.test(digits) ? digits.slice(0, -2) : /^\d+/u.exec(digits)?.[0])
  if (half !== undefined) {
    const isSame = hours[half.toLowerCase().startsWith('a') ? 'am' : 'pm'].length > 0
    return `${days}${digits}${isSame ? half : DOUBT}`
  }
  if (hour >= 1 && hour <= 12) return `${days}${digits}${suffix(hours, hour)}`
  // Who writes 20:30 needs no half of the day; with one it is not a time, as 20:30 in the morning is none.
  const isIn = hour === 0 ? hours.am.includes(12) : hours.pm.includes(hour - 12)
  if (!isIn) return `${days}${digits}${hours.pm.length > 0 ? 'pm' : 'am'}`
  return `${days}${digits}${unit === 'h' ? 'h' : ''}`
}

type Hours = Readonly<Record<'am' | 'pm', readonly number[]>>

function hoursOf(part: string): Hours {
  const small = part.toLowerCase()
  if (small === 'morning' || small === 'afternoon' || small === 'evening') return HOURS[small]
  return HOURS.night
}

function suffix({ am, pm }: Hours, hour: number): string {
  if (am.includes(hour)) return 'am'
  return pm.includes(hour) ? 'pm' : DOUBT
}
