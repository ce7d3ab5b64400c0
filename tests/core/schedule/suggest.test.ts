import { describe, expect, test } from 'vitest'
import { parsePlan } from '../../../src/core/schedule/parse-plan.ts'
import { suggestDays, suggestTimes, suggestZones } from '../../../src/core/schedule/suggest.ts'

const NOW = Date.UTC(2026, 10, 22, 12)

function zones(typed: string, zone?: string): string {
  const offers = suggestZones(typed, { zone, now: NOW })
  return offers
    .slice(0, 3)
    .map(offer => offer.label)
    .join(' | ')
}

describe('times are offered', () => {
  test.each([
    ['', '07:00 08:00 08:30 09:00 12:00'],
    ['8', '08:00 20:00 08:30 20:30 08:15'],
    ['08', '08:00 08:30 08:15 08:45'],
    ['16', '16:00 16:30 16:15 16:45'],
    ['4p', '16:00 16:30 16:15 16:45'],
    ['8:3', '08:30 20:30 08:31 20:31 08:32'],
    ['8:30', '08:30 20:30'],
    ['8:30pm', '20:30'],
    ['12', '12:00 00:00 12:30 00:30 12:15'],
    ['no', '12:00'],
    ['25', ''],
  ])('for “%s”: %s', (typed, expected) => {
    expect(
      suggestTimes(typed)
        .slice(0, 5)
        .map(offer => offer.value)
        .join(' '),
    ).toBe(expected)
  })

  test('with both ways to say them', () => {
    expect(suggestTimes('16:15')).toEqual([{ label: '16:15 (4:15 pm)', value: '16:15' }])
  })
})

describe('days are offered', () => {
  test.each([
    ['', 'daily weekdays weekends mon tue wed thu fri sat sun'],
    ['w', 'weekdays weekends wed'],
    ['fri', 'fri'],
    ['fri,m', 'mon,fri'],
    ['weekly mon, t', 'mon,tue mon,thu'],
    ['Freitag', 'fri'],
    ['mon-thu', 'mon,tue,wed,thu'],
    ['monday to friday', 'mon,tue,wed,thu,fri'],
    ['x', ''],
  ])('for “%s”: %s', (typed, expected) => {
    expect(
      suggestDays(typed)
        .map(offer => offer.value)
        .join(' '),
    ).toBe(expected)
  })
})

describe('zones are offered', () => {
  test.each([
    ['berl', 'Europe/Berlin (UTC+1 now)'],
    ['BER', 'Europe/Berlin (UTC+1 now) | Atlantic/Bermuda (UTC-4 now) | Bern: Europe/Zurich (UTC+1 now)'],
    ['york', 'America/New_York (UTC-5 now)'],
    ['kath', 'Asia/Kathmandu (UTC+5:45 now)'],
    ['munich', 'Munich: Europe/Berlin (UTC+1 now)'],
    ['nepal', 'Nepal: Asia/Kathmandu (UTC+5:45 now)'],
    ['europe/bu', 'Europe/Bucharest (UTC+2 now) | Europe/Budapest (UTC+1 now) | Europe/Busingen (UTC+1 now)'],
    ['cet', 'Europe/Berlin (UTC+1 now) | Europe/Paris (UTC+1 now)'],
    ['UTC+9', 'Asia/Tokyo (UTC+9 now) | Asia/Seoul (UTC+9 now)'],
    ['utc', 'UTC'],
    ['tokoy', 'Asia/Tokyo (UTC+9 now)'],
    ['atlnata', 'Atlanta: America/New_York (UTC-5 now)'],
    ['atlantis', ''],
    ['xyzzy', ''],
  ])('for “%s”: %s', (typed, expected) => {
    expect(zones(typed)).toBe(expected)
  })

  test('beginning with the person’s own', () => {
    expect(zones('', 'Asia/Kathmandu')).toBe(
      'Asia/Kathmandu (UTC+5:45 now) | America/New_York (UTC-5 now) | Europe/London (UTC now)',
    )
  })

  test('never more than 25', () => {
    expect(['', 'america', 'a', 'united states'].map(typed => suggestZones(typed, { now: NOW }).length)).toEqual([
      25, 25, 25, 25,
    ])
  })
})

test('every offer is understood when it is chosen', () => {
  const times = ['', '1', '12', '8:3', '4p', 'mid'].flatMap(suggestTimes).map(({ value }) => `daily ${value} UTC`)
  const days = ['', 'fri,', 'w'].flatMap(suggestDays).map(({ value }) => `${value} 08:30 UTC`)
  const places = ['', 'a', 'indian'].flatMap(typed => suggestZones(typed, { now: NOW }))
  const all = [...times, ...days, ...places.map(({ value }) => `daily 08:30 ${value}`)]
  expect(all.filter(typed => parsePlan(typed, { now: NOW }).kind === 'wrong')).toEqual([])
})
