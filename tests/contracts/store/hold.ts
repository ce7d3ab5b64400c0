import { expect, test } from 'vitest'
import { keys, lease, OWNER, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const UNTIL = T0 + 10_000

export function holdContract({ store }: Bench): void {
  const places = [
    step('news', { channel: 'news' }),
    step('sport', { channel: 'sport' }),
    step('elsewhere', { lane: 'slack/T02', channel: 'news' }),
  ]

  test('a held channel waits and others go on', async () => {
    await store().take('ask', places, T0)
    await store().hold('slack/T01', 'news', UNTIL)
    expect(keys(await lease(store(), UNTIL - 1))).toEqual(['sport', 'elsewhere'])
  })

  test('a held lane waits and others go on', async () => {
    await store().take('ask', places, T0)
    await store().hold('slack/T01', undefined, UNTIL)
    expect(keys(await lease(store(), UNTIL - 1))).toEqual(['elsewhere'])
  })

  test('what was held is given when the time has come, in its old order', async () => {
    await store().take('ask', places, T0)
    await store().hold('slack/T01', undefined, UNTIL)
    expect(keys(await lease(store(), UNTIL))).toEqual(['elsewhere', 'news', 'sport'])
  })

  test('a hold binds what is kept after it', async () => {
    await store().hold('slack/T01', 'news', UNTIL)
    await store().take('ask', places, T0)
    expect([keys(await lease(store(), UNTIL - 1)), await store().nextWake(['slack'], T0)]).toMatchObject([
      ['sport', 'elsewhere'],
      UNTIL,
    ])
  })

  test('a hold binds what was under way and has to wait', async () => {
    await store().take('ask', [step('news')], T0)
    await lease(store(), T0)
    await store().hold('slack/T01', undefined, UNTIL)
    await store().settle('news', OWNER, { state: 'waiting', nextTryAt: T0 + 1, looks: false }, T0)
    expect(await lease(store(), UNTIL - 1)).toEqual([])
  })

  test('a hold is never shortened', async () => {
    await store().take('ask', [step('early')], T0)
    await store().hold('slack/T01', 'news', UNTIL)
    await store().hold('slack/T01', 'news', T0 + 1)
    await store().take('more', [step('late')], T0)
    expect(await lease(store(), UNTIL - 1)).toEqual([])
  })

  test('a hold that is over binds nothing', async () => {
    await store().hold('slack/T01', 'news', UNTIL)
    await store().take('ask', [step('news')], UNTIL + 1)
    expect(keys(await lease(store(), UNTIL + 1))).toEqual(['news'])
  })

  test('a hold does not bring forward what waits longer', async () => {
    await store().take('ask', [step('news')], T0)
    await lease(store(), T0)
    await store().settle('news', OWNER, { state: 'waiting', nextTryAt: UNTIL + 5, looks: false }, T0)
    await store().hold('slack/T01', 'news', UNTIL)
    expect(await store().nextWake(['slack'], T0)).toBe(UNTIL + 5)
  })
}
