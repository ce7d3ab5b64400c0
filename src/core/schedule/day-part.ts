const PART = '(morning|afternoon|evening|night)s?'
const CLOCK = "(\\d{1,2}(?:\\s*[:.h]\\s*\\d{2})?|\\d{3,4})(?:\\s*(o'clock|uhr|h|hrs?))?(?:\\s*([ap]\\.?m\\b\\.?))?"
/** `8 in the morning`, `9:30 at night`, `8 every evening` */
const AFTER = new RegExp(`(?<=^|\\s)${CLOCK}\\s+(?:in the|at|of the|(every|each)|this)\\s+${PART}(?=$|[\\s,])`, 'giu')
/** `every morning at 8`, `friday evening 9:30`, `in the morning at 8` */
const BEFORE = new RegExp(
  `(?<=^|\\s)(?:(every|each)\\s+|(?:in|at|on) (?:the )?)?${PART},?\\s+(?:(?:at|by|around)\\s+|@\\s*)?${CLOCK}(?=$|[\\s,])`,
  'giu',
)
const EVERY = new RegExp(`(?<=^|\\s)(?:every|each)\\s+${PART}(?=$|[\\s,])`, 'giu')

/** No time of its own. */
const ALONE = new RegExp(`(?<=^|\\s)(?:in the|at) ${PART}(?=$|[\\s,])`, 'giu')

/** A time with a word for its half of the day has that half in its own form: `every evening at 8` is `daily 8pm`. */
export function withHalves(text: string): string {
  if (!/morning|afternoon|evening|night/iu.test(text.replaceAll(/midnight/giu, ''))) return text
  return text
    .replaceAll(AFTER, (_, digits: string, unit, half, every, part: string) =>
      clockOf({ digits, unit, half, part, every }),
    )
    .replaceAll(BEFORE, (_, every, part: string, digits: string, unit, half) =>
      clockOf({ digits, unit, half, part, every }),
    )
    .replaceAll(EVERY, 'daily')
    .replaceAll(ALONE, '')
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
  if (half !== undefined) return `${days}${digits}${half}`
  const hour = Number(/^\d{3,4}$/u.test(digits) ? digits.slice(0, -2) : /^\d+/u.exec(digits)?.[0])
  // Who writes 20:30 needs no half of the day; with one it would not be a time.
  if (hour < 1 || hour > 12) return `${days}${digits}${unit === 'h' ? 'h' : ''}`
  return `${days}${digits}${suffix(part.toLowerCase(), hour)}`
}

/** The night begins in one half of the day and ends in the other. */
function suffix(part: string, hour: number): 'am' | 'pm' {
  if (part === 'morning') return 'am'
  return part === 'night' && (hour === 12 || hour < 6) ? 'am' : 'pm'
}
