import type { LeasedStep, NewStep } from '../../src/store/step.ts'
import type { LeaseRequest, Store } from '../../src/store/store.ts'

export const MINUTE = 60_000
/** Far enough from 0 that nothing is before the first moment by accident. */
export const T0 = 1_700_000_000_000
export const OWNER = 'here/1/a'
export const STRANGER = 'there/2/b'

/** A step to post into #news of a Slack workspace, with what the test is about put over it. */
export function step(key: string, over: Partial<NewStep> = {}): NewStep {
  return {
    key,
    kind: 'post',
    lane: 'slack/T01',
    channel: 'news',
    payload: `{"text":"${key}"}`,
    expiresAt: T0 + 15 * MINUTE,
    ...over,
  }
}

/** Leases everything that is ready at `now`, for half a minute. */
export function lease(store: Store, now: number, over: Partial<LeaseRequest> = {}): Promise<readonly LeasedStep[]> {
  return store.lease({
    now,
    owner: OWNER,
    platforms: ['slack'],
    until: now + MINUTE / 2,
    most: 100,
    mostUrgent: 100,
    perChannel: 100,
    closed: [],
    admit: () => ({ kind: 'go' }),
    ...over,
  })
}

export function keys(steps: readonly { readonly key: string }[]): readonly string[] {
  return steps.map(one => one.key)
}

/** Where each step stands, by key. */
export async function states(store: Store): Promise<Record<string, string>> {
  return Object.fromEntries((await store.steps()).map(one => [one.key, one.state]))
}

export const landed = (message: string) => ({ state: 'posted', receipt: { channel: 'news', message } }) as const
export const refused = { state: 'refused', reason: 'The channel is archived.' } as const
export const inDoubt = { state: 'in-doubt', reason: 'Nobody can look.' } as const
