import { expect, test } from 'vitest'
import { keys, landed, lease, MINUTE, OWNER, STRANGER, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const AGAIN = { state: 'waiting', nextTryAt: T0 + 5_000, looks: false } as const

export function leaseContract({ store }: Bench): void {
  test('gives what was kept first, in the order of its claim', async () => {
    await store().take('second', [step('c'), step('d')], T0 + 1)
    await store().take('first', [step('b'), step('a')], T0)
    expect(keys(await lease(store(), T0 + 2))).toEqual(['b', 'a', 'c', 'd'])
  })

  test('gives at most as many as asked for, the oldest', async () => {
    await store().take('ask', [step('a'), step('b'), step('c')], T0)
    expect(keys(await lease(store(), T0, { most: 2 }))).toEqual(['a', 'b'])
  })

  test('gives a step once', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    expect(await lease(store(), T0, { owner: STRANGER })).toEqual([])
  })

  test('gives only lanes of the platforms that are served', async () => {
    const lanes = ['slack/T01', 'slack', 'slackish/T01', 'Slack/T01', 'discord/1', 'sl_ck/1']
    await store().take(
      'ask',
      lanes.map(lane => step(lane, { lane })),
      T0,
    )
    expect(keys(await lease(store(), T0))).toEqual(['slack/T01', 'slack'])
  })

  test('a sign that means anything in a search means itself in a platform’s name', async () => {
    await store().take('ask', [step('a'), step('b', { lane: 'sl_ck/1' })], T0)
    expect(keys(await lease(store(), T0, { platforms: ['sl_ck', '%'] }))).toEqual(['b'])
  })

  test('gives nothing when no platform is served', async () => {
    await store().take('ask', [step('a')], T0)
    expect(await lease(store(), T0, { platforms: [] })).toEqual([])
  })

  test('a first try is not looked for', async () => {
    await store().take('ask', [step('a')], T0)
    expect(await lease(store(), T0 + 7)).toMatchObject([{ looks: false, attempts: 0, firstTryAt: T0 + 7 }])
  })

  test('a step whose lease ran out is looked for by the next owner', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    const again = await lease(store(), T0 + MINUTE / 2, { owner: STRANGER })
    expect(again).toMatchObject([{ key: 'a', looks: true, attempts: 1, firstTryAt: T0 }])
  })

  test('a lease has not run out a moment earlier', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    expect(await lease(store(), T0 + MINUTE / 2 - 1, { owner: STRANGER })).toEqual([])
  })

  test('a step put back to be looked for stays so until it is settled', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, { ...AGAIN, looks: true }, T0)
    expect(await lease(store(), T0 + 5_000)).toMatchObject([{ looks: true }])
  })

  test('a step that certainly did not land is not looked for', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    await lease(store(), T0 + MINUTE)
    await store().settle('a', OWNER, { ...AGAIN, nextTryAt: T0 + MINUTE }, T0 + MINUTE)
    expect(await lease(store(), T0 + MINUTE)).toMatchObject([{ looks: false, attempts: 2 }])
  })

  test('a waiting step is not given before its time', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, AGAIN, T0)
    const early = await lease(store(), T0 + 4_999)
    expect([early.length, keys(await lease(store(), T0 + 5_000))]).toEqual([0, ['a']])
  })

  test('gives one owner only so many of a channel, and the other channels’ next to them', async () => {
    const crowd = ['a1', 'a2', 'a3', 'a4'].map(key => step(key, { channel: 'a' }))
    await store().take('ask', [...crowd, step('b1', { channel: 'b' })], T0)
    const first = await lease(store(), T0, { perChannel: 2 })
    expect([keys(first), keys(await lease(store(), T0, { perChannel: 2 }))]).toEqual([['a1', 'a2', 'b1'], []])
  })

  test('a crowd longer than a lease does not hide another channel', async () => {
    const crowd = Array.from({ length: 9 }, (_, n) => step(`a${n}`, { channel: 'a' }))
    await store().take('ask', [...crowd, step('b', { channel: 'b' })], T0)
    const leases = [
      await lease(store(), T0, { most: 4, perChannel: 2 }),
      await lease(store(), T0, { most: 2, perChannel: 2 }),
    ]
    expect(leases.map(keys)).toEqual([['a0', 'a1'], ['b']])
  })

  test('a settled step makes room for the next of its channel', async () => {
    await store().take('ask', [step('a'), step('b')], T0)
    await lease(store(), T0, { perChannel: 1 })
    await store().settle('a', OWNER, landed('m'), T0)
    expect(keys(await lease(store(), T0, { perChannel: 1 }))).toEqual(['b'])
  })

  test('the next wake is when the first waiting step becomes due', async () => {
    await store().take('ask', [step('a'), step('b')], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, { ...AGAIN, nextTryAt: T0 + 9 }, T0)
    await store().settle('b', OWNER, { ...AGAIN, nextTryAt: T0 + 7 }, T0)
    expect(await store().nextWake(['slack'], T0)).toBe(T0 + 7)
  })

  test('the next wake is when a lease runs out, if that is earlier', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    expect(await store().nextWake(['slack'], T0)).toBe(T0 + MINUTE / 2)
  })

  test('a step that waits for another wakes nobody, nor does a foreign platform or a settled step', async () => {
    await store().take('ask', [step('a'), step('b'), step('c', { lane: 'discord/1' })], T0)
    await store().take('more', [step('d', { under: 'a' })], T0 + 5)
    await lease(store(), T0)
    await store().settle('a', OWNER, { ...AGAIN, nextTryAt: T0 + 9 }, T0)
    await store().settle('b', OWNER, landed('m'), T0)
    expect([await store().nextWake(['slack'], T0), await store().nextWake(['slack'], T0 + 9)]).toEqual([
      T0 + 9,
      undefined,
    ])
  })

  test('releasing the leases of the gone makes their steps be looked for at once', async () => {
    await store().take('ask', [step('a'), step('b')], T0)
    await lease(store(), T0, { most: 1, owner: 'here/1/gone' })
    await lease(store(), T0, { most: 1, owner: 'here/2/alive' })
    const released = await store().release(owner => owner.endsWith('gone'), T0 + 1)
    expect([released, await lease(store(), T0 + 1)]).toMatchObject([1, [{ key: 'a', looks: true }]])
  })

  test('releasing when nobody is gone changes nothing', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    const released = await store().release(() => false, T0 + 1)
    expect([released, await lease(store(), T0 + 1)]).toEqual([0, []])
  })
}
