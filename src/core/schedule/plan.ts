import { z } from 'zod'
import { listed, say } from '../words/words.ts'
import { zoneNamed } from './zone-book.ts'

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]
const WORKING: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']

/** When somebody wants a digest, by the wall clock of a zone. */
export interface Plan {
  readonly days: Days
  /** 0 to 23. */
  readonly hour: number
  /** 0 to 59. */
  readonly minute: number
  /** An IANA name in its present spelling: `Asia/Kathmandu`. */
  readonly zone: string
}

/** A set of days is in the order of the week, and never one that has a name: `daysOf` makes it so. */
export type Days = 'daily' | 'weekdays' | readonly Weekday[]

const PLAN = z.strictObject({
  days: z.union([z.literal('daily'), z.literal('weekdays'), z.array(z.enum(WEEKDAYS)).min(1)]),
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
  zone: z.string(),
})

/** A plan as it was kept, or undefined for what is none. */
export function readPlan(kept: unknown): Plan | undefined {
  const read = PLAN.safeParse(kept)
  if (!read.success) return undefined
  const zone = zoneNamed(read.data.zone)
  if (zone === undefined) return undefined
  const days = typeof read.data.days === 'string' ? read.data.days : daysOf(read.data.days)
  return { ...read.data, days, zone }
}

/** A set of days by its name where it has one, else in the order of the week. */
export function daysOf(days: Iterable<Weekday>): Days {
  const wanted = new Set(days)
  if (wanted.size === WEEKDAYS.length) return 'daily'
  if (wanted.size === WORKING.length && WORKING.every(day => wanted.has(day))) return 'weekdays'
  return WEEKDAYS.filter(day => wanted.has(day))
}

/** Whether a day, counted from 1970, is among them. */
export function hasDay(days: Days, day: number): boolean {
  if (days === 'daily') return true
  // 1970 began on a Thursday.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7]
  return weekday !== undefined && (days === 'weekdays' ? WORKING : days).includes(weekday)
}

/** Two plans that run at the same times whatever their zones decide in future. */
export function samePlan(left: Plan, right: Plan): boolean {
  return typedPlan(left) === typedPlan(right)
}

/** What to type for a plan: `weekly mon,fri 08:30 Europe/Berlin`. `parsePlan` reads it back. */
export function typedPlan(plan: Plan): string {
  return `${typedDays(plan.days)} ${clockTime(plan)} ${plan.zone}`
}

/** `daily`, `weekdays` or `weekly mon,fri` */
export function typedDays(days: Days): string {
  return typeof days === 'string' ? days : `weekly ${days.join(',')}`
}

/** `08:30` */
export function clockTime({ hour, minute }: { readonly hour: number; readonly minute: number }): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** `every Monday and Friday at 08:30 (Europe/Berlin)`, to be put into a sentence. */
export function describePlan(plan: Plan): string {
  return say('schedule.plan', { days: describeDays(plan.days), time: clockTime(plan), zone: plan.zone })
}

function describeDays(days: Days): string {
  if (days === 'daily') return say('schedule.daily')
  if (days === 'weekdays') return say('schedule.weekdays')
  return say('schedule.weekly', { days: listed(days.map(dayName)) })
}

const printed = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
// 5 January 1970 was a Monday.
const names = WEEKDAYS.map((_, n) => printed.format(Date.UTC(1970, 0, 5 + n)))

/** `Monday` */
export function dayName(day: Weekday): string {
  return names[WEEKDAYS.indexOf(day)] ?? day
}
