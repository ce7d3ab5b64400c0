import type { DueSubscription, Edition, Subscription, Tells } from '../../src/store/subscription.ts'
import { T0 } from './steps.ts'

export const NOMINAL = '2023-11-15T08:30'
export const DAY = 86_400_000

/** A digest for #news that is due at T0, with what the test is about put over it. */
export function subscription(id: string, over: Partial<Subscription> = {}): Subscription {
  return {
    id,
    lane: 'slack/T01',
    space: 'T01',
    channel: 'news',
    plan: '{"days":"daily"}',
    wish: '{"topics":[]}',
    by: 'ana',
    setAt: T0 - DAY,
    nextAt: T0,
    nextNominal: NOMINAL,
    zoneData: '2025b',
    refusals: 0,
    ...over,
  }
}

/** As it is when its edition of T0 was made. */
export function after<Row extends DueSubscription>(before: Row) {
  return { ...before, nextAt: T0 + DAY, nextNominal: '2023-11-16T08:30', lastNominal: NOMINAL }
}

export function edition(id: string, over: Partial<Edition> = {}): Edition {
  return { subscription: id, nominal: NOMINAL, dueAt: T0, outcome: 'posted', ...over }
}

export function tells(story: string, hash = 'h1'): Tells {
  return { story, hash, snapshot: `{"title":"${story} ${hash}"}` }
}
