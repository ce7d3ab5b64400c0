import { readPlan } from '../core/schedule/plan.ts'
import type { Run } from '../core/schedule/run.ts'
import type { DueSubscription, MovedSubscription, Subscription } from '../store/subscription.ts'
import type { Timed } from './due.ts'
import type { Wish } from './wish.ts'

const DAY_MS = 86_400_000
/** No story twice in so many days, unless it changed. */
const APART_DAYS = 14

/** What the clock has to know of a subscription; undefined for one that does not run, or whose plan this version cannot read. */
export function timedOf(subscription: DueSubscription): Timed | undefined {
  const { id, nextAt, nextNominal, lastNominal, pausedUntil } = subscription
  const plan = readPlan(jsonOf(subscription.plan))
  if (plan === undefined || typeof nextAt !== 'number' || typeof nextNominal !== 'string') return undefined
  const next = { at: nextAt, nominal: nextNominal }
  return { id, plan, next, last: lastNominal ?? undefined, pausedUntil: pausedUntil ?? undefined }
}

/** The subscription as it waits for `next`, computed by that zone data. `last`: the nominal time of an edition that is posted with it. */
export function withNext<Row extends DueSubscription>(
  subscription: Row,
  next: Run,
  zoneData: string,
  last?: string,
): Row & Pick<Subscription, 'zoneData'> {
  return {
    ...subscription,
    nextAt: next.at,
    nextNominal: next.nominal,
    zoneData,
    ...(last === undefined ? {} : { lastNominal: last }),
  }
}

/** The subscription as it waits for nothing. */
export function withoutNext(
  { nextAt: _at, nextNominal: _nominal, ...rest }: DueSubscription,
  zoneData: string,
): MovedSubscription {
  return { ...rest, zoneData }
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
