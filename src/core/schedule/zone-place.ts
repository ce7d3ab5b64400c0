import { keyOf } from '../library/fold.ts'
import { zoneBook } from './zone-book.ts'
import { stateNamed } from './zone-state.ts'

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

/** A zone, a city, a state or a country, also with what people add: `Tokyo time`, `New York City`, `US Eastern`. */
export function placeNamed(text: string): Place | undefined {
  const key = keyOf(text)
  const bare = key.replace(/ (?:time|city|time ?zone)$/, '').replace(/^(?:the|us) (?=.)/, '')
  return known(key, false) ?? known(bare, false)
}

/** A city with its country or state: `Berlin, Germany`, `Austin TX`; what is not known after a comma is passed over. */
export function placeWithin(text: string): Place | Elsewhere | undefined {
  const parts = text.split(',')
  const [head = ''] = parts
  if (parts.length > 1) {
    const city = placeNamed(head)
    const around = known(keyOf(parts.at(-1) ?? ''), true)
    return city === undefined || around === undefined ? city : inside(city, around)
  }
  const words = text.split(' ')
  for (let at = 1; at < words.length; at++) {
    const city = placeNamed(words.slice(0, at).join(' '))
    const around = known(keyOf(words.slice(at).join(' ')), true)
    if (city !== undefined && around !== undefined) return inside(city, around)
  }
  return undefined
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
