import { expect, test } from 'vitest'
import type { Beginning } from '../../../src/store/store.ts'
import { keys, landed, lease, MINUTE, OWNER, STRANGER, states, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const BEGIN: Beginning = { owner: OWNER, until: T0 + MINUTE, admits: () => true }

export function beginContract({ store }: Bench): void {
  test('the first step is leased in the commit that keeps it, as a first try', async () => {
    const root = step('root', { secret: 'token', urgent: true })
    const taken = await store().take('ask', [root, step('reply', { under: 'root' })], T0, { begin: BEGIN })
    expect([taken, await states(store())]).toEqual([
      { kind: 'taken', begun: { ...root, claim: 'ask', looks: false, attempts: 0, firstTryAt: T0 } },
      { root: 'posting', reply: 'queued' },
    ])
  })

  test('it is settled by its owner like any other, and its replies follow', async () => {
    await store().take('ask', [step('root'), step('reply', { under: 'root' })], T0, { begin: BEGIN })
    const settled = await store().settle('root', OWNER, landed('m1'), T0)
    expect([settled, (await lease(store(), T0))[0]?.beneath?.message]).toEqual(['kept', 'm1'])
  })

  test('when its lease runs out it is looked for', async () => {
    await store().take('ask', [step('root')], T0, { begin: BEGIN })
    const again = await lease(store(), T0 + MINUTE, { owner: STRANGER })
    expect(again).toMatchObject([{ key: 'root', looks: true, attempts: 1, firstTryAt: T0 }])
  })

  test('a step that is not admitted waits like any other', async () => {
    const taken = await store().take('ask', [step('root')], T0, { begin: { ...BEGIN, admits: () => false } })
    expect([taken, keys(await lease(store(), T0))]).toEqual([{ kind: 'taken' }, ['root']])
  })

  test('a step that waits for another, or whose channel is held, is not begun', async () => {
    await store().take('first', [step('root')], T0)
    await store().hold('slack/T01', 'sport', T0 + 1)
    const waiting = await store().take('reply', [step('reply', { under: 'root' })], T0, { begin: BEGIN })
    const held = await store().take('held', [step('held', { channel: 'sport' })], T0, { begin: BEGIN })
    expect([waiting, held]).toEqual([{ kind: 'taken' }, { kind: 'taken' }])
  })

  test('a claim that is there already begins nothing', async () => {
    await store().take('ask', [step('a')], T0)
    expect(await store().take('ask', [step('b')], T0, { begin: BEGIN })).toEqual({ kind: 'known' })
  })
}
