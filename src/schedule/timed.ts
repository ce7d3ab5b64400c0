import { readPlan } from '../core/schedule/plan.ts'
import type { Run } from '../core/schedule/run.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Timed } from './due.ts'
import type { Wish } from './wish.ts'

const DAY_MS = 86_400_000
/** No story twice in so many days, unless it changed. */
const APART_DAYS = 14

/** What the clock has to know of a subscription; undefined for one that does not run, or whose plan this version cannot read. */
export function timedOf(subscription: Subscription): Timed | undefined {
  const { id, nextAt, nextNominal, lastNominal, pausedUntil } = subscription
  const plan = readPlan(jsonOf(subscription.plan))
  if (plan === undefined || nextAt === undefined || nextNominal === undefined) return undefined
  return { id, plan, next: { at: nextAt, nominal: nextNominal }, last: lastNominal, pausedUntil }
}

/** The subscription as it waits for `next`, computed by that zone data. `last`: the nominal time of an edition that is posted with it. */
export function withNext(subscription: Subscription, next: Run, zoneData: string, last?: string): Subscription {
  return {
    ...subscription,
    nextAt: next.at,
    nextNominal: next.nominal,
    zoneData,
    ...(last === undefined ? {} : { lastNominal: last }),
  }
}

/** The subscription as it waits for nothing. */
export function withoutNext({ nextAt: _at, nextNominal: _nominal, ...rest }: Subscription): Subscription {
  return rest
}

/** Since when it has to be known what a channel was told, in milliseconds since 1970: for longer than its digests reach back. */
export function toldSince({ oldestDays }: Pick<Wish, 'oldestDays'>, now: number): number {
  return now - Math.max(APART_DAYS, oldestDays + 1) * DAY_MS
}

/** The first day that is not too old for a digest of `day`; both `YYYY-MM-DD`. */
export function oldestDay({ oldestDays }: Pick<Wish, 'oldestDays'>, day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - oldestDays * DAY_MS).toISOString().slice(0, 10)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
