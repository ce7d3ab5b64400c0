import { expect, test } from 'vitest'
import { minuteOf } from '../../src/schedule/clock.ts'

const HALF_PAST = Date.parse('2026-12-01T07:30:00Z')

test('a timer that is early by a moment means the minute that it was set for', () => {
  expect([minuteOf(HALF_PAST - 1), minuteOf(HALF_PAST - 1_000)]).toEqual([HALF_PAST, HALF_PAST])
})

test('any other time is what it is', () => {
  const times = [HALF_PAST, HALF_PAST + 1, HALF_PAST + 30_000, HALF_PAST - 1_001]
  expect(times.map(minuteOf)).toEqual(times)
})
