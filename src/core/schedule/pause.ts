import { say } from '../words/words.ts'
import { dayWord } from './day-words.ts'
import { WEEKDAYS } from './plan.ts'
import type { Wrong } from './wrong.ts'
import { DAY_MS, dayOf, instantOf, wallAt } from './zone-clock.ts'

export type PauseRead =
  | {
      readonly kind: 'pause'
      /** Runs before this instant are left out; milliseconds since 1970. */
      readonly until: number
    }
  | Wrong

const HOUR_MS = 3_600_000
const MOST_DAYS = 366
const EXAMPLE = '3 days'
const SPAN = /^(?:(\d{1,6}|an?|one|two|three)\s*)?(hours?|h|days?|d|weeks?|w|months?|years?)$/
const COUNTS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3 }
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/

/**
 * How long a digest pauses: `3 days`, `a week`, `12 hours`, `until 2026-12-01`, `until friday`, `until tomorrow`. Days go by
 * the wall clock of `zone`; a date or day is where it begins, so the digest of that day comes. `now` in milliseconds since 1970.
 */
export function parsePause(typed: string, zone: string, now: number): PauseRead {
  const text = typed.slice(0, 100).normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
  const said = text.replace(/^(?:for|until|till|to|next)\s+/, '').replace(/^next\s+/, '')
  if (said === '') return wrong(say('schedule.pause-missing'))
  if (/^\d+$/.test(said)) return wrong(say('schedule.pause-unit', { count: said }), `${said} days`)
  const wall = wallAt(zone, now)
  const until = spanEnd(said, zone, wall, now) ?? dayBegin(said, zone, wall)
  if (until === undefined) return wrong(say('schedule.pause-unknown', { typed: text }))
  if (typeof until === 'string') return wrong(until)
  if (until <= now) return wrong(DATE.test(said) ? past(said) : say('schedule.pause-none'))
  return until > now + MOST_DAYS * DAY_MS ? wrong(say('schedule.pause-long')) : { kind: 'pause', until }
}

/** The end of a span; for days, weeks and months the wall shows the same time then. */
function spanEnd(said: string, zone: string, wall: number, now: number): number | undefined {
  const [whole, count = '1', unit = ''] = SPAN.exec(said) ?? []
  if (whole === undefined) return undefined
  const number = COUNTS[count] ?? Number(count)
  if (unit.startsWith('h')) return now + number * HOUR_MS
  if (unit.startsWith('m')) return onWall(zone, monthsLater(wall, number))
  if (unit.startsWith('y')) return onWall(zone, monthsLater(wall, number * 12))
  return onWall(zone, wall + number * (unit.startsWith('w') ? 7 : 1) * DAY_MS)
}

/** The beginning of a named day, or what is wrong with its name. */
function dayBegin(said: string, zone: string, wall: number): number | string | undefined {
  const today = dayOf(wall)
  if (said === 'tomorrow') return onWall(zone, (today + 1) * DAY_MS)
  const date = DATE.exec(said)
  if (date !== null) return dateBegin(said, date, zone)
  const day = dayWord(said)
  if (day?.kind !== 'days' || day.days.length !== 1) return undefined
  const [name] = day.days
  const ahead = [1, 2, 3, 4, 5, 6, 7].find(days => WEEKDAYS[(today + days + 3) % 7] === name) ?? 7
  return onWall(zone, (today + ahead) * DAY_MS)
}

function dateBegin(said: string, [, year, month, day]: RegExpExecArray, zone: string): number | string {
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const written = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const exists = new Date(wall).toISOString().startsWith(written)
  return exists ? onWall(zone, wall) : say('schedule.pause-no-date', { date: said })
}

function past(date: string): string {
  return say('schedule.pause-past', { date })
}

/** The same day of a later month, or its last one: a month after 31 January is 28 February. */
function monthsLater(wall: number, months: number): number {
  const from = new Date(wall)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + Math.min(months, 24)]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) + (wall - dayOf(wall) * DAY_MS)
}

/** A day that its zone leaves out begins with the next one. */
function onWall(zone: string, wall: number): number {
  return instantOf(zone, wall) ?? instantOf(zone, (dayOf(wall) + 1) * DAY_MS) ?? wall
}

function wrong(problem: string, example: string = EXAMPLE): Wrong {
  return { kind: 'wrong', problem, example }
}
