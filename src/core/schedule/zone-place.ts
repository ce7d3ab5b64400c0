import { keyOf } from '../library/fold.ts'
import { zoneBook } from './zone-book.ts'
import { stateNamed } from './zone-state.ts'
import { ABBREVIATIONS } from './zone-table.ts'

/** A place by its name, and the zones that its clocks may go by. */
export interface Place {
  readonly kind: 'place'
  /** As printed: `Berlin`, `USA`. */
  readonly shown: string
  readonly zones: readonly string[]
}

/** A city in a country or state that has another zone: `Paris, TX`. The zones of both, what was said last first. */
export interface Elsewhere {
  readonly kind: 'elsewhere'
  readonly zones: readonly string[]
}

/** A city with what may be no place at all: `Berlin, only politics`. Its zones, and what is not known. */
export interface Followed {
  readonly kind: 'followed'
  readonly by: string
  readonly zones: readonly string[]
}

/** A region that is not known has a name, and says nothing of time zones: `Munich, Bavaria`. */
const REGION = /^\p{Lu}[^\s\d]*(?: \p{Lu}[^\s\d]*)*$/u

/** What zones are called too, and what people who write it in small letters do not mean: `daily 8:30 art`, `christmas`. */
const WORDS = new Set(['art', 'cat', 'eat', 'center', 'christmas', 'easter', 'troll', 'wake'])

/** Whether a text is a word of every day rather than the letters or the island that it names too. */
export function isPlainWord(text: string): boolean {
  return text !== text.toUpperCase() && WORDS.has(keyOf(text))
}

/** A zone, a city, a state or a country, also with what people add: `Tokyo time`, `New York City`, `US Eastern`. */
export function placeNamed(text: string): Place | undefined {
  if (isPlainWord(text)) return undefined
  const key = keyOf(text)
  const bare = key.replace(/ (?:time|city|time ?zone)$/, '').replace(/^(?:the|us) (?=.)/, '')
  return known(key, false) ?? known(bare, false)
}

/** A city with its country or state: `Berlin, Germany`, `Austin TX`; the name of a region that is not known is passed over. */
export function placeWithin(text: string): Place | Elsewhere | Followed | undefined {
  const parts = text.split(',')
  const [head = ''] = parts
  if (parts.length > 1) {
    const city = placeNamed(head)
    const around = known(keyOf(parts.at(-1) ?? ''), true)
    if (city !== undefined && around !== undefined) return inside(city, around)
    const strange = parts
      .slice(1)
      .map(part => part.trim())
      .find(part => !isRegion(part))
    return city === undefined || strange === undefined ? city : { kind: 'followed', by: strange, zones: city.zones }
  }
  const words = text.split(' ')
  for (let at = 1; at < words.length; at++) {
    const city = placeNamed(words.slice(0, at).join(' '))
    const around = known(keyOf(words.slice(at).join(' ')), true)
    if (city !== undefined && around !== undefined) return inside(city, around)
  }
  return undefined
}

function isRegion(text: string): boolean {
  return text === '' || (REGION.test(text) && ABBREVIATIONS[text.toUpperCase()] === undefined)
}

function inside(city: Place, around: Place): Place | Elsewhere {
  const zones = city.zones.filter(zone => around.zones.includes(zone))
  if (zones.length > 0) return { ...city, zones }
  return { kind: 'elsewhere', zones: [...around.zones.slice(0, 1), ...city.zones] }
}

function known(key: string, afterCity: boolean): Place | undefined {
  const named = zoneBook().named(key)
  const state = stateNamed(key, afterCity)
  // Georgia is a country and a state; a city is what it is.
  const zones = named?.kind === 'country' || named === undefined ? (state?.zones ?? []) : []
  const shown = named?.shown ?? state?.shown
  return shown === undefined ? undefined : { kind: 'place', shown, zones: [...(named?.zones ?? []), ...zones] }
}
