import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateBlock, dayIn, shortDate } from '../../../src/core/message/day.ts'
import { showTimestamp } from '../../../src/emulators/discord/timestamp.ts'

const DAY = 86_400_000
const STORY = Date.UTC(2023, 7, 14)

function ageAt(now: number): string | undefined {
  return dateBlock('2023-08-14', { now }).age
}

describe('the day of a story', () => {
  test.each([
    [-400, undefined],
    [-1, undefined],
    [0, 'today'],
    [1, 'yesterday'],
    [2, '2 days ago'],
    [29, '29 days ago'],
    [31, '1 month ago'],
    [204, '7 months ago'],
    [364, '12 months ago'],
    [366, '1 year ago'],
    [731, '2 years ago'],
    [3_700, '10 years ago'],
  ])('after %i days is %s, at any hour', (days, age) => {
    const ages = [0, 11, 13, 23.9].map(hour => ageAt(STORY + days * DAY + hour * 3_600_000))
    expect(ages).toEqual([age, age, age, age])
  })

  test.each([
    ['Auckland, where it is morning while it is still the day before in UTC', -4.5, '2023-08-14', 'today'],
    ['Auckland a day later', 19.5, '2023-08-15', 'yesterday'],
    ['Los Angeles, where it is evening while it is the next day in UTC', 26, '2023-08-14', 'today'],
    ['Los Angeles a day later', 50, '2023-08-15', 'yesterday'],
  ])('is as old as it is by the calendar of its readers: in %s', (_, hours, day, age) => {
    const block = dateBlock('2023-08-14', { now: STORY + hours * 3_600_000, day })
    expect([block.age, block.at]).toEqual([age, undefined])
  })

  test('has no clock that would round to another day than that of a digest which comes late', () => {
    const block = dateBlock('2023-08-14', { now: STORY + 62 * 3_600_000, day: '2023-08-15' })
    expect([block.age, block.at]).toEqual(['yesterday', undefined])
    const later = dateBlock('2023-08-14', { now: STORY + 86 * 3_600_000, day: '2023-08-16' })
    expect([later.age, later.at]).toEqual(['2 days ago', undefined])
  })

  test('is as old by a clock of the platform as by the words that stand in for one, in every zone', () => {
    const moments = fc.record({
      hours: fc.integer({ min: 0, max: 24 * 1_500 }),
      minute: fc.integer({ min: 1, max: 59 }),
      zone: fc.constantFrom('Pacific/Kiritimati', 'Asia/Kathmandu', 'UTC', 'America/Los_Angeles', 'Pacific/Niue'),
    })
    fc.assert(
      fc.property(moments, ({ hours, minute, zone }) => {
        const now = STORY + hours * 3_600_000 + minute * 60_000
        const { age, at } = dateBlock('2023-08-14', { now, day: dayIn(zone, now) })
        const days = (Date.parse(dayIn(zone, now)) - STORY) / DAY
        expect(at === undefined).toBe(days < 2)
        if (at !== undefined) expect(age).toBe(showTimestamp(at, 'R', now))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['Asia/Tokyo', '2023-08-15'],
    ['America/New_York', '2023-08-14'],
  ])('is counted in %s from its own day', (zone, day) => {
    expect(dayIn(zone, STORY + 20 * 3_600_000)).toBe(day)
  })

  test('gets a clock of the platform only when hours no longer matter', () => {
    const at = [-1, 0, 1, 2].map(days => dateBlock('2023-08-14', { now: STORY + days * DAY }).at)
    expect(at).toEqual([undefined, undefined, undefined, Date.UTC(2023, 7, 14, 12) / 1000])
  })

  test('is said to be unknown where it is', () => {
    expect([dateBlock(undefined, { now: STORY }, 'Asked by ana'), shortDate(undefined)]).toEqual([
      { kind: 'date', day: 'Date unknown', asked: 'Asked by ana' },
      'date unknown',
    ])
  })
})
