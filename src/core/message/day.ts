import { printedDay } from '../story/day.ts'
import { say } from '../words/words.ts'
import type { DateBlock } from './message.ts'

const DAY_MS = 86_400_000
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** When a message is read, as far as is known. */
export interface Today {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The readers' day, `YYYY-MM-DD`; absent: that of `now` in UTC. */
  readonly day?: string
}

/** The date block of a story. A story has a day, not an hour, so the day is printed as it is in every zone. */
export function dateBlock(date: string | undefined, { now, day }: Today, asked?: string): DateBlock {
  const by = asked === undefined ? {} : { asked }
  if (date === undefined) return { kind: 'date', day: say('root.date-unknown'), ...by }
  const noon = noonOf(date)
  const today = day === undefined ? now : noonOf(day)
  const days = Math.floor(today / DAY_MS) - Math.floor(noon / DAY_MS)
  // Below two days a clock's "5 hours ago" would pretend to an hour that nobody knows; clocks round to the nearest day.
  const live = days >= 2 && now - noon >= 1.5 * DAY_MS ? { at: noon / 1000 } : {}
  return { kind: 'date', day: longDate(date), age: age(days), ...live, ...by }
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

function age(days: number): string {
  if (days < 0) return say('age.future')
  if (days === 0) return say('age.today')
  if (days === 1) return say('age.yesterday')
  if (days < 31) return ago.format(-days, 'day')
  if (days < 365) return ago.format(-Math.floor(days / 30.44), 'month')
  return ago.format(-Math.max(1, Math.floor(days / 365.25)), 'year')
}
