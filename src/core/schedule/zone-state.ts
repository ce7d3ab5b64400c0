import { keyOf } from '../library/fold.ts'
import type { ZoneName } from './zone-book.ts'

/**
 * States and provinces, which the zone database does not name and people write after a city: `Austin, TX`. Those with several
 * zones stand below each. https://github.com/eggert/tz/blob/main/northamerica
 */
const STATES: Readonly<Record<string, string>> = {
  'America/New_York':
    'Connecticut CT, Delaware DE, Florida FL, Georgia GA, Indiana IN, Kentucky KY, Maine ME, Maryland MD, Massachusetts MA, Michigan MI, New Hampshire NH, New Jersey NJ, New York State NY, North Carolina NC, Ohio OH, Pennsylvania PA, Rhode Island RI, South Carolina SC, Tennessee TN, Vermont VT, Virginia VA, West Virginia WV, District of Columbia DC',
  'America/Chicago':
    'Alabama AL, Arkansas AR, Florida FL, Illinois IL, Indiana IN, Iowa IA, Kansas KS, Kentucky KY, Louisiana LA, Minnesota MN, Mississippi MS, Missouri MO, Nebraska NE, North Dakota ND, Oklahoma OK, South Dakota SD, Tennessee TN, Texas TX, Wisconsin WI',
  'America/Denver':
    'Colorado CO, Idaho ID, Montana MT, Nebraska NE, New Mexico NM, North Dakota ND, South Dakota SD, Texas TX, Utah UT, Wyoming WY',
  'America/Phoenix': 'Arizona AZ',
  'America/Los_Angeles': 'California CA, Idaho ID, Nevada NV, Oregon OR, Washington State WA',
  'America/Anchorage': 'Alaska AK',
  'Pacific/Honolulu': 'Hawaii HI',
  'America/Toronto': 'Ontario ON, Quebec QC',
  'America/Winnipeg': 'Manitoba MB',
  'America/Regina': 'Saskatchewan SK',
  'America/Edmonton': 'Alberta AB',
  'America/Vancouver': 'British Columbia BC',
  'America/Halifax': 'Nova Scotia NS, New Brunswick NB',
  'Australia/Sydney': 'New South Wales NSW',
  'Australia/Melbourne': 'Victoria VIC',
  'Australia/Brisbane': 'Queensland QLD',
  'Australia/Adelaide': 'South Australia SA',
  'Australia/Perth': 'Western Australia WA',
}

let states: ReadonlyMap<string, ZoneName> | undefined

/** A state by its name, or after a city by its letters too. */
export function stateNamed(key: string, afterCity: boolean): ZoneName | undefined {
  states ??= readStates()
  const found = states.get(key)
  return found === undefined || afterCity || found.key === key ? found : undefined
}

function readStates(): ReadonlyMap<string, ZoneName> {
  const read = new Map<string, ZoneName>()
  for (const [zone, list] of Object.entries(STATES)) {
    for (const [, shown = '', letters = ''] of list.matchAll(/([^,]+?) ([A-Z]{2,3})(?:, |$)/gu)) {
      const key = keyOf(shown)
      const zones = [...(read.get(key)?.zones ?? []), zone]
      const state: ZoneName = { key, shown, kind: 'country', zones }
      read.set(key, state)
      // `WA` is a state of two countries.
      const other = read.get(keyOf(letters))
      const together = other === undefined || other.key === key ? state : { ...state, zones: [...other.zones, zone] }
      read.set(keyOf(letters), together)
    }
  }
  return read
}
