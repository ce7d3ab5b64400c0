import { beginsAlike, distance } from '../library/distance.ts'
import { say } from '../words/words.ts'
import { type Days, dayName, daysOf, WEEKDAYS, type Weekday } from './plan.ts'

/** What a word says about days; `weekly` alone leaves the day open. */
export type DayWord = { readonly kind: 'rhythm'; readonly days: Days } | DaySet | { readonly kind: 'weekly' }

interface DaySet {
  readonly kind: 'days'
  readonly days: readonly Weekday[]
}

const WORDS: Readonly<Record<string, DayWord>> = {
  daily: { kind: 'rhythm', days: 'daily' },
  everyday: { kind: 'rhythm', days: 'daily' },
  day: { kind: 'rhythm', days: 'daily' },
  weekday: { kind: 'rhythm', days: 'weekdays' },
  weekdays: { kind: 'rhythm', days: 'weekdays' },
  workday: { kind: 'rhythm', days: 'weekdays' },
  workdays: { kind: 'rhythm', days: 'weekdays' },
  weekend: { kind: 'rhythm', days: ['sat', 'sun'] },
  weekends: { kind: 'rhythm', days: ['sat', 'sun'] },
  weekly: { kind: 'weekly' },
  week: { kind: 'weekly' },
}
const SHORT: Readonly<Record<string, Weekday>> = { tues: 'tue', weds: 'wed', thur: 'thu', thurs: 'thu' }
const OTHER_RHYTHMS = /^(?:hourly|monthly|yearly|annually|bi-?weekly|fortnightly|twice|once|hour|month)$/
/** `every 2 days`, `every other Friday`, `twice a day`: its number is no time, and its day no day of ours. */
const RARE =
  /(?<=^|\s)(?:every (?:other|second|third|few|2nd|3rd) [a-z]{3,10}|every (?:\d{1,3}|two|three|four|six) (?:minutes?|hours?|days?|weeks?|months?)|(?:twice|(?:two|three|\d{1,3}) ?(?:times|x)) (?:(?:a|per|each|every) )?(?:day|week|month))(?=$|[\s,])/i
const ONCE = /(?<=^|\s)once (?:a|per|each|every) (day|week)(?=$|[\s,])/gi

/** What people say around days and times. */
export const FILLER = /^(?:at|on|in|every|each|and|the|@|&|,)$/

/** A rhythm of several words that is none of ours; `rest` is what stands around it. */
export function rareRhythm(text: string): { readonly typed: string; readonly rest: string } | undefined {
  const [typed] = RARE.exec(text) ?? []
  return typed === undefined ? undefined : { typed, rest: text.replace(typed, ' ') }
}

/** `once a day` is `daily`, `once a week` is `weekly`. */
export function withoutOnce(text: string): string {
  return text.replaceAll(ONCE, (_, unit: string) => (unit.toLowerCase() === 'day' ? 'daily' : 'weekly'))
}

/** `fri`, `Fridays`, `mon,wed,fri`, `mon-fri`, `daily`; undefined for what names no day. */
export function dayWord(word: string): DayWord | undefined {
  const known = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
  if (known !== undefined) return known
  const parts = word.split(/[,;&+]/).filter(part => part !== '')
  const days = parts.map(range)
  return days.length > 0 && days.every(part => part.length > 0) ? { kind: 'days', days: days.flat() } : undefined
}

function range(part: string): readonly Weekday[] {
  const [first = '', last, ...more] = part.split(/[-–—]/)
  const from = weekday(first)
  if (from === undefined || more.length > 0) return []
  if (last === undefined) return [from]
  const to = weekday(last)
  if (to === undefined) return []
  const start = WEEKDAYS.indexOf(from)
  const length = ((WEEKDAYS.indexOf(to) - start + 7) % 7) + 1
  // `fri-mon` goes over the end of the week.
  return [...WEEKDAYS, ...WEEKDAYS].slice(start, start + length)
}

function weekday(name: string): Weekday | undefined {
  const short = Object.hasOwn(SHORT, name) ? SHORT[name] : undefined
  const full = (day: Weekday) => dayName(day).toLowerCase()
  return short ?? WEEKDAYS.find(day => name === day || name === full(day) || name === `${full(day)}s`)
}

/** What all day words of a request come to, or what is wrong with them. */
export function daysFrom(typed: readonly string[]): { readonly days: Days } | { readonly problem: string } {
  const words = typed.flatMap(word => dayWord(word) ?? [])
  const rhythms = words.flatMap(word => (word.kind === 'rhythm' ? [word.days] : []))
  const named = words.flatMap(word => (word.kind === 'days' ? word.days : []))
  const [rhythm] = rhythms
  if (words.length === 0) return { problem: say('schedule.no-days') }
  if (rhythm === undefined) return named.length > 0 ? { days: daysOf(named) } : { problem: say('schedule.no-weekday') }
  const weekly = words.some(word => word.kind === 'weekly') && typeof rhythm === 'string'
  if (rhythms.length > 1 || named.length > 0 || weekly) {
    return { problem: say('schedule.daily-and-day', { typed: typed.join(' ') }) }
  }
  return { days: rhythm }
}

/** What is wrong with a word that stands where a day should. */
export function notADay(typed: string): string {
  if (OTHER_RHYTHMS.test(typed)) return say('schedule.rhythm', { typed })
  const near = nearDay(typed)
  return near === undefined ? say('schedule.day-unknown', { typed }) : say('schedule.day-maybe', { typed, day: near })
}

/** Whether a word is none of ours but was surely meant to say something about days. */
export function likeADay(word: string): boolean {
  return OTHER_RHYTHMS.test(word) || nearDay(word) !== undefined
}

/** The day or rhythm that a word of at least four letters is a mistake or two away from. */
export function nearDay(typed: string): string | undefined {
  if (typed.length < 4) return undefined
  const names = ['daily', 'weekdays', 'weekly', 'weekends', ...WEEKDAYS.map(day => dayName(day).toLowerCase())]
  const most = typed.length < 6 ? 1 : 2
  const near = names.map(name => ({ name, far: distance(typed, name, most) })).filter(({ far }) => far <= most)
  near.sort((a, b) => a.far - b.far || Number(beginsAlike(typed, b.name)) - Number(beginsAlike(typed, a.name)))
  return near[0]?.name
}
