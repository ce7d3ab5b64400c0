import { expect, test } from 'vitest'
import { step, T0 } from '../../store/steps.ts'
import { after, DAY, edition, subscription, tells } from '../../store/subscriptions.ts'
import type { Bench } from '../store-contract.ts'

const SET = { kind: 'setting', lane: 'discord/1', channel: 'c1', value: '{}', by: 'ana' } as const
const guild = (id: string, space: string) => subscription(id, { lane: 'discord/1', space })

export function forgetContract({ store }: Bench): void {
  const subscribed = async () => (await store().subscriptions({})).map(one => one.id)
  async function setUp() {
    const changes = [
      { kind: 'subscribe', subscription: guild('left', 'g1') },
      { kind: 'subscribe', subscription: guild('stays', 'g2') },
      { ...SET, space: 'g1' },
    ] as const
    await store().take('set', [], T0, { changes })
  }

  test('a digest of a space that the bot has left rests', async () => {
    await setUp()
    await store().forgetSpace('discord/1', 'g1', { at: T0 })
    const due = (await store().dueSubscriptions(T0, 9)).map(one => one.id)
    const published = await store().publish(edition('left'), [], after(guild('left', 'g1')), T0)
    expect([due, published, await subscribed()]).toEqual([['stays'], false, ['left', 'stays']])
  })

  test('it goes on when the bot is back', async () => {
    await setUp()
    await store().forgetSpace('discord/1', undefined, { at: T0 })
    const none = await store().nextDue()
    await store().forgetSpace('discord/1', undefined, undefined)
    expect([none, (await store().dueSubscriptions(T0, 9)).length]).toEqual([undefined, 2])
  })

  test('what was set there is forgotten thirty days after the bot left, however often that is told', async () => {
    await setUp()
    await store().forgetSpace('discord/1', 'g1', { at: T0 })
    await store().forgetSpace('discord/1', 'g1', { at: T0 + 20 * DAY })
    await store().forgetDigests(T0 + 30 * DAY)
    const before = [await subscribed(), await store().setting('discord/1', 'c1')]
    const count = await store().forgetDigests(T0 + 30 * DAY + 1)
    expect([before, count, await subscribed(), await store().setting('discord/1', 'c1')]).toEqual([
      [['left', 'stays'], '{}'],
      2,
      ['stays'],
      undefined,
    ])
  })

  test('where the bot is found again what was set goes on, also where that is no digest', async () => {
    await store().take('set', [], T0, { changes: [{ ...SET, space: 'g1' }] })
    await store().forgetSpace('discord/1', 'g1', { at: T0 })
    await store().present('discord/1', ['g1'], T0 + DAY)
    await store().forgetDigests(T0 + 40 * DAY)
    expect(await store().setting('discord/1', 'c1')).toBe('{}')
  })

  test('where it is not found any more all that was set rests, and in other lanes nothing', async () => {
    await setUp()
    await store().take('elsewhere', [], T0, { changes: [{ ...SET, lane: 'discord/2', channel: 'c2', space: 'g1' }] })
    await store().present('discord/1', ['g2'], T0)
    const due = (await store().dueSubscriptions(T0, 9)).map(one => one.id)
    await store().forgetDigests(T0 + 31 * DAY)
    expect([
      due,
      await subscribed(),
      await store().setting('discord/1', 'c1'),
      await store().setting('discord/2', 'c2'),
    ]).toEqual([['stays'], ['stays'], undefined, '{}'])
  })

  test('a setting that is made anew there stays', async () => {
    await setUp()
    await store().forgetSpace('discord/1', 'g1', { at: T0 })
    await store().take('again', [], T0, { changes: [{ ...SET, space: 'g1' }] })
    await store().forgetDigests(T0 + 40 * DAY)
    expect(await store().setting('discord/1', 'c1')).toBe('{}')
  })

  test('a clock that is years ahead makes no news of what was told', async () => {
    await store().take('ask', [step('root', { tells: [tells('ports')] })], T0)
    await store().forgetDigests(T0 + 4_000 * DAY)
    const told = await store().told({ lane: 'slack/T01', channel: 'news', since: T0 - 1 })
    expect(told.map(({ story }) => story)).toEqual(['ports'])
  })

  test('a setting with an end is forgotten after it', async () => {
    await store().take('set', [], T0, { changes: [{ ...SET, expiresAt: T0 + 1 }] })
    const kept = [await store().forgetDigests(T0 + 1), await store().setting('discord/1', 'c1')]
    await store().forgetDigests(T0 + 2)
    expect([kept, await store().setting('discord/1', 'c1')]).toEqual([[0, '{}'], undefined])
  })

  test('editions are forgotten after 400 days, and what was told when something is told more than 60 later', async () => {
    const a = subscription('a')
    await store().take('set', [], T0, { changes: [{ kind: 'subscribe', subscription: a }] })
    await store().publish(edition('a'), [step('root', { tells: [tells('ports')] })], after(a), T0)
    const counts: number[] = []
    for (const days of [60, 61]) {
      await store().take(`${days}`, [step(`${days}`, { tells: [tells('piers')] })], T0 + days * DAY)
      counts.push(await store().forgetDigests(T0 + days * DAY))
    }
    for (const days of [400, 401]) counts.push(await store().forgetDigests(T0 + days * DAY))
    expect(counts).toEqual([0, 1, 0, 1])
  })
}
