import { expect, test } from 'vitest'
import { keys, landed, lease, MINUTE, OWNER, STRANGER, step, T0 } from '../../store/steps.ts'
import { DAY, tells } from '../../store/subscriptions.ts'
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

  test('a clock that differs by a moment shows nothing: a platform is waited for as long as it asked', async () => {
    await store().hold('slack/T01', 'news', T0 + HOUR)
    await take('kept', T0 + 1_000)
    expect([await store().setBack(T0, false), await ready(T0 + MINUTE)]).toEqual([0, []])
  })

  test('a hold that no platform asks for shows it where nothing waits', async () => {
    await store().hold('slack/T01', undefined, T0 + 300 * DAY)
    await store().setBack(T0, false)
    await take('next', T0)
    expect(await ready(T0)).toEqual(['next'])
  })

  test('so does a step that was kept in time, and put off by a clock that was ahead', async () => {
    await take('tried', T0)
    await lease(store(), T0)
    await store().settle('tried', OWNER, { ...waiting, nextTryAt: T0 + 300 * DAY }, T0 + 300 * DAY)
    expect([await store().setBack(T0, false), await ready(T0)]).toEqual([1, ['tried']])
  })

  test.each([true, false])('what changes later is newer than what was told by that clock, seen: %s', async seen => {
    const tell = (key: string, hash: string, at: number) =>
      store().take(`ask ${key}`, [step(key, { tells: [{ ...tells('ports'), hash }] })], at)
    await tell('in time', 'v1', T0 - MINUTE)
    await tell('ahead', 'v2', T0 + 10 * DAY)
    await tell('further ahead', 'v3', T0 + 11 * DAY)
    const newest = async () => {
      const told = await store().told({ lane: 'slack/T01', channel: 'news', since: T0 - DAY })
      return told.map(({ hash }) => hash)
    }
    await store().setBack(T0, seen)
    const before = await newest()
    await tell('right again', 'v4', T0 + DAY)
    expect([before, await newest()]).toEqual([['v3'], ['v4']])
  })

  test('a channel rests from what was posted by that clock for as long as from what is posted now', async () => {
    const ahead = T0 + 10 * DAY
    const about = { stories: ['ports'], asker: 'ana' }
    await store().take('posting', [step('root', { about, expiresAt: ahead + HOUR })], ahead)
    await lease(store(), ahead)
    await store().settle('root', OWNER, landed('m'), ahead)
    const since = async (at: number) => {
      const last = await store().lastPosting({ lane: 'slack/T01', channel: 'news', story: 'ports', since: at })
      return last?.at
    }
    await store().setBack(T0, false)
    expect([await since(T0 - MINUTE), await since(T0 + MINUTE)]).toEqual([T0, undefined])
  })

  test('what is settled stays as it is', async () => {
    await take('posted', T0 + HOUR)
    await lease(store(), T0 + HOUR)
    await store().settle('posted', OWNER, landed('m'), T0 + HOUR)
    expect([await store().setBack(T0, true), await ready(T0 + 2 * HOUR)]).toEqual([0, []])
  })
}
