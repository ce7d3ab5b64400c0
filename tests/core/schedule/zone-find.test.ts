import { describe, expect, test } from 'vitest'
import { CITIES_ABROAD } from '../../../src/core/schedule/zone-abroad.ts'
import { zoneBook } from '../../../src/core/schedule/zone-book.ts'
import { findZone, offsetLabel } from '../../../src/core/schedule/zone-find.ts'
import { ABBREVIATIONS, CITIES, NAMED_TIMES, RENAMED, WELL_KNOWN } from '../../../src/core/schedule/zone-table.ts'

/** Winter in the north. */
const NOW = Date.UTC(2026, 10, 22, 12)

function found(typed: string): string {
  const result = findZone(typed, NOW)
  return result.kind === 'zone' ? result.zone : `${result.problem} (${result.example})`
}

describe('a zone is found', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['EUROPE/berlin', 'Europe/Berlin'],
    ['America/new york', 'America/New_York'],
    ['berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['New York City', 'America/New_York'],
    ['Berlin, Germany', 'Europe/Berlin'],
    ['Berlin Germany', 'Europe/Berlin'],
    ['New York, NY', 'America/New_York'],
    ['Austin TX', 'America/Chicago'],
    ['El Paso, Texas', 'America/Denver'],
    ['Sao Paulo Brazil', 'America/Sao_Paulo'],
    ['California', 'America/Los_Angeles'],
    ['"Tokyo"', 'Asia/Tokyo'],
    ['Tokyo time', 'Asia/Tokyo'],
    ['ET', 'America/New_York'],
    ['US Eastern', 'America/New_York'],
    ['Pacific Time', 'America/Los_Angeles'],
    ['Central European Time', 'Europe/Berlin'],
    ['JST', 'Asia/Tokyo'],
    ['Berlin (CET)', 'Europe/Berlin'],
    ['Rome CET', 'Europe/Rome'],
    ['東京', 'Asia/Tokyo'],
    ['kathmandu', 'Asia/Kathmandu'],
    ['Asia/Katmandu', 'Asia/Kathmandu'],
    ['lord howe', 'Australia/Lord_Howe'],
    ['lord_howe', 'Australia/Lord_Howe'],
    ['buenos aires', 'America/Argentina/Buenos_Aires'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['st johns', 'America/St_Johns'],
    ['St. John’s', 'America/St_Johns'],
    ['Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['München', 'Europe/Berlin'],
    ['San Francisco', 'America/Los_Angeles'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Nepal', 'Asia/Kathmandu'],
    // Two zones whose clocks agree need no question.
    ['germany', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['utc+0', 'UTC'],
    ['Etc/UTC', 'UTC'],
    // Who writes this knows that it is fixed.
    ['Etc/GMT-2', 'Etc/GMT-2'],
  ])('%s', (typed, zone) => {
    expect(found(typed)).toBe(zone)
  })

  test('by each name of its own, old or new, and by its city', () => {
    const { zones } = zoneBook()
    const names = [...zones, ...Object.keys(RENAMED), ...Object.values(RENAMED), ...Object.keys(CITIES)]
    const lost = names.filter(name => !zones.includes(found(name)))
    const others = zones.filter(zone => found(zone) !== zone)
    expect([lost, others]).toEqual([[], []])
  })

  test('only where the tables name zones that exist', () => {
    const { zones } = zoneBook()
    const named = [
      ...WELL_KNOWN,
      ...Object.values({ ...CITIES, ...CITIES_ABROAD, ...NAMED_TIMES }),
      ...Object.values(ABBREVIATIONS).flat(),
    ]
    expect(named.filter(zone => !zones.includes(zone))).toEqual([])
  })
})

describe('what is no zone is answered with one', () => {
  test.each([
    [
      'UTC+2',
      '“UTC+2” does not follow summer time, so the digest would move by an hour. Write Europe/Kyiv, Africa/Cairo, or Africa/Johannesburg. (Europe/Kyiv)',
    ],
    [
      '+05:45',
      '“+05:45” does not follow summer time, so the digest would move by an hour. Write Asia/Kathmandu. (Asia/Kathmandu)',
    ],
    [
      'UTC+13:45',
      '“UTC+13:45” does not follow summer time, so the digest would move by an hour. Write Pacific/Chatham. (Pacific/Chatham)',
    ],
    [
      'UTC+27',
      '“UTC+27” is not a time zone or a city that Counterpoint knows. Write the nearest big city, or a name such as Europe/Berlin. (Europe/Berlin)',
    ],
    [
      'CET',
      '“CET” stands for several places or for half of the year. Write Europe/Berlin or Europe/Paris. (Europe/Berlin)',
    ],
    [
      'est',
      '“EST” stands for several places or for half of the year. Write America/New_York or America/Panama. (America/New_York)',
    ],
    [
      'Berln',
      '“Berln” is not a time zone or a city that Counterpoint knows. Is it Europe/Berlin or Bern (Europe/Zurich)? (Europe/Berlin)',
    ],
    [
      'Europe/Berln',
      '“Europe/Berln” is not a time zone or a city that Counterpoint knows. Is it Europe/Berlin? (Europe/Berlin)',
    ],
    [
      'USA',
      'There are several time zones in USA. Write America/New_York, America/Los_Angeles, or America/Chicago. (America/New_York)',
    ],
    [
      'Paris, TX',
      '“Paris, TX” could be either of two places. Write America/Chicago or Europe/Paris. (America/Chicago)',
    ],
    [
      'London, Ontario',
      '“London, Ontario” could be either of two places. Write America/Toronto or Europe/London. (America/Toronto)',
    ],
    ['Georgia', 'There are several time zones in Georgia. Write America/New_York or Asia/Tbilisi. (America/New_York)'],
    [
      'Eastern Standard Time',
      '“Eastern Standard Time” stands for several places or for half of the year. Write America/New_York or America/Panama. (America/New_York)',
    ],
    [
      'constructor',
      '“constructor” is not a time zone or a city that Counterpoint knows. Write the nearest big city, or a name such as Europe/Berlin. (Europe/Berlin)',
    ],
  ])('%s', (typed, expected) => {
    expect(found(typed)).toBe(expected)
  })

  test.each(['Atlantis', 'Narnia', 'Gotham', 'Wakanda', 'Springfield', 'asdfgh', 'Pome', 'xx'])(
    '%s is not taken for a place of another name',
    typed => {
      expect(found(typed)).toBe(
        `“${typed}” is not a time zone or a city that Counterpoint knows. Write the nearest big city, or a name such as Europe/Berlin. (Europe/Berlin)`,
      )
    },
  )

  test.each([
    ['Atlnata', 'Is it Atlanta (America/New_York)?'],
    ['Toyko', 'Is it Asia/Tokyo?'],
    ['Kathmnadu', 'Is it Asia/Kathmandu?'],
    ['San Franciso', 'Is it San Francisco (America/Los_Angeles)?'],
    ['Sydn', 'Is it Australia/Sydney?'],
  ])('of a slip of the fingers the place is named that was meant: %s', (typed, question) => {
    expect(found(typed)).toContain(question)
  })

  test('the example is the zone of who asks, where nothing like it exists', () => {
    expect(findZone('Atlantis', NOW, 'Asia/Tokyo')).toMatchObject({ example: 'Asia/Tokyo' })
  })

  test.each(Object.keys(ABBREVIATIONS))('%s is not taken for a zone, although Node would', abbreviation => {
    expect(findZone(abbreviation, NOW).kind).toBe('wrong')
  })
})

test.each([
  ['Europe/Berlin', Date.UTC(2026, 6, 1), 'UTC+2'],
  ['Europe/Berlin', NOW, 'UTC+1'],
  ['Asia/Kathmandu', NOW, 'UTC+5:45'],
  ['America/St_Johns', NOW, 'UTC-3:30'],
  ['Africa/Abidjan', NOW, 'UTC'],
])('the clocks of %s at %i are at %s', (zone, at, label) => {
  expect(offsetLabel(zone, at)).toBe(label)
})

test.each([
  ['ART', 'America/Argentina/Buenos_Aires'],
  ['art', undefined],
  ['Christmas', undefined],
  ['Indian/Christmas', 'Indian/Christmas'],
])('a word of every day is no zone, but letters are: %s', (typed, zone) => {
  const found = findZone(typed, Date.UTC(2026, 10, 22))
  expect(found.kind === 'zone' ? found.zone : undefined).toBe(zone)
})
