import { afterEach, beforeEach, expect, test } from 'vitest'
import { withdrawOnDiscord } from '../../src/adapters/discord/remove.ts'
import { withdrawOnSlack } from '../../src/adapters/slack/remove.ts'
import type { Store } from '../../src/store/store.ts'
import type { StoreHome } from '../contracts/store-contract.ts'
import { sqliteHome } from '../store/sqlite-home.ts'
import { keys, landed, lease, OWNER, refused, step, T0 } from '../store/steps.ts'

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

/** A story whose root and first side stand, while the second side is being posted and a third waits for it. */
async function halfPosted(): Promise<void> {
  const sides = ['one', 'two', 'three'].map((key, index, all) => {
    const before = all[index - 1]
    return step(key, { under: 'root', ...(before === undefined ? {} : { after: before }) })
  })
  await store.take('ask', [step('root', { about: { stories: ['ports'], asker: 'ana' } }), ...sides], T0)
  for (const key of ['root', 'one']) {
    await lease(store, T0)
    await store.settle(key, OWNER, landed(`m-${key}`), T0)
  }
  await lease(store, T0)
}

const platforms = [
  { platform: 'Slack', withdraw: withdrawOnSlack },
  { platform: 'Discord', withdraw: withdrawOnDiscord },
] as const
const outcomes = [
  { end: 'is posted', outcome: landed('m-two'), calls: 3 },
  { end: 'is refused', outcome: refused, calls: 2 },
] as const

const cases = platforms.flatMap(one => outcomes.map(other => ({ ...one, ...other })))

test.each(cases)(
  'on $platform one thing goes after the other, the root last, when a side $end meanwhile',
  async one => {
    await halfPosted()
    const posting = await store.posting({ key: 'root' })
    const removal = one.withdraw(posting!, { story: 'ports', how: 'remove', request: 'retract', at: T0 })
    await store.take('retract', removal.steps, T0)
    await store.settle('two', OWNER, one.outcome, T0)
    const rounds: (readonly string[])[] = []
    for (let leased = await lease(store, T0); leased.length > 0; leased = await lease(store, T0)) {
      rounds.push(keys(leased))
      for (const { key } of leased) await store.settle(key, OWNER, landed(key), T0)
    }
    expect([rounds.map(round => round.length), rounds.at(-1)]).toEqual([Array(one.calls).fill(1), removal.needed])
  },
)

test.each(platforms)('on $platform nothing goes before what is being posted has come', async ({ withdraw }) => {
  await halfPosted()
  const posting = await store.posting({ key: 'root' })
  const removal = withdraw(posting!, { story: 'ports', how: 'remove', request: 'retract', at: T0 })
  await store.take('retract', removal.steps, T0)
  expect(keys(await lease(store, T0))).toEqual([])
})
