import { hasDay, type Plan } from './plan.ts'
import { DAY_MS, dayOf, instantOf, wallAt } from './zone-clock.ts'

/** One time at which a plan falls due. */
export interface Run {
  /** Milliseconds since 1970, always a whole minute. */
  readonly at: number
  /** The local date and time that it stands for, `YYYY-MM-DDTHH:MM`, even where the clock skipped that minute. Unique in a plan. */
  readonly nominal: string
}

/** Any week has a day of any plan, unless its zone left that day out, as Samoa did on 30 December 2011. */
const MOST_DAYS = 4 * 7

/**
 * The first run later than `after` (milliseconds since 1970) that is not the one `except`, by its nominal time. The missing
 * hour of spring runs at the first minute after it, the double hour of autumn only the first time.
 */
export function nextRun(plan: Plan, after: number, except?: string): Run {
  const first = dayOf(wallAt(plan.zone, after))
  for (let day = first; day < first + MOST_DAYS; day++) {
    const run = runOf(plan, day)
    if (run !== undefined && run.at > after && run.nominal !== except) return run
  }
  throw new Error(`No run in ${MOST_DAYS} days after ${after}: ${JSON.stringify(plan)}`)
}

/** All runs later than `from` and not later than `to`, the earliest first. */
export function runsBetween(plan: Plan, from: number, to: number): readonly Run[] {
  // To the day after: a clock that is set back over midnight has shown the beginning of that day already.
  const last = dayOf(wallAt(plan.zone, to)) + 1
  const runs: Run[] = []
  for (let day = dayOf(wallAt(plan.zone, from)); day <= last; day++) {
    const run = runOf(plan, day)
    if (run !== undefined && run.at > from && run.at <= to) runs.push(run)
  }
  return runs
}

/** The run of that nominal time as the zone data has it now; undefined where that day is left out. */
export function runAt(zone: string, nominal: string): Run | undefined {
  const at = instantOf(zone, Date.parse(`${nominal}:00Z`))
  return at === undefined ? undefined : { at, nominal }
}

function runOf(plan: Plan, day: number): Run | undefined {
  if (!hasDay(plan.days, day)) return undefined
  const wall = day * DAY_MS + (plan.hour * 60 + plan.minute) * 60_000
  return runAt(plan.zone, new Date(wall).toISOString().slice(0, 16))
}
