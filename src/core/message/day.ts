import { wallAt } from '../schedule/zone-clock.ts'
import { printedDay } from '../story/day.ts'
import { say } from '../words/words.ts'
import type { DateBlock } from './message.ts'

const DAY_MS = 86_400_000
/** No zone's clock is further from UTC's. */
const [MOST_AHEAD_MS, MOST_BEHIND_MS] = [14 * 3_600_000, 12 * 3_600_000]
const DAYS = ['day', DAY_MS] as const
/**
 * How clocks in chats count, each unit to the nearest: words say the same, so that no story is of one age where a clock goes on
 * and of another where words stand in for it.
 */
const CLOCK = [['year', 365 * DAY_MS], ['month', 30 * DAY_MS], DAYS] as const
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** When a message is read, as far as is known. */
export interface Today {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The readers' day, `YYYY-MM-DD`; absent: that of `now` in UTC. */
  readonly day?: string
}

/**
 * The date block of a story. A story has a day, not an hour, so the day is printed as it is in every zone. How old it is is
 * counted from the readers' day; what is not of that day yet has no age.
 */
export function dateBlock(date: string | undefined, { now, day }: Today, asked?: string): DateBlock {
  const by = asked === undefined ? {} : { asked }
  if (date === undefined) return { kind: 'date', day: say('root.date-unknown'), ...by }
  const here = day ?? utcDay(now)
  const days = Math.round((noonOf(here) - noonOf(date)) / DAY_MS)
  const at = noonOf(date) + towards(here, now)
  return { kind: 'date', day: longDate(date), ...aged(days, now - at, at / 1000), ...by }
}

/** The day of a moment by the calendar of a zone that Node knows, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: number): string {
  return utcDay(wallAt(zone, at))
}

/** `Monday, 14 August 2023` */
export function longDate(date: string): string {
  return longDay.format(noonOf(date))
}

/** In UTC. */
function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`)
}

/** `14 Aug 2023`, or that it is unknown. */
export function shortDate(date: string | undefined): string {
  return date === undefined ? say('story.undated') : printedDay(date)
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** From the noon of a day in UTC to its noon where the readers' day is another one already, or still: in the furthest zone. */
function towards(day: string, now: number): number {
  const today = utcDay(now)
  if (day === today) return 0
  return day > today ? -MOST_AHEAD_MS : MOST_BEHIND_MS
}

/** `days` by the calendar of the readers, `since` the milliseconds from `at`, which is in seconds since 1970. */
function aged(days: number, since: number, at: number): Pick<DateBlock, 'age' | 'at'> {
  if (days < 0) return {}
  // Below two days a clock's "5 hours ago" would pretend to an hour that nobody knows.
  if (days < 2) return { age: say(days === 0 ? 'age.today' : 'age.yesterday') }
  const [unit, size] = CLOCK.find(([, least]) => since >= least) ?? DAYS
  const counted = Math.round(since / size)
  // Of a digest that comes late the day is over: then no clock goes on from it.
  return unit === 'day' && counted !== days ? { age: ago.format(-days, unit) } : { age: ago.format(-counted, unit), at }
}
