import { beginsAlike, couldBe, distance, lettersOf } from '../library/distance.ts'
import { keyOf } from '../library/fold.ts'
import { say } from '../words/words.ts'
import { typedText } from './typed-text.ts'
import type { Wrong } from './wrong.ts'
import type { ZoneName } from './zone-book.ts'
import { zoneBook, zoneNamed } from './zone-book.ts'
import { offsetAt } from './zone-clock.ts'
import { type Place, placeNamed, placeWithin } from './zone-place.ts'
import { ABBREVIATIONS, WELL_KNOWN } from './zone-table.ts'

const USUAL = 'Europe/Berlin'
const MOST_NAMED = 3
/** Nobody needs more for a place, and what is wrong is repeated in the answer. */
const MOST_TYPED = 100
const MINUTE_MS = 60_000
const HALF_YEAR_MS = 182 * 86_400_000
const either = new Intl.ListFormat('en', { type: 'disjunction' })
const OFFSET = /^(?:utc|gmt|z)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$/i

export type ZoneFound = { readonly kind: 'zone'; readonly zone: string } | Wrong

/**
 * The zone that somebody means by an IANA name in any case, a city, or a country where all clocks agree. An offset and an
 * abbreviation are refused with advice: neither says what summer brings. `now` in milliseconds since 1970. `usual` is the example
 * where nothing like it exists.
 */
export function findZone(typed: string, now: number, usual = USUAL): ZoneFound {
  const text = plain(typed)
  const named = zoneNamed(text.replaceAll(' ', '_'))
  if (named !== undefined) return { kind: 'zone', zone: named }
  const abbreviated = abbreviatedBy(text)
  if (abbreviated !== undefined)
    return advise('schedule.zone-abbreviation', text.length < 5 ? text.toUpperCase() : text, abbreviated)
  const offset = offsetOf(text)
  if (offset === undefined) return byName(text, now, usual)
  if (offset === 0) return { kind: 'zone', zone: 'UTC' }
  const there = zonesAt(offset, now)
  return there.length > 0 ? advise('schedule.zone-offset', text, there) : unknown(text, usual)
}

/** `UTC+5:45`, as it is at that instant. */
export function offsetLabel(zone: string, at: number): string {
  const minutes = offsetAt(zone, at) / MINUTE_MS
  const size = Math.abs(minutes)
  if (size === 0) return 'UTC'
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`
}

/** The zones that an abbreviation may stand for, or whose clocks are at an offset now: to be offered, because neither is a zone. */
export function zonesMeant(typed: string, now: number): readonly string[] {
  const text = plain(typed)
  const offset = offsetOf(text)
  return abbreviatedBy(text) ?? (offset === undefined ? [] : zonesAt(offset, now))
}

function plain(typed: string): string {
  return typedText(typed, MOST_TYPED)
    .replaceAll('−', '-')
    .replace(/^in\s+/i, '')
}

const IN_FULL = /^(?:us )?(eastern|central|mountain|pacific|alaska|atlantic) (standard|daylight)(?: time)?$/i
const LETTERS: Readonly<Record<string, string>> = { al: 'AK', standard: 'S', daylight: 'D' }

/** `EST`, `Eastern Standard Time` */
function abbreviatedBy(text: string): readonly string[] | undefined {
  const [, where = '', when = ''] = IN_FULL.exec(text)?.map(part => part.toLowerCase()) ?? []
  const first = LETTERS[where.slice(0, 2)] ?? where.charAt(0).toUpperCase()
  return ABBREVIATIONS[where === '' ? text.toUpperCase() : `${first}${LETTERS[when] ?? ''}T`]
}

/** In milliseconds. */
function offsetOf(text: string): number | undefined {
  const [whole, sign, hours, minutes] = OFFSET.exec(text) ?? []
  if (whole === undefined) return undefined
  const size = (Number(hours) * 60 + Number(minutes ?? 0)) * MINUTE_MS
  return sign === '-' ? -size : size
}

function zonesAt(offset: number, now: number): readonly string[] {
  const at = (zones: readonly string[]) => zones.filter(zone => offsetAt(zone, now) === offset)
  const famous = at(WELL_KNOWN)
  return famous.length > 0 ? famous : at(zoneBook().zones)
}

function byName(text: string, now: number, usual: string): ZoneFound {
  const found = placeNamed(text) ?? withLetters(text, now) ?? placeWithin(text)
  if (found === undefined) return unknown(text, usual)
  if (found.kind === 'elsewhere') return advise('schedule.zone-elsewhere', text, found.zones)
  const zones = byFame(found.zones)
  if (found.kind === 'followed') return advise('schedule.zone-unknown', found.by, zones)
  const [first] = zones
  if (first !== undefined && zones.every(zone => alike(zone, first, now))) return { kind: 'zone', zone: first }
  return advise('schedule.zone-several', found.shown, zones)
}

/** A city with letters that its clocks have for half of the year: `Berlin CET`, `New York EST`. */
function withLetters(text: string, now: number): Place | undefined {
  const [, city = '', letters = ''] = /^(.+?)[\s,(]+([A-Z]{2,5})\)?$/i.exec(text) ?? []
  const meant = ABBREVIATIONS[letters.toUpperCase()]
  const place = meant === undefined ? undefined : placeNamed(city)
  const [zone] = place?.zones ?? []
  return zone !== undefined && meant?.some(one => alike(one, zone, now)) ? place : undefined
}

/** Clocks that agree now and half a year from now, so that a country needs no question. */
function alike(left: string, right: string, now: number): boolean {
  return [now, now + HALF_YEAR_MS].every(at => offsetAt(left, at) === offsetAt(right, at))
}

/** What most people mean first; the others stay in their order. */
export function byFame(zones: readonly string[]): readonly string[] {
  return [...zones].sort((a, b) => fame(a) - fame(b))
}

function fame(zone: string): number {
  const at = WELL_KNOWN.indexOf(zone)
  return at === -1 ? WELL_KNOWN.length : at
}

function unknown(text: string, usual: string): Wrong {
  const near = nearestZones(text)
  const said = say('schedule.zone-unknown', { typed: text })
  const [first] = near
  if (first === undefined) return { kind: 'wrong', problem: `${said} ${say('schedule.zone-write')}`, example: usual }
  const places = either.format(near.map(placeOf))
  return { kind: 'wrong', problem: `${said} ${say('schedule.zone-near', { places })}`, example: first.zone }
}

/** `Munich (Europe/Berlin)`; a zone that is called so itself stands alone. */
function placeOf({ name, zone }: NearZone): string {
  return isOwnName(name, zone) ? zone : say('schedule.zone-place', { place: name.shown, zone })
}

/** Whether a zone's own name says the place already. */
export function isOwnName({ key, kind }: ZoneName, zone: string): boolean {
  return kind === 'zone' || keyOf(zone).endsWith(key)
}

/** A name that somebody may have meant, and the zone that most people mean by it. */
export interface NearZone {
  readonly name: ZoneName
  readonly zone: string
}

/**
 * The zones whose names are as near to what was typed as a slip of the fingers, or go on after it: at most three, the nearest
 * first; none when nothing is that near, because who asks for Atlantis does not mean Atlanta.
 */
export function nearestZones(text: string): readonly NearZone[] {
  const key = keyOf(text)
  const most = slips(key)
  const letters = lettersOf(key)
  const far = (name: string) => {
    if (key.length > 2 && name.startsWith(key)) return 0
    if (!beginsAlike(key, name) || !couldBe(letters, lettersOf(name), most)) return most + 1
    return distance(key, name, most)
  }
  const near = zoneBook()
    .names.flatMap(name => {
      const [zone] = byFame(name.zones)
      return zone === undefined || key === '' ? [] : [{ name, zone, far: far(name.key) }]
    })
    .filter(one => one.far <= most)
    .sort((a, b) => a.far - b.far || fame(a.zone) - fame(b.zone))
  return [...Map.groupBy(near, one => one.zone).values()].flatMap(same => same.slice(0, 1)).slice(0, MOST_NAMED)
}

/** How many letters can be wrong in a word of which nobody doubts what it was to be. */
function slips(key: string): number {
  if (key.length < 4) return 0
  return key.length < 10 ? 1 : 2
}

function advise(
  phrase: `schedule.zone-${'abbreviation' | 'elsewhere' | 'offset' | 'several' | 'unknown'}`,
  typed: string,
  zones: readonly string[],
): Wrong {
  const advice = say('schedule.zone-maybe', { zones: either.format(zones.slice(0, MOST_NAMED)) })
  return { kind: 'wrong', problem: `${say(phrase, { typed })} ${advice}`, example: zones[0] ?? USUAL }
}
