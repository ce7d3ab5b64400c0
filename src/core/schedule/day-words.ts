import { beginsAlike, distance } from '../library/distance.ts'
import { say } from '../words/words.ts'
import { dayAbroad } from './day-language.ts'
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
const SHORT: Readonly<Record<string, Weekday>> = {
  tues: 'tue',
  weds: 'wed',
  thur: 'thu',
  thurs: 'thu',
  mo: 'mon',
  tu: 'tue',
  we: 'wed',
  th: 'thu',
  fr: 'fri',
  sa: 'sat',
  su: 'sun',
}
const OTHER_RHYTHMS =
  /^(?:hourly|monthly|yearly|annually|bi-?weekly|fortnightly|twice|once|hour|month|today|tonight|tomorrow)$/
const A_MONTH = '(?: (?:day )?of (?:the|each|every|a) month)?'
/** `every 2 days`, `every other Friday`, `twice a day`, `next Friday`, `on 2026-12-01`: its number is no time, and its day no day of ours. */
const RARE = new RegExp(
  '(?<=^|\\s)(?:' +
    [
      'every (?:other|second|third|few|2nd|3rd) [a-z]{3,10}',
      'every (?:\\d{1,3}|two|three|four|six) (?:minutes?|hours?|days?|weeks?|months?)',
      '(?:twice|(?:two|three|\\d{1,3}) ?(?:times|x)) (?:(?:a|per|each|every) )?(?:day|week|month|daily|weekly)',
      `(?:monthly )?(?:on )?(?:the |every )?\\d{1,2}(?:st|nd|rd|th)${A_MONTH}`,
      `(?:the )?(?:first|second|third|fourth|last) (?:[a-z]{3,6}day|day)${A_MONTH}`,
      '(?:on )?(?:next|this) [a-z]{3,9}',
      'once (?:a|per|each|every) (?:hour|month|year)',
      // One digest cannot come in both.
      '(?:(?:every|each|in the) )?(?:morning|afternoon|evening|night)s? ?(?:and|or|[&,+/]) ?(?:(?:every|each|in the|at) )*(?:morning|afternoon|evening|night)s?',
      '(?:(?:starting|beginning|from) )?(?:today|tonight|tomorrow)',
      '(?:hourly|monthly|yearly|annually|bi-?weekly|fortnightly)',
      '(?:on )?\\d{4}-\\d{1,2}-\\d{1,2}',
      '(?:on )?\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?',
    ].join('|') +
    ')(?=$|[\\s,])',
  'i',
)
const ONCE = /(?<=^|\s)once (?:a|per|each|every) (day|week)(?=$|[\s,])/gi

/** What people say around days and times. */
export const FILLER = /^(?:at|on|in|every|each|and|from|only|please|pls|thanks|@|&|,)$/

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
  const abroad = dayAbroad(word)
  if (abroad !== undefined) return { kind: 'days', days: [abroad] }
  const parts = word.split(/[,;&+/]/).filter(part => part !== '')
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

function weekday(typed: string): Weekday | undefined {
  const name = typed.replace(/\.$/, '')
  const short = Object.hasOwn(SHORT, name) ? SHORT[name] : undefined
  const full = (day: Weekday) => dayName(day).toLowerCase()
  return (
    short ?? WEEKDAYS.find(day => name === day || name === full(day) || name === `${full(day)}s`) ?? dayAbroad(name)
  )
}

const EXCEPT = /,?\s*\b(?:except|excluding|but not|without|not on|no)\s+(?:(?:for|on)\s+)?/i

/** `daily except sunday` is all the other days. */
export function withoutExcept(text: string): string {
  const found = EXCEPT.exec(text)
  if (found === null) return text
  const before = text.slice(0, found.index)
  const after = text.slice(found.index + found[0].length).split(' ')
  const end = after.findIndex(word => !/^(?:and|or|&)$/i.test(word) && setOf(word).length === 0)
  const left = after.slice(0, end === -1 ? after.length : end).flatMap(setOf)
  const rest = end === -1 ? '' : after.slice(end).join(' ')
  const rhythm = [...before.matchAll(/[a-z]+/gi)].find(([word]) => basis(word).length > 0)
  const days = rhythm === undefined ? [] : basis(rhythm[0]).filter(day => !left.includes(day))
  if (rhythm === undefined || left.length === 0 || days.length === 0) return text
  const behind = before.slice(rhythm.index + rhythm[0].length)
  return `${before.slice(0, rhythm.index)}${days.join(',')}${behind} ${rest}`.trim()
}

/** The days that a word takes out; weekends too. */
function setOf(word: string): readonly Weekday[] {
  const read = dayWord(word.toLowerCase().replaceAll(/^,+|,+$/g, ''))
  if (read?.kind === 'days') return read.days
  return read?.kind === 'rhythm' && typeof read.days !== 'string' ? read.days : []
}

/** Of what days are taken out. */
function basis(word: string): readonly Weekday[] {
  const read = dayWord(word.toLowerCase())
  if (read?.kind !== 'rhythm') return []
  return daysIn(read.days)
}

function daysIn(days: Days): readonly Weekday[] {
  if (days === 'daily') return WEEKDAYS
  return days === 'weekdays' ? WEEKDAYS.slice(0, 5) : days
}

/** What all day words of a request come to, or what is wrong with them. */
export function daysFrom(typed: readonly string[]): { readonly days: Days } | { readonly problem: string } {
  const words = typed.flatMap(word => dayWord(word) ?? [])
  const rhythms = [...new Set(words.flatMap(word => (word.kind === 'rhythm' ? [word.days] : [])))]
  const named = words.flatMap(word => (word.kind === 'days' ? word.days : []))
  const [rhythm] = rhythms
  if (words.length === 0) return { problem: say('schedule.no-days') }
  if (rhythm === undefined) return named.length > 0 ? { days: daysOf(named) } : { problem: say('schedule.no-weekday') }
  const weekly = words.some(word => word.kind === 'weekly') && typeof rhythm === 'string'
  // `weekdays and saturday` are six days; who names a day that is among them already means something else.
  const together = rhythms.flatMap(daysIn).concat(named)
  const isSame = named.length > 0 && rhythms.length === 1 && new Set(together).size === daysIn(rhythm).length
  const isWhole = isSame && new Set(named).size === daysIn(rhythm).length
  if (!weekly && (isWhole || new Set(together).size === together.length)) return { days: daysOf(together) }
  if (rhythms.length > 1 || named.length > 0 || weekly) {
    return { problem: say('schedule.daily-and-day', { typed: typed.join(' ') }) }
  }
  return { days: rhythm }
}

/** What is wrong with a word that stands where a day should. */
export function notADay(typed: string): string {
  if (OTHER_RHYTHMS.test(typed)) return say('schedule.rhythm', { typed })
  const near = nearDay(typed)
  if (near !== undefined) return say('schedule.day-maybe', { typed, day: near })
  return `${say('schedule.day-unknown', { typed })} ${say('schedule.no-days')}`
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
