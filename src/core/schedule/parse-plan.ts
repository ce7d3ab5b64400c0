import { say } from '../words/words.ts'
import { daysFrom, dayWord, likeADay, nearDay, notADay, rareRhythm } from './day-words.ts'
import { bare, inOrder, isWord, wordsOf } from './parse-days.ts'
import { clockTime, type Days, type Plan, typedDays } from './plan.ts'
import { type Time, timeAtStart } from './time.ts'
import type { Wrong } from './wrong.ts'
import { findZone, type ZoneFound } from './zone-find.ts'

/** Nobody needs more for a plan, and what is wrong is repeated in the answer. */
const MOST_TYPED = 200

export interface PlanAsked {
  /** The zone of who asks, for those who name none. */
  readonly zone?: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

export type PlanRead =
  /** `place`: what was typed for the zone, where anything was. */
  | { readonly kind: 'plan'; readonly plan: Plan; readonly place?: string }
  /** `place`: what was typed for the zone and is none, so that nothing else is put in its place; absent where that is not the trouble. */
  | (Wrong & { readonly place?: string })

/**
 * The plan in what somebody typed: `daily 08:30 Europe/Berlin`, `weekdays 8:30am`, `weekly mon,wed at noon in New York`.
 * Everything that is wrong with it is told at once, and the example keeps what was understood.
 */
export function parsePlan(typed: string, { zone, now }: PlanAsked): PlanRead {
  const text = inOrder(typed, MOST_TYPED)
  const rare = rareRhythm(text)
  const parts = partsOf(rare?.rest ?? text)
  const days: DaysRead =
    rare === undefined
      ? daysRead(parts, now)
      : { problem: say('schedule.rhythm', { typed: rare.typed }), example: 'daily', strays: [] }
  const time: Time | Wrong = parts.time ?? { kind: 'wrong', problem: say('schedule.no-time'), example: '08:30' }
  const place = zoneRead(parts, days.strays, zone, now)
  if ('days' in days && time.kind === 'time' && place.kind === 'zone') {
    const plan: Plan = { days: days.days, hour: time.hour, minute: time.minute, zone: place.zone }
    return { kind: 'plan', plan, ...(place.typed === undefined ? {} : { place: place.typed }) }
  }
  const problems = [
    'problem' in days ? days.problem : '',
    time.kind === 'wrong' ? time.problem : '',
    place.kind === 'wrong' ? place.problem : '',
  ]
  const example = [
    'days' in days ? typedDays(days.days) : days.example,
    time.kind === 'time' ? clockTime(time) : time.example,
    place.kind === 'zone' ? place.zone : place.example,
  ]
  return {
    kind: 'wrong',
    problem: problems.filter(problem => problem !== '').join(' '),
    example: example.join(' '),
    ...(place.kind === 'wrong' && place.typed !== undefined ? { place: place.typed } : {}),
  }
}

/** `local time`, `my time zone` */
const OWN = /^(?:(?:my|our|the)(?: own)?(?: local)? time(?: ?zone)?|local(?: time)?|here)$/i

interface Parts {
  readonly dayWords: readonly string[]
  /** What stands before the time and names no day. */
  readonly before: readonly string[]
  readonly time: Time | Wrong | undefined
  /** What stands after the time and names no day, as it was typed. */
  readonly after: readonly string[]
}

function partsOf(text: string): Parts {
  const isSpoken = !/\d|noon|midday|midnight/i.test(text)
  const spoken = isSpoken ? SPOKEN.exec(text) : null
  if (spoken !== null) return spokenParts(text, spoken)
  const start = [...text.matchAll(/(?<=^|[\s,])(?:\d|noon\b|midday\b|midnight\b)/gi)][0]?.index ?? text.length
  const found = timeAtStart(text.slice(start))
  const before = wordsOf(text.slice(0, start))
  const after = (found?.rest ?? '').split(' ').filter(word => word !== '')
  const isDay = (word: string) => dayWord(bare(word).toLowerCase()) !== undefined
  return {
    dayWords: [...before, ...after].filter(isDay).map(word => bare(word).toLowerCase()),
    before: before.filter(word => !isDay(word)),
    time: found?.time,
    after: after.filter(word => !isDay(word)),
  }
}

type DaysRead = ({ readonly days: Days } | { readonly problem: string; readonly example: string }) & {
  /** What was taken for a mistyped day, so that it is not looked for among the zones. */
  readonly strays: readonly string[]
}

const HOUR = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
const MINUTES = "(?:fifteen|twenty|thirty|forty|five|o'clock|sharp)"
/** `half past eight`, `eight thirty` */
const SPOKEN = new RegExp(
  `(?<=^|\\s)(?:(?:half|quarter|[a-z]+) (?:past|to|after) ${HOUR}|${HOUR}(?: ${MINUTES}){0,2})(?=$|[\\s,])`,
  'i',
)

/** A time in words is named as what was not understood, and not looked for among the zones. */
function spokenParts(text: string, { 0: typed, index }: RegExpExecArray): Parts {
  const rest = partsOf(`${text.slice(0, index)} ${text.slice(index + typed.length)}`)
  return { ...rest, time: { kind: 'wrong', problem: say('schedule.time-unknown', { typed }), example: '08:30' } }
}

function daysRead({ dayWords, before }: Parts, now: number): DaysRead {
  const words = before.map(word => word.toLowerCase())
  const like = words.filter(likeADay)
  const isWeekly = dayWords.length > 0
  const isNamed = dayWords.some(word => dayWord(word)?.kind !== 'weekly')
  // Where no day was named, what stands in its place was meant to be one, unless it is a zone.
  const instead = isNamed || findZone(words.join(' '), now).kind === 'zone' ? [] : words
  const strays = like.length > 0 ? like : instead
  const [stray] = strays
  if (stray !== undefined) {
    const near = nearDay(stray)
    const open = isWeekly && !isNamed ? 'weekly fri' : 'daily'
    const fallback = near === undefined || near === 'weekly' ? open : exampleOf(withNamed(near, dayWords))
    return { problem: notADay(stray), example: fallback, strays }
  }
  const read = daysFrom(dayWords)
  return 'days' in read ? { ...read, strays } : { ...read, example: exampleFor(dayWords), strays }
}

/** A day joins those that were named rightly; a rhythm stands alone. */
function withNamed(near: string, dayWords: readonly string[]): string {
  const isDay = (word: string) => dayWord(word)?.kind === 'days'
  return isDay(near) ? [...dayWords.filter(isDay), near].join(',') : near
}

function exampleOf(name: string): string {
  const read = daysFrom([name])
  return 'days' in read ? typedDays(read.days) : 'daily'
}

function exampleFor(dayWords: readonly string[]): string {
  const named = dayWords.filter(word => dayWord(word)?.kind === 'days')
  if (named.length > 0) return exampleOf(named.join(','))
  return dayWords.length === 1 ? 'weekly fri' : 'daily'
}

type PlaceRead = ZoneFound & { readonly typed?: string }

function zoneRead(parts: Parts, strays: readonly string[], own: string | undefined, now: number): PlaceRead {
  const before = parts.before.filter(word => !strays.includes(word.toLowerCase()))
  const words = trimFillers([...before, ...parts.after])
  const second = words.flatMap(word => timeAtStart(word) ?? [])[0]
  if (second?.time.kind === 'time') return twice(second.time, words, own, now)
  const typed = words.join(' ')
  if (typed !== '' && !OWN.test(typed)) return { ...findZone(typed, now, own), typed }
  if (own === undefined) return { kind: 'wrong', problem: say('schedule.no-zone'), example: 'Europe/Berlin' }
  return findZone(own, now)
}

/** A second time stands where the zone should; the example keeps the zone around it. */
function twice(time: Time, words: readonly string[], own: string | undefined, now: number): Wrong {
  const others = trimFillers(words.filter(word => timeAtStart(word) === undefined))
  const zone = findZone(others.join(' '), now)
  const example = zone.kind === 'zone' ? zone.zone : (own ?? zone.example)
  return { kind: 'wrong', problem: say('schedule.time-twice', { time: clockTime(time) }), example }
}

function trimFillers(words: readonly string[]): readonly string[] {
  const first = words.findIndex(isWord)
  const last = words.findLastIndex(isWord)
  return first === -1 ? [] : words.slice(first, last + 1)
}
