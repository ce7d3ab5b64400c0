import { describe, expect, test } from 'vitest'
import { dateBlock, shortDate } from '../../../src/core/message/day.ts'

const DAY = 86_400_000
const STORY = Date.UTC(2023, 7, 14)

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
    const ages = [0, 11, 13, 23.9].map(hour => dateBlock('2023-08-14', STORY + days * DAY + hour * 3_600_000).age)
    expect(ages).toEqual([age, age, age, age])
  })

  test('gets a clock of the platform only when hours no longer matter', () => {
    const at = [-1, 0, 1, 2].map(days => dateBlock('2023-08-14', STORY + days * DAY).at)
    expect(at).toEqual([undefined, undefined, undefined, Date.UTC(2023, 7, 14, 12) / 1000])
  })

  test('is said to be unknown where it is', () => {
    expect([dateBlock(undefined, STORY, 'Asked by ana'), shortDate(undefined)]).toEqual([
      { kind: 'date', day: 'Date unknown', asked: 'Asked by ana' },
      'date unknown',
    ])
  })
})
