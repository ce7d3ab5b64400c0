import type { NewStep } from '../../src/store/step.ts'
import type { Store } from '../../src/store/store.ts'
import type { Edition } from '../../src/store/subscription.ts'
import type { Channel } from './digest-channel.ts'
import { only } from './digest-channel.ts'

/** Makes the digest's next edition as the clock does. */
export async function came(
  store: Store,
  channel: Channel,
  outcome: Edition['outcome'],
  steps: readonly NewStep[] = [],
  note?: string,
) {
  const subscription = only(await channel.kept())
  const { id, nextAt = 0, nextNominal = '' } = subscription
  const edition = {
    subscription: id,
    nominal: nextNominal,
    dueAt: nextAt,
    outcome,
    ...(note === undefined ? {} : { note }),
  }
  const after = {
    ...subscription,
    nextAt: nextAt + 86_400_000,
    nextNominal: new Date(Date.parse(`${nextNominal}Z`) + 86_400_000).toISOString().slice(0, 16),
    lastNominal: nextNominal,
  }
  await store.publish(edition, steps, after, nextAt)
  return nextAt
}
