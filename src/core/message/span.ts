const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** A time relative to now in the coarsest fitting unit: `20 minutes ago`, `in 2 hours`. `ms` is negative for the past; a moment counts as one second. */
export function relativeSpan(ms: number): string {
  const size = Math.abs(ms)
  const sign = ms < 0 ? -1 : 1
  // What lies ahead is rounded up, so that nobody comes too early.
  const count = (unit: number) => sign * Math.max(1, sign < 0 ? Math.floor(size / unit) : Math.ceil(size / unit))
  if (size < MINUTE_MS) return relative.format(count(1_000), 'second')
  if (size < HOUR_MS) return relative.format(count(MINUTE_MS), 'minute')
  if (size < DAY_MS) return relative.format(count(HOUR_MS), 'hour')
  return relative.format(count(DAY_MS), 'day')
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** A length of time in the largest unit that gives a whole number: `90 minutes`. */
export function duration(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds % length === 0) ?? UNITS[3]
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / size)
}
