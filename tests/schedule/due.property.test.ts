import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsBetween } from '../../src/core/schedule/run.ts'
import { LATE_LIMIT_MS } from '../../src/schedule/due.ts'
import { anyInstant, anyPlan } from '../core/schedule/plans.ts'
import { restart, tick, wind } from './clockwork.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long until the next tick: mostly a minute or some, at times a night or a fortnight without the bot. */
const ahead = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 90 * MINUTE }) },
  { weight: 3, arbitrary: fc.integer({ min: HOUR, max: 14 * HOUR }) },
  { weight: 1, arbitrary: fc.integer({ min: DAY, max: 14 * DAY }) },
)
const restarts = fc.boolean()
const forward = fc.array(fc.record({ by: ahead, restarts }), { minLength: 1, maxLength: 40 })
const anyhow = fc.array(
  fc.record({
    by: fc.oneof({ weight: 3, arbitrary: ahead }, { weight: 1, arbitrary: ahead.map(by => -by) }),
    restarts,
  }),
  { minLength: 1, maxLength: 40 },
)

test('whenever it ticks and however often it restarts, each run is made or said to be missed, once, and none in time is missed', () => {
  fc.assert(
    fc.property(anyPlan, anyInstant, forward, (plan, created, steps) => {
      const work = wind(plan, created)
      const ticks = [created]
      for (const { by, restarts: anew } of steps) {
        const now = ticks.at(-1)! + by
        ticks.push(now)
        if (anew) restart(work, now)
        tick(work, now)
      }
      const runs = runsBetween(plan, created, ticks.at(-1)!)
      // By hand: the first tick that sees a run makes it, if it is not too late and no later run is there yet.
      const inTime = runs.filter((run, n) => {
        const seen = ticks.find(now => now >= run.at)!
        return seen - run.at < LATE_LIMIT_MS && (runs[n + 1]?.at ?? Number.POSITIVE_INFINITY) > seen
      })
      const late = runs.filter(run => !inTime.includes(run))
      expect([work.made, work.said, work.refused]).toEqual([
        inTime.map(run => run.nominal),
        late.map(run => run.nominal),
        [],
      ])
    }),
    { numRuns: 60 },
  )
})

test('wherever the clock is set, nothing is made twice, and what is promised next passes over no run that was not made', () => {
  fc.assert(
    fc.property(anyPlan, anyInstant, anyhow, (plan, created, steps) => {
      const work = wind(plan, created)
      let now = created
      for (const { by, restarts: anew } of steps) {
        now += by
        if (anew) restart(work, now)
        tick(work, now)
        const { next } = work.row
        const passedOver = runsBetween(plan, now, next.at - 1).filter(run => !work.made.includes(run.nominal))
        expect([next.at > now, passedOver]).toEqual([true, []])
      }
      expect(new Set(work.made).size).toBe(work.made.length)
    }),
    { numRuns: 60 },
  )
})

test('when the clock was set back, what falls due from then on and was not made before is made', () => {
  fc.assert(
    fc.property(anyPlan, anyInstant, ahead, ahead, (plan, created, by, back) => {
      const work = wind(plan, created)
      tick(work, created + by)
      const set = created + by - back
      for (let now = set; now <= set + 9 * DAY; now += 2 * HOUR) tick(work, now)
      const wanted = runsBetween(plan, set, set + 9 * DAY).map(run => run.nominal)
      expect(wanted.filter(nominal => !work.made.includes(nominal))).toEqual([])
    }),
    { numRuns: 40 },
  )
})
