import { describe, expect, test } from 'vitest'
import { dateBlock, shortDate } from '../../../src/core/message/day.ts'

const DAY = 86_400_000
const STORY = Date.UTC(2023, 7, 14)

function ageAt(now: number): string | undefined {
  return dateBlock('2023-08-14', { now }).age
}

describe('the day of a story', () => {
  test.each([
    [-1, 'dated in the future'],
    [0, 'today'],
    [1, 'yesterday'],
    [2, '2 days ago'],
    [30, '30 days ago'],
    [31, '1 month ago'],
    [364, '11 months ago'],
    [365, '1 year ago'],
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

  test('has no clock that would round to another day than the calendar of its readers', () => {
    const block = dateBlock('2023-08-14', { now: STORY + 43.5 * 3_600_000, day: '2023-08-16' })
    expect([block.age, block.at]).toEqual(['2 days ago', undefined])
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
