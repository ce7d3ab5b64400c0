import { printedDay } from '../story/day.ts'
import { say } from '../words/words.ts'
import type { DateBlock } from './message.ts'

const DAY_MS = 86_400_000
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** The date block of a story. `now` in milliseconds since 1970. A story has a day, not an hour, so the day is printed as it is in every zone. */
export function dateBlock(date: string | undefined, now: number, asked?: string): DateBlock {
  const by = asked === undefined ? {} : { asked }
  if (date === undefined) return { kind: 'date', day: say('root.date-unknown'), ...by }
  const noon = Date.parse(`${date}T12:00:00Z`)
  const days = Math.floor(now / DAY_MS) - Math.floor(noon / DAY_MS)
  // Below two days a clock's "5 hours ago" would pretend to an hour that nobody knows.
  const live = days >= 2 ? { at: noon / 1000 } : {}
  return { kind: 'date', day: longDay.format(noon), age: age(days), ...live, ...by }
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
