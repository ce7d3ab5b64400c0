import { keyOf } from '../library/fold.ts'
import { say } from '../words/words.ts'
import { parseDays } from './parse-days.ts'
import { clockTime, dayName, WEEKDAYS } from './plan.ts'
import { parseTime } from './time.ts'
import { type ZoneName, zoneBook } from './zone-book.ts'
import { byFame, findZone, isOwnName, nearestZones, offsetLabel, zonesMeant } from './zone-find.ts'
import { WELL_KNOWN } from './zone-table.ts'

/** Something that can be chosen while typing. */
export interface Offer {
  readonly label: string
  /** What it stands for; `parsePlan` and the readers of its parts understand it. */
  readonly value: string
}

const MOST = 25
const COMMON = ['07:00', '08:00', '08:30', '09:00', '12:00', '16:00', '17:00', '18:00', '20:00']
const RHYTHMS = ['daily', 'weekdays', 'weekends']
const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' }
/** Of `monday to friday` the days between are meant too. */
const RANGE = /[-–—]|\b(?:to|through)\b/iu
const QUARTERS = [0, 15, 30, 45]

/** Times that begin with what was typed: what it means by itself first, then full and half hours before quarters. */
export function suggestTimes(typed: string): readonly Offer[] {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return COMMON.map(timeOffer)
  const read = parseTime(text)
  const exact = read.kind === 'time' ? [clockTime(read)] : []
  return [...new Set([...exact, ...timesLike(text.toLowerCase())])].slice(0, MOST).map(timeOffer)
}

const TYPED_TIME = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{0,2}))?\s*(a|p)?/

function timesLike(text: string): readonly string[] {
  const named = Object.entries(NAMED).flatMap(([name, time]) => (name.startsWith(text) ? [time] : []))
  if (named.length > 0) return named
  const [whole, hours = '', minutes = '', half] = TYPED_TIME.exec(text) ?? []
  if (whole === undefined) return []
  const wanted = Number(hours)
  // `8` may be morning or evening; `08` is written with 24 hours in mind.
  const both =
    half === undefined && wanted > 0 && wanted <= 12 && !hours.startsWith('0') ? [wanted % 12, (wanted % 12) + 12] : []
  const shifted = half === undefined ? wanted : (wanted % 12) + (half === 'p' ? 12 : 0)
  const all = both.length > 0 ? both.sort((a, b) => Number(b === wanted) - Number(a === wanted)) : [shifted]
  const fitting = all.filter(hour => hour < 24)
  const choices = minutes.length === 1 ? tens(Number(minutes)) : minutes === '' ? [0, 30, 15, 45] : [Number(minutes)]
  return choices.filter(minute => minute < 60).flatMap(minute => fitting.map(hour => clockTime({ hour, minute })))
}

/** The minutes of `8:3`: the quarter among them first. */
function tens(digit: number): readonly number[] {
  const all = Array.from({ length: 10 }, (_, unit) => digit * 10 + unit)
  return [...all.filter(minute => QUARTERS.includes(minute)), ...all.filter(minute => !QUARTERS.includes(minute))]
}

const halfDay = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })

function timeOffer(value: string): Offer {
  const half = halfDay.format(Date.parse(`1970-01-01T${value}:00Z`)).replaceAll(/\s/g, ' ')
  return { label: say('schedule.choice-time', { time: value, half: half.toLowerCase() }), value }
}

/** Days that begin with what was typed: `daily`, `Friday`; after a comma one day more: `mon,fri`. */
export function suggestDays(typed: string): readonly Offer[] {
  const parts = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^weekly\s*/, '')
    .split(/[\s,]+/)
  const last = parts.at(-1) ?? ''
  const before = WEEKDAYS.filter(day =>
    parts.slice(0, -1).some(part => dayName(day).toLowerCase() === part || day === part),
  )
  const days = WEEKDAYS.filter(day => !before.includes(day) && dayName(day).toLowerCase().startsWith(last))
  const rhythms = before.length > 0 ? [] : RHYTHMS.filter(rhythm => rhythm.startsWith(last))
  const sets = days.map(day => WEEKDAYS.filter(one => one === day || before.includes(one)))
  const begun = [
    ...rhythms.map(rhythm => ({ label: rhythm, value: rhythm })),
    ...sets.map(set => ({ label: set.map(dayName).join(', '), value: set.join(',') })),
  ]
  const meant = begun.length > 0 && !RANGE.test(typed) ? [] : daysMeant(typed)
  return meant.length > 0 ? meant : begun
}

/** What is understood although no name of ours begins so: `Freitag`, `mon-thu`. */
function daysMeant(typed: string): readonly Offer[] {
  const read = parseDays(typed)
  if (!('days' in read)) return []
  const days = typeof read.days === 'string' ? WEEKDAYS.filter((_, n) => n < 5 || read.days === 'daily') : read.days
  return [{ label: days.map(dayName).join(', '), value: days.join(',') }]
}

export interface ZonesAsked {
  /** The person's own, offered first. */
  readonly zone?: string | undefined
  /** Milliseconds since 1970; offsets are those of this moment. */
  readonly now: number
}

/** Zones by name, city or country: `Europe/Berlin (UTC+1 now)`, `Munich: Europe/Berlin (UTC+1 now)`. At most 25. */
export function suggestZones(typed: string, { zone, now }: ZonesAsked): readonly Offer[] {
  const key = keyOf(typed)
  if (key === '') {
    const own = zone === undefined ? [] : [zone]
    return [...new Set([...own, ...WELL_KNOWN])].slice(0, MOST).map(one => zoneOffer(one, undefined, now))
  }
  const places = new Map<string, ZoneName | undefined>(zonesMeant(typed, now).map(one => [one, undefined]))
  for (const name of matching(key)) for (const one of byFame(name.zones)) if (!places.has(one)) places.set(one, name)
  const meant = places.size === 0 ? findZone(typed, now) : undefined
  if (meant?.kind === 'zone') places.set(meant.zone, undefined)
  if (places.size === 0) for (const { name, zone: near } of nearestZones(typed)) places.set(near, name)
  return [...places].slice(0, MOST).map(([one, name]) => zoneOffer(one, name, now))
}

/** The names that a text is in, the better ones first: whole, at the beginning, at the beginning of a word. */
function matching(key: string): readonly ZoneName[] {
  const rank = ({ key: name }: ZoneName) =>
    name === key ? 0 : name.startsWith(key) ? 1 : name.includes(` ${key}`) ? 2 : 3
  const ranked = zoneBook().names.map(name => ({ name, rank: rank(name), fame: fameOf(name) }))
  const found = ranked.filter(one => one.rank < 3)
  return found.sort((a, b) => a.rank - b.rank || a.fame - b.fame).map(({ name }) => name)
}

function fameOf({ zones }: ZoneName): number {
  const places = zones.map(zone => WELL_KNOWN.indexOf(zone)).filter(place => place !== -1)
  return Math.min(WELL_KNOWN.length, ...places)
}

function zoneOffer(zone: string, name: ZoneName | undefined, now: number): Offer {
  const offset = offsetLabel(zone, now)
  const named = name === undefined || isOwnName(name, zone)
  if (zone === offset) return { label: zone, value: zone }
  const label = named
    ? say('schedule.choice-zone', { zone, offset })
    : say('schedule.choice-place', { place: name.shown, zone, offset })
  return { label, value: zone }
}
