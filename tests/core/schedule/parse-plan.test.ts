import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '../../../src/core/schedule/parse-plan.ts'
import { type Plan, typedPlan } from '../../../src/core/schedule/plan.ts'
import { anyPlan } from './plans.ts'

/** A Sunday in November. */
const NOW = Date.UTC(2026, 10, 22, 12)
const ASKED = { zone: 'Europe/Paris', now: NOW }

/** What was understood, as it would be typed, or what is wrong with an example. */
function read(typed: string): string {
  const result = parsePlan(typed, ASKED)
  return result.kind === 'plan' ? typedPlan(result.plan) : `${result.problem} (${result.example})`
}

describe('a plan is understood', () => {
  test.each([
    ['daily 08:30 Europe/Berlin', 'daily 08:30 Europe/Berlin'],
    ['weekdays 8:30am', 'weekdays 08:30 Europe/Paris'],
    ['weekly fri 16:00', 'weekly fri 16:00 Europe/Paris'],
    ['weekly friday 4pm Asia/Tokyo', 'weekly fri 16:00 Asia/Tokyo'],
    ['DAILY 8:30 PM europe/BERLIN', 'daily 20:30 Europe/Berlin'],
    ['  daily   at 8:30 in new york ', 'daily 08:30 America/New_York'],
    ['daily berlin 8:30', 'daily 08:30 Europe/Berlin'],
    ['every day at 8 am', 'daily 08:00 Europe/Paris'],
    ['every friday at noon in Port of Spain', 'weekly fri 12:00 America/Port_of_Spain'],
    ['weekly on Mondays 8am', 'weekly mon 08:00 Europe/Paris'],
    ['weekly 16:00 fri berlin', 'weekly fri 16:00 Europe/Berlin'],
    ['weekly mon,wed,fri 9am', 'weekly mon,wed,fri 09:00 Europe/Paris'],
    ['fri, mon and wed 9am berlin', 'weekly mon,wed,fri 09:00 Europe/Berlin'],
    ['tues, Thurs 9:00', 'weekly tue,thu 09:00 Europe/Paris'],
    ['mon-fri 9:00', 'weekdays 09:00 Europe/Paris'],
    ['monday to friday 9:00', 'weekdays 09:00 Europe/Paris'],
    ['fri – mon 9:00', 'weekly mon,fri,sat,sun 09:00 Europe/Paris'],
    ['mon-sun 9:00', 'daily 09:00 Europe/Paris'],
    ['weekends 10:00 Isle of Man', 'weekly sat,sun 10:00 Europe/Isle_of_Man'],
    ['once a day at 9:00', 'daily 09:00 Europe/Paris'],
    ['once a week on friday 9:00', 'weekly fri 09:00 Europe/Paris'],
    ['daily 8:30 in Santo Domingo', 'daily 08:30 America/Santo_Domingo'],
    ['weekend 10:00', 'weekly sat,sun 10:00 Europe/Paris'],
  ])('%s', (typed, expected) => {
    expect(read(typed)).toBe(expected)
  })

  test('however it is written down', () => {
    fc.assert(
      fc.property(anyPlan, plan => {
        expect(parsePlan(typedPlan(plan), { now: NOW })).toEqual({
          kind: 'plan',
          plan: plan satisfies Plan,
          place: plan.zone,
        })
      }),
    )
  })
})

describe('a plan that cannot be understood is answered with all that is wrong and what to write', () => {
  test.each([
    ['daily', 'The time is missing. (daily 08:30 Europe/Paris)'],
    ['daily 25:00 berlin', 'There is no hour 25: hours go from 0 to 23. (daily 08:30 Europe/Berlin)'],
    ['weekly 16:00', 'A weekly digest needs its day. (weekly fri 16:00 Europe/Paris)'],
    ['8:30 tokyo', 'Say on which days: daily, weekdays, or weekly with a day. (daily 08:30 Asia/Tokyo)'],
    ['dayly 9:00', '“dayly” is not a day that Counterpoint knows. Is it “daily”? (daily 09:00 Europe/Paris)'],
    [
      'weekly fryday 9:00',
      '“fryday” is not a day that Counterpoint knows. Is it “friday”? (weekly fri 09:00 Europe/Paris)',
    ],
    [
      'monthly 9:00 Asia/Tokyo',
      'Digests come daily, on weekdays or weekly; “monthly” is none of these. (daily 09:00 Asia/Tokyo)',
    ],
    [
      'every 2 days 9:00 Tokyo',
      'Digests come daily, on weekdays or weekly; “every 2 days” is none of these. (daily 09:00 Asia/Tokyo)',
    ],
    [
      'twice a day at 9:00',
      'Digests come daily, on weekdays or weekly; “twice a day” is none of these. (daily 09:00 Europe/Paris)',
    ],
    [
      '9:00 every other Friday',
      'Digests come daily, on weekdays or weekly; “every other Friday” is none of these. (daily 09:00 Europe/Paris)',
    ],
    [
      'daily fri 9:00',
      '“daily fri” names days twice. Use daily, weekdays, or weekly with the days, and only one of them. (weekly fri 09:00 Europe/Paris)',
    ],
    ['daily 8:30 and 18:00', 'A digest has one time. Make another digest for 18:00. (daily 08:30 Europe/Paris)'],
    ['daily 8:30, 6pm in Tokyo', 'A digest has one time. Make another digest for 18:00. (daily 08:30 Asia/Tokyo)'],
    [
      'weekly fryday 29:00 berln',
      '“fryday” is not a day that Counterpoint knows. Is it “friday”? There is no hour 29: hours go from 0 to 23. “berln” is not a time zone or a city that Counterpoint knows. Is it Europe/Berlin or Bern (Europe/Zurich)? (weekly fri 08:30 Europe/Berlin)',
    ],
    ['', 'Say on which days: daily, weekdays, or weekly with a day. The time is missing. (daily 08:30 Europe/Paris)'],
  ])('%s', (typed, expected) => {
    expect(read(typed)).toBe(expected)
  })

  test('a zone that neither is named nor known is asked for', () => {
    expect(parsePlan('daily 8:30', { now: NOW })).toEqual({
      kind: 'wrong',
      problem: 'The time zone is missing. Write a city, such as Berlin or New York.',
      example: 'daily 08:30 Europe/Berlin',
    })
  })

  test('of any length, in an answer that stays short', () => {
    expect(read(`daily 8:30 ${'x'.repeat(5_000)}`).length).toBeLessThan(300)
  })

  test('and what it is told to write is understood, whatever was typed', () => {
    const word = fc.constantFrom(
      'daily',
      'weekly',
      'fri',
      'mon-',
      '8',
      '25:00',
      '8:3',
      'UTC+2',
      'EST',
      'berln',
      'usa',
      '__proto__',
      ',',
    )
    const letter = fc.constantFrom(...'aZ0915:.,/+-_@<!> \u0007\u00a0８：İßñ\u0301日\ud83d'.split(''))
    const typed = fc.oneof(
      fc.string({ unit: letter, maxLength: 100 }),
      fc.array(word).map(words => words.join(' ')),
    )
    fc.assert(
      fc.property(typed, text => {
        const result = parsePlan(text, ASKED)
        const again = result.kind === 'plan' ? result : parsePlan(result.example, ASKED)
        expect(again.kind).toBe('plan')
      }),
      { numRuns: 100 },
    )
  })
})
