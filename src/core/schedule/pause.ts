import { say } from '../words/words.ts'
import { readDate } from './date.ts'
import { dayWord } from './day-words.ts'
import { WEEKDAYS } from './plan.ts'
import { typedText } from './typed-text.ts'
import type { Wrong } from './wrong.ts'
import { DAY_MS, dayOf, instantOf, wallAt } from './zone-clock.ts'

export type PauseRead =
  | {
      readonly kind: 'pause'
      /** Runs before this instant are left out; milliseconds since 1970. */
      readonly until: number
      /** The day that it ends with, counted from 1970, where a date or day was named: another zone begins it at another instant. */
      readonly day?: number
    }
  | Wrong

const HOUR_MS = 3_600_000
const MOST_DAYS = 366
const EXAMPLE = '3 days'
/** Nobody needs more for a pause, and what is wrong is repeated in the answer. */
const MOST_TYPED = 100
const SPAN =
  /^(?:(\d{1,6}|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:a )?couple(?: of)?)\s*)?(hours?|h|days?|d|weeks?|w|months?|years?)$/
const NUMBERS = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
/** `1.5`, which is a date after `until` only. */
const PARTS = /^(?:\d|1[0-2])[.,]\d{1,2}$/
const ENDLESS = /^(?:forever|for ever|indefinitely|permanently|always|further notice|later|(?:i|we) (?:say|resume).*)$/
const WEEK = /^(?:this week|(?:the )?(?:end|rest) of (?:the|this) week)$/

/**
 * How long a digest pauses: `3 days`, `a week`, `12 hours`, `until 2026-12-01`, `until friday`, `until tomorrow`. Days go by
 * the wall clock of `zone`; a date or day is where it begins, so the digest of that day comes. `now` in milliseconds since 1970.
 */
export function parsePause(typed: string, zone: string, now: number): PauseRead {
  const text = typedText(typed, MOST_TYPED)
  const [, until = '', said = ''] = /^(?:for |(until |till |til |to ))?(.*)$/.exec(text.toLowerCase()) ?? []
  if (said === '') return wrong(say('schedule.pause-missing'))
  if (/^\d+$/.test(said)) return wrong(say('schedule.pause-unit', { count: said }), `${said} days`)
  if (until === '' && PARTS.test(said) && !/\.\s*$/.test(typed))
    return wrong(say('schedule.pause-unit', { count: said }))
  if (ENDLESS.test(said)) return wrong(say('schedule.pause-long'))
  const wall = wallAt(zone, now)
  const bare = said.replace(/^(?:the )?next /, '')
  const named = dayNamed(until + said, wall)
  const span = named === undefined ? spanEnd(bare, zone, wall, now) : undefined
  if (span !== undefined) return ending({ until: span }, now, said)
  const day = named ?? dateNamed(said, wall)
  if (day === undefined) return wrong(say('schedule.pause-unknown', { typed: text, date: dateOf(wall + 14 * DAY_MS) }))
  if (typeof day === 'string') return wrong(day)
  return ending({ until: dayStart(zone, day), day }, now, said)
}

/** When a day, counted from 1970, begins there. */
export function dayStart(zone: string, day: number): number {
  return onWall(zone, day * DAY_MS)
}

/** What is to be said of an end that cannot be, or the pause. */
function ending(end: { readonly until: number; readonly day?: number }, now: number, said: string): PauseRead {
  const { until } = end
  if (until <= now)
    return wrong(SPAN.test(said) ? say('schedule.pause-none') : say('schedule.pause-past', { date: said }))
  return until > now + MOST_DAYS * DAY_MS ? wrong(say('schedule.pause-long')) : { kind: 'pause', ...end }
}

/** The end of a span; for days, weeks and months the wall shows the same time then. */
function spanEnd(said: string, zone: string, wall: number, now: number): number | undefined {
  const [whole, count = '1', unit = ''] = SPAN.exec(said) ?? []
  if (whole === undefined) return undefined
  const word = count.startsWith('an') ? 'a' : count
  const number = /couple/.test(count) ? 2 : NUMBERS.includes(word) ? Math.max(1, NUMBERS.indexOf(word)) : Number(count)
  if (unit.startsWith('h')) return now + number * HOUR_MS
  if (unit.startsWith('m')) return onWall(zone, monthsLater(wall, number))
  if (unit.startsWith('y')) return onWall(zone, monthsLater(wall, number * 12))
  return onWall(zone, wall + number * (unit.startsWith('w') ? 7 : 1) * DAY_MS)
}

/** The day that a text names, or with which the week or month begins that it names; counted from 1970, undefined for anything else. */
function dayNamed(text: string, wall: number): number | undefined {
  const said = text.replace(/^(?:until |till |til |to )/, '')
  const today = dayOf(wall)
  if (said === 'today' || said === 'tomorrow' || said === 'tonight') return today + 1
  // `next week` is seven days, but `until next week` is until it begins.
  if (WEEK.test(said) || (said === 'next week' && said !== text)) return nextDay(today, 'mon')
  if (said === 'next month' && said !== text) return dayOf(monthsLater(wall, 1, 1))
  if (/^(?:the |this )?weekend$/.test(said) && said !== text) return nextDay(today, 'sat')
  const day = dayWord(said.replace(/^(?:the )?(?:next|this) /, ''))
  const [name, ...more] = day?.kind === 'days' ? day.days : []
  return name === undefined || more.length > 0 ? undefined : nextDay(today, name)
}

/** The first such day after that one, counted from 1970. */
function nextDay(today: number, name: (typeof WEEKDAYS)[number]): number {
  return today + ([1, 2, 3, 4, 5, 6, 7].find(days => WEEKDAYS[(today + days + 3) % 7] === name) ?? 7)
}

/** The day of a date, or what is wrong with it. */
function dateNamed(said: string, wall: number): number | string | undefined {
  const day = readDate(said, wall)
  if (day === undefined) return undefined
  return day.kind === 'day' ? day.day : say(day.phrase, { date: said, example: dateOf(wall + 14 * DAY_MS) })
}

function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}

/** The same day of a later month, or its last one: a month after 31 January is 28 February. */
function monthsLater(wall: number, months: number, onDay?: number): number {
  const from = new Date(wall)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + Math.min(months, 24)]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  if (onDay !== undefined) return Date.UTC(year, month, onDay)
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) + (wall - dayOf(wall) * DAY_MS)
}

/** A day that its zone leaves out begins with the next one. */
function onWall(zone: string, wall: number): number {
  return instantOf(zone, wall) ?? instantOf(zone, (dayOf(wall) + 1) * DAY_MS) ?? wall
}

function wrong(problem: string, example: string = EXAMPLE): Wrong {
  return { kind: 'wrong', problem, example }
}
