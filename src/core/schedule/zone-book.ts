import { keyOf } from '../library/fold.ts'
import { CITIES_ABROAD } from './zone-abroad.ts'
import { CITIES, NAMED_TIMES, REGIONS, RENAMED } from './zone-table.ts'

/** A name that a zone goes by: its own, a city or a country. */
export interface ZoneName {
  /** As `keyOf` gives it. */
  readonly key: string
  /** As printed: `Berlin`, `Germany`. */
  readonly shown: string
  readonly kind: 'zone' | 'city' | 'country'
  /** One, but for a country with several. */
  readonly zones: readonly string[]
}

export interface ZoneBook {
  /** The names of all zones in the spelling of the zone database, UTC first. */
  readonly zones: readonly string[]
  readonly names: readonly ZoneName[]
  /** A name of that key; a zone goes before a city, and a city before a country. */
  named(key: string): ZoneName | undefined
}

let kept: ZoneBook | undefined
let making: Generator<undefined, ZoneBook> | undefined

/** The names of all zones that Node knows: what `prepareZones` has not made yet is made at once (some 100 ms for all of it). */
export function zoneBook(): ZoneBook {
  while (kept === undefined) prepareZones()
  return kept
}

/** Makes a few of the names, so that other work can go between; false when none are left to be made. */
export function prepareZones(): boolean {
  if (kept !== undefined) return false
  making ??= makeBook()
  const part = making.next()
  if (part.done === true) kept = part.value
  return part.done !== true
}

function* makeBook(): Generator<undefined, ZoneBook> {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')].map(presentName)
  const places = [...ownNames(zones), ...citiesOf(zones)]
  yield
  const names = [...places, ...(yield* countries())]
  const byKey = new Map<string, ZoneName>()
  for (const name of names) if (!byKey.has(name.key)) byKey.set(name.key, name)
  return { zones, names: [...byKey.values()], named: key => byKey.get(key) }
}

/**
 * The present spelling of an IANA name in any case and of any age (`asia/katmandu` is `Asia/Kathmandu`, `US/Pacific` is
 * `America/Los_Angeles`), or undefined for what is none. Abbreviations such as `EST` are none.
 */
export function zoneNamed(name: string): string | undefined {
  const key = name.toLowerCase()
  const before = known.get(key)
  if (before !== undefined) return before
  const zone = readName(key)
  if (zone !== undefined) known.set(key, zone)
  return zone
}

/** Only what exists is kept, by its name in lower case, so it cannot grow beyond the zone database. */
const known = new Map<string, string>()

function readName(key: string): string | undefined {
  if (!/^[a-z]+\/[a-z0-9_+/-]+$/.test(key)) return /^(?:utc|zulu|z|universal)$/.test(key) ? 'UTC' : undefined
  const renamed = Object.values(RENAMED).find(zone => zone.toLowerCase() === key)
  if (renamed !== undefined) return renamed
  try {
    return presentName(new Intl.DateTimeFormat('en', { timeZone: key }).resolvedOptions().timeZone)
  } catch {
    return undefined
  }
}

function presentName(zone: string): string {
  return RENAMED[zone] ?? zone
}

function ownNames(zones: readonly string[]): readonly ZoneName[] {
  return zones.map(zone => ({ key: keyOf(zone), shown: zone, kind: 'zone', zones: [zone] }))
}

function citiesOf(zones: readonly string[]): readonly ZoneName[] {
  const old = Object.entries(RENAMED).map(([before, zone]) => city(cityOf(before), zone))
  const others = Object.entries({ ...CITIES, ...CITIES_ABROAD, ...NAMED_TIMES }).map(([name, zone]) => city(name, zone))
  return [...zones.filter(zone => zone.includes('/')).map(zone => city(cityOf(zone), zone)), ...others, ...old]
}

function city(shown: string, zone: string): ZoneName {
  return { key: keyOf(shown), shown, kind: 'city', zones: [zone] }
}

/** `America/Argentina/Buenos_Aires` is Buenos Aires. */
function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

/** Most of the work, so it pauses after each code. */
function* countries(): Generator<undefined, readonly ZoneName[]> {
  const printed = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const known: ZoneName[] = []
  for (const code of LETTERS.flatMap(first => LETTERS.map(second => first + second))) {
    yield
    known.push(...countryOf(printed.of(code), code))
  }
  yield
  return [...known, ...Object.entries(REGIONS).flatMap(([name, code]) => countryOf(name, code))]
}

function countryOf(shown: string | undefined, code: string): readonly ZoneName[] {
  const zones = shown === undefined ? [] : zonesIn(code)
  if (shown === undefined || zones.length === 0) return []
  return [{ key: keyOf(shown), shown, kind: 'country', zones }]
}

/** From CLDR, see https://tc39.es/ecma402/#sec-intl.locale.prototype.gettimezones; none where the engine cannot tell. */
function zonesIn(code: string): readonly string[] {
  const locale = new Intl.Locale(`und-${code}`)
  const zones: unknown = 'getTimeZones' in locale && typeof locale.getTimeZones === 'function' && locale.getTimeZones()
  return Array.isArray(zones) ? zones.filter(zone => typeof zone === 'string').map(presentName) : []
}
