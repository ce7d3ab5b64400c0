import { expect, test } from 'vitest'
import { keys, landed, lease, MINUTE, OWNER, STRANGER, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const HOUR = 60 * MINUTE
const waiting = { state: 'waiting', nextTryAt: T0 + HOUR, looks: false } as const

export function setBackContract({ store }: Bench): void {
  const take = (key: string, at: number) => store().take(`ask ${key}`, [step(key, { expiresAt: T0 + 9 * HOUR })], at)
  const ready = async (now: number) => keys(await lease(store(), now)).toSorted()

  test('what waits for the time that the clock showed before is ready', async () => {
    await take('tried', T0)
    await lease(store(), T0)
    await store().settle('tried', OWNER, waiting, T0)
    await take('kept', T0 + HOUR)
    const before = await ready(T0)
    expect([before, await store().setBack(T0, true), await ready(T0)]).toEqual([[], 2, ['kept', 'tried']])
  })

  test('no hold of that time is left, for what comes later either', async () => {
    await take('held', T0)
    await store().hold('slack/T01', 'news', T0 + HOUR)
    await store().setBack(T0, true)
    await take('next', T0)
    expect(await ready(T0)).toEqual(['held', 'next'])
  })

  test('a lease of that time ends within a minute', async () => {
    await take('leased', T0 + HOUR)
    await lease(store(), T0 + HOUR, { owner: STRANGER })
    await store().setBack(T0, true)
    const [again] = await lease(store(), T0 + MINUTE)
    expect([again?.key, again?.looks]).toEqual(['leased', true])
  })

  test('where nobody has seen it, what was kept later than now shows it', async () => {
    await take('kept', T0 + HOUR)
    await store().hold('slack/T01', 'news', T0 + HOUR)
    expect([await store().setBack(T0, false), await ready(T0)]).toEqual([1, ['kept']])
  })

  test('and where nothing shows it, what waits goes on waiting', async () => {
    await take('tried', T0)
    await store().hold('slack/T01', 'news', T0 + HOUR)
    expect([await store().setBack(T0, false), await ready(T0)]).toEqual([0, []])
  })

  test('what is settled stays as it is', async () => {
    await take('posted', T0 + HOUR)
    await lease(store(), T0 + HOUR)
    await store().settle('posted', OWNER, landed('m'), T0 + HOUR)
    expect([await store().setBack(T0, true), await ready(T0 + 2 * HOUR)]).toEqual([0, []])
  })
}
