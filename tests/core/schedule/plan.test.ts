import { describe, expect, test } from 'vitest'
import { describeMissed } from '../../../src/core/schedule/missed.ts'
import { type Days, daysOf, describePlan, readPlan, samePlan } from '../../../src/core/schedule/plan.ts'

const DAILY = { days: 'daily', hour: 8, minute: 5, zone: 'Europe/Berlin' } as const

describe('a plan', () => {
  test.each<[Days, string]>([
    ['daily', 'every day at 08:05 (Europe/Berlin)'],
    ['weekdays', 'every weekday at 08:05 (Europe/Berlin)'],
    [['fri'], 'every Friday at 08:05 (Europe/Berlin)'],
    [['mon', 'wed', 'fri'], 'every Monday, Wednesday, and Friday at 08:05 (Europe/Berlin)'],
  ])('for %s is told as “%s”', (days, told) => {
    expect(describePlan({ ...DAILY, days })).toBe(told)
  })

  test('is the same however its days are named', () => {
    const same = daysOf(['sun', 'sat', 'fri', 'thu', 'wed', 'tue', 'mon', 'mon'])
    expect(samePlan({ ...DAILY, days: same }, DAILY)).toBe(true)
  })

  test('of other days, another time or another zone is another one', () => {
    const others = [{ days: 'weekdays' as const }, { hour: 9 }, { minute: 0 }, { zone: 'Europe/Paris' }]
    expect(others.map(other => samePlan({ ...DAILY, ...other }, DAILY))).toEqual([false, false, false, false])
  })

  test('that was kept is read back, with the present name of its zone and its days in order', () => {
    expect(readPlan({ days: ['fri', 'mon'], hour: 8, minute: 5, zone: 'Asia/Calcutta' })).toEqual({
      days: ['mon', 'fri'],
      hour: 8,
      minute: 5,
      zone: 'Asia/Kolkata',
    })
  })

  test.each([
    [null],
    [{ ...DAILY, hour: 24 }],
    [{ ...DAILY, minute: 0.5 }],
    [{ ...DAILY, days: [] }],
    [{ ...DAILY, days: 'hourly' }],
    [{ ...DAILY, zone: 'Mars/Olympus' }],
    [{ ...DAILY, zone: 'EST' }],
  ])('is not read from %j', kept => {
    expect(readPlan(kept)).toBeUndefined()
  })
})

describe('what was missed', () => {
  const run = (nominal: string) => ({ at: 0, nominal })

  test.each([
    [[], undefined],
    [['2026-03-29T02:30'], 'The digest of 29 Mar 2026, 02:30 was not sent, because Counterpoint was not running then.'],
    [
      ['2026-03-29T02:30', '2026-03-30T02:30', '2026-03-31T02:30'],
      '3 digests, from 29 Mar 2026, 02:30 to 31 Mar 2026, 02:30, were not sent, because Counterpoint was not running then.',
    ],
  ])('%j is told in one sentence', (nominals, told) => {
    expect(describeMissed(nominals.map(run))).toBe(told)
  })
})
