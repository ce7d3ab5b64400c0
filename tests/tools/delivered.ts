import type { Store } from '../../src/store/store.ts'
import { inDoubt, landed, lease, MINUTE, OWNER, refused, step, T0 } from '../store/steps.ts'
import { edition, NOMINAL, subscription, tells } from '../store/subscriptions.ts'

/** 23:13, so that what is told two minutes later is told at 22:15 of the next test's day in no zone but UTC. */
export const NOW = T0 + 10 * MINUTE

/**
 * A morning: a digest that was posted but for one reply that is in doubt, one with nothing new, one that was too late, a
 * story that two people asked for of whom one was refused, and an answer to one person that may have landed.
 */
export async function morning(store: Store): Promise<void> {
  const subscribe = (id: string, channel: string) =>
    store.take(`set/${id}`, [], T0 - MINUTE, {
      changes: [{ kind: 'subscribe', subscription: subscription(id, { channel }) }],
    })
  await subscribe('k3j9x0aa', 'C0NEWS')
  await subscribe('p5quiet0', 'C0QUIET')
  await subscribe('z9late00', 'C0LATE')
  const next = (id: string, channel: string) => ({
    ...subscription(id, { channel }),
    nextAt: T0 + 24 * 60 * MINUTE,
    nextNominal: '2023-11-16T08:30',
    lastNominal: NOMINAL,
  })
  const root = step('root', { channel: 'C0NEWS', tells: [tells('korea'), tells('ports')] })
  const reply = (key: string) => step(key, { channel: 'C0NEWS', under: 'root' })
  await store.publish(edition('k3j9x0aa'), [root, reply('facts'), reply('side')], next('k3j9x0aa', 'C0NEWS'), T0 + 200)
  await settled(store, 'root', T0 + 1_500, { state: 'posted', receipt: { channel: 'C0NEWS', message: '1700.1' } })
  await settled(store, 'facts', T0 + 2_000, landed('1700.2'))
  await settled(store, 'side', T0 + 3_000, inDoubt)
  await store.publish(edition('p5quiet0', { outcome: 'nothing-new' }), [], next('p5quiet0', 'C0QUIET'), T0 + 300)
  const note = 'The bot was away for 7 hours.'
  await store.publish(edition('z9late00', { outcome: 'skipped', note }), [], next('z9late00', 'C0LATE'), T0 + 400)
  const about = { stories: ['ports'], asker: 'U1' }
  await store.take('slack/T01/one', [step('one', { channel: 'C0DESK', about, tells: [tells('ports')] })], T0 + MINUTE)
  await settled(store, 'one', T0 + MINUTE + 350, { state: 'posted', receipt: { channel: 'C0DESK', message: '1700.3' } })
  await store.take(
    'slack/T01/two',
    [step('two', { channel: 'C0SHUT', about, tells: [tells('ports')] })],
    T0 + 2 * MINUTE,
  )
  await settled(store, 'two', T0 + 2 * MINUTE + 350, refused)
  await store.take('slack/T01/three', [step('three', { channel: 'C0DESK' })], T0 + 3 * MINUTE)
  await settled(store, 'three', T0 + 3 * MINUTE + 350, inDoubt)
}

async function settled(store: Store, key: string, at: number, outcome: Parameters<Store['settle']>[2]): Promise<void> {
  await lease(store, at)
  await store.settle(key, OWNER, outcome, at)
}
