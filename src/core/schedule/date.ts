import { dayOf } from './zone-clock.ts'

export type DateRead =
  /** Counted from 1970. */
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'wrong'; readonly phrase: `schedule.pause-${'no-date' | 'date-either' | 'date-past'}` }

/** Who names a day of the last weeks without its year does not mean the one in a year. */
const LATELY = 90
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
/** With full stops the day always comes first. */
const DOTTED = /^(\d{1,2})\.\s*(\d{1,2})(?:\.\s*(\d{4})?)?$/
const SLASHED = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/
const NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?'
const DAY = '(?:the )?(\\d{1,2})(?:st|nd|rd|th|\\.)?'
const DAY_MONTH = new RegExp(`^${DAY} (?:of )?${MONTH}(?:,? (\\d{4}))?$`)
const MONTH_DAY = new RegExp(`^${MONTH} ${DAY}(?:,? (\\d{4}))?$`)

/**
 * A date in small letters: `2026-12-24`, `24.12.2026`, `24 december`, `dec 24th`; without a year the next one after the day of
 * `wall` (milliseconds since 1970 by the wall clock), unless it was a few weeks ago. Undefined for what is no date.
 */
export function readDate(said: string, wall: number): DateRead | undefined {
  const iso = ISO.exec(said)
  if (iso !== null) return dayOn(iso[1], Number(iso[2]), Number(iso[3]), wall)
  const dotted = DOTTED.exec(said)
  if (dotted !== null) return dayOn(dotted[3], Number(dotted[2]), Number(dotted[1]), wall)
  const [, day, month = '', year] = DAY_MONTH.exec(said) ?? []
  if (day !== undefined) return dayOn(year, NAMES.indexOf(month) + 1, Number(day), wall)
  const [, name, nth, when] = MONTH_DAY.exec(said) ?? []
  if (name !== undefined) return dayOn(when, NAMES.indexOf(name) + 1, Number(nth), wall)
  const slashed = SLASHED.exec(said)
  return slashed === null ? undefined : slashedDay(slashed, wall)
}

/** Americans write the month first, others the day. */
function slashedDay([, first, second, year]: RegExpExecArray, wall: number): DateRead {
  const [one, other] = [Number(first), Number(second)]
  const full = year?.length === 2 ? `20${year}` : year
  if (one > 12) return dayOn(full, other, one, wall)
  if (other > 12 || one === other) return dayOn(full, one, other, wall)
  return { kind: 'wrong', phrase: 'schedule.pause-date-either' }
}

function dayOn(year: string | undefined, month: number, day: number, wall: number): DateRead {
  const today = dayOf(wall)
  const thisYear = new Date(wall).getUTCFullYear()
  // 29 February may be years ahead.
  const years = year === undefined ? [thisYear - 1, thisYear, thisYear + 1] : [Number(year)]
  const days = years.map(one => existing(one, month, day)).filter(one => one !== undefined)
  const isLately = year === undefined && days.some(one => one <= today && today - one < LATELY)
  if (isLately) return { kind: 'wrong', phrase: 'schedule.pause-date-past' }
  const found = year === undefined ? days.find(one => one > today) : days[0]
  return found === undefined ? { kind: 'wrong', phrase: 'schedule.pause-no-date' } : { kind: 'day', day: found }
}

function existing(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayOf(date.getTime()) : undefined
}
