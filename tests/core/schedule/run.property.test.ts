import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasDay } from '../../../src/core/schedule/plan.ts'
import { nextRun, runsBetween } from '../../../src/core/schedule/run.ts'
import { anyInstant, anyPlan, wall } from './plans.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The days that the wall shows from three days after `from` to three days before `to`, found by looking at it every hour. */
function daysShown(zone: string, from: number, to: number): readonly string[] {
  const shown = new Set<string>()
  for (let at = from + 3 * DAY; at <= to - 3 * DAY; at += HOUR) shown.add(wall(zone, at).slice(0, 10))
  return [...shown].slice(1, -1)
}

test('each day of a plan that exists in its zone has exactly one run, and no other day has any', () => {
  fc.assert(
    fc.property(anyPlan, anyInstant, (plan, from) => {
      const to = from + 16 * DAY
      const days = daysShown(plan.zone, from, to)
      const wanted = days.filter(day => hasDay(plan.days, Date.parse(day) / DAY))
      const got = runsBetween(plan, from, to).map(run => run.nominal.slice(0, 10))
      expect(got.filter(day => days[0]! <= day && day <= days.at(-1)!)).toEqual(wanted)
    }),
    { numRuns: 60 },
  )
})

test('a run comes at the first minute at which the wall shows its nominal time or has passed it', () => {
  fc.assert(
    fc.property(anyPlan, anyInstant, (plan, from) => {
      const { at, nominal } = nextRun(plan, from)
      const asked = nominal.replace('T', ' ')
      // On the day before the wall still shows less; in a doubled hour it may show more a few hours before.
      const minutes = Array.from({ length: 181 }, (_, minute) => wall(plan.zone, at - minute * MINUTE))
      const [shown = '', ...before] = minutes
      expect([shown >= asked, before.includes(asked), before[0]! < asked]).toEqual([true, false, true])
    }),
    { numRuns: 60 },
  )
})

test('runs are strictly later one after the other, in instants and in nominal times, and walking gives the same ones', () => {
  fc.assert(
    fc.property(anyPlan, anyInstant, (plan, from) => {
      const runs = runsBetween(plan, from, from + 40 * DAY)
      const walked = runs.map((_, n) => nextRun(plan, n === 0 ? from : runs[n - 1]!.at))
      const rising = runs.slice(1).every((run, n) => run.at > runs[n]!.at && run.nominal > runs[n]!.nominal)
      expect([walked, rising]).toEqual([runs, true])
    }),
    { numRuns: 60 },
  )
})
