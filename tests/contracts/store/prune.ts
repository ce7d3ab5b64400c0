import { expect, test } from 'vitest'
import { inDoubt, keys, landed, lease, MINUTE, OWNER, refused, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const WEEK = 7 * 24 * 60 * MINUTE
const LATER = T0 + WEEK

export function pruneContract({ store, home }: Bench): void {
  test('forgets an old claim with its settled steps, whichever way they went', async () => {
    await store().take('ask', [step('a'), step('b'), step('c'), step('d', { under: 'b' })], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, landed('m1'), T0)
    await store().settle('b', OWNER, refused, T0)
    await store().settle('c', OWNER, inDoubt, T0)
    expect([await store().prune(T0 + 1), await store().steps()]).toEqual([1, []])
  })

  test('a forgotten claim can be taken again, one that is not forgotten cannot', async () => {
    await store().take('old', [], T0)
    await store().take('new', [], T0 + 1)
    await store().prune(T0 + 1)
    const again = [await store().take('old', [], LATER), await store().take('new', [], LATER)]
    expect(again).toEqual([{ kind: 'taken' }, { kind: 'known' }])
  })

  test('keeps a claim of which a step is not settled', async () => {
    const late = { expiresAt: LATER + 1 }
    await store().take('ask', [step('a', late), step('b', { ...late, under: 'a' })], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, landed('m1'), T0)
    expect([await store().prune(LATER), keys(await store().steps())]).toEqual([0, ['a', 'b']])
  })

  test('forgets what was never served and has long expired, with its secret', async () => {
    await store().take('ask', [step('a', { lane: 'gone/1', secret: 'token-of-nobody' })], T0)
    await store().prune(LATER)
    expect([await store().steps(), await home().leftovers(['token-of-nobody'])]).toEqual([[], []])
  })

  test('keeps what is leased, however old', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0, { until: LATER + 1 })
    expect(await store().prune(LATER)).toBe(0)
  })

  test('keeps a root while a step of another claim waits for it', async () => {
    await store().take('root', [step('root')], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m1'), T0)
    await store().take('correction', [step('reply', { under: 'root', expiresAt: LATER + MINUTE })], LATER)
    await store().prune(LATER)
    expect((await lease(store(), LATER))[0]?.beneath?.message).toBe('m1')
  })

  test('forgets more than one portion', async () => {
    for (let n = 0; n < 205; n += 1) await store().take(`ask${n}`, [], T0)
    expect(await store().prune(LATER)).toBe(205)
  })

  test('forgets holds that are over and keeps the others', async () => {
    await store().hold('slack/T01', 'news', LATER + 5)
    await store().prune(LATER)
    await store().take('ask', [step('a')], LATER)
    expect(await lease(store(), LATER)).toEqual([])
  })
}
