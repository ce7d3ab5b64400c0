import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LeaseRequest, Store } from '../../src/store/store.ts'
import type { StoreHome } from '../contracts/store-contract.ts'
import { sqliteHome } from './sqlite-home.ts'
import { keys, landed, lease, OWNER, step, T0 } from './steps.ts'
import { after, edition, subscription } from './subscriptions.ts'

let home: StoreHome
let store: Store

beforeEach(async () => {
  home = sqliteHome()
  store = await home.open()
})
afterEach(async () => {
  await store.close()
  await home.remove()
})

async function digest(id: string): Promise<void> {
  const row = subscription(id, { channel: id })
  await store.take(`set/${id}`, [], T0, { changes: [{ kind: 'subscribe', subscription: row }] })
  const steps = [
    step(`${id} root`, { channel: id }),
    step(`${id} side`, { channel: id, under: `${id} root`, expiresAt: T0 * 2 }),
  ]
  await store.publish(edition(id), steps, after(row), T0)
}

test('what people asked for goes before the digests of the morning, with both its sides', async () => {
  await digest('s1')
  await lease(store, T0)
  await store.settle('s1 root', OWNER, landed('m1'), T0)
  await digest('s2')
  const [root, side] = [step('asked root'), step('asked side', { under: 'asked root' })]
  await store.take('ask', [root, side, step('asked too')], T0, {
    begin: { owner: OWNER, until: T0 + 1, admits: () => true },
  })
  await store.settle('asked root', OWNER, landed('m2'), T0)
  expect(keys(await lease(store, T0))).toEqual(['asked too', 'asked side', 's2 root'])
  await store.settle('s2 root', OWNER, landed('m3'), T0)
  expect(keys(await lease(store, T0))).toEqual(['s1 side', 's2 side'])
})

test('all roots of an installation stand before what goes below them, but one that waits for long holds up nobody', async () => {
  for (const id of ['s1', 's2', 's3']) await digest(id)
  // A channel takes one message a second.
  const admit: LeaseRequest['admit'] = ({ key }) =>
    key === 's2 root' ? { kind: 'not-before', at: T0 + 1_000 } : { kind: 'go' }
  await lease(store, T0, { admit })
  await store.settle('s1 root', OWNER, landed('m1'), T0)
  const underWay = keys(await lease(store, T0))
  await store.settle('s3 root', OWNER, landed('m3'), T0)
  const paced = keys(await lease(store, T0))
  await store.hold('slack/T01', 's2', T0 + 60_000)
  expect([underWay, paced, keys(await lease(store, T0))]).toEqual([[], [], ['s1 side', 's3 side']])
})

test('a root that was tried in vain holds up nobody, however soon it is tried again', async () => {
  for (const id of ['s1', 's2']) await digest(id)
  await lease(store, T0)
  await store.settle('s1 root', OWNER, landed('m1'), T0)
  await store.settle('s2 root', OWNER, { state: 'waiting', nextTryAt: T0 + 1, looks: true }, T0)
  const meanwhile = keys(await lease(store, T0))
  expect([meanwhile, keys(await lease(store, T0 + 1))]).toEqual([['s1 side'], ['s2 root']])
})

test('while digests are made, only their replies wait', async () => {
  await digest('s1')
  await store.take('ask', [step('asked root'), step('asked side', { under: 'asked root' })], T0)
  for (const key of keys(await lease(store, T0))) await store.settle(key, OWNER, landed('m'), T0)
  const meanwhile = keys(await lease(store, T0, { rootsOnly: true }))
  expect([meanwhile, keys(await lease(store, T0))]).toEqual([['asked side'], ['s1 side']])
})

test('whoever asks is answered by the next commit, however many digests wait for theirs', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => subscription(`s${n}`, { channel: `c${n}` }))
  const changes = rows.map(row => ({ kind: 'subscribe', subscription: row }) as const)
  await store.take('set', [], T0, { changes })
  let kept = 0
  const digests = rows.map(row => store.publish(edition(row.id), [], after(row), T0).then(() => (kept += 1)))
  await store.take('ask', [step('asked')], T0)
  const before = kept
  await Promise.all(digests)
  expect([before < 10, kept]).toEqual([true, 40])
})
