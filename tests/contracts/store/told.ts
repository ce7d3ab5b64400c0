import { expect, test } from 'vitest'
import { inDoubt, landed, lease, OWNER, refused, step, T0 } from '../../store/steps.ts'
import { after, DAY, edition, subscription, tells } from '../../store/subscriptions.ts'
import type { Bench } from '../store-contract.ts'

const SETTING = { kind: 'setting', lane: 'slack/T01', channel: 'news', value: '{}', by: 'ana' } as const
const HERE = { lane: 'slack/T01', channel: 'news', since: T0 - 1 }

export function toldContract({ store, home }: Bench): void {
  const told = async () => (await store().told(HERE)).map(one => `${one.story} ${one.hash}`)

  test('what a step tells is told from the commit that keeps it', async () => {
    await store().take('ask', [step('root', { tells: [tells('ports'), tells('grain')] })], T0)
    expect(await store().told(HERE)).toEqual([
      { ...tells('grain'), at: T0 },
      { ...tells('ports'), at: T0 },
    ])
  })

  test('of each story the newest version is told, in its channel only', async () => {
    await store().take('old', [step('old', { tells: [tells('ports', 'h1')] })], T0)
    await store().take('new', [step('new', { tells: [tells('ports', 'h2')] })], T0 + 1)
    await store().take('else', [step('else', { channel: 'sport', tells: [tells('grain')] })], T0)
    expect([await told(), await store().told({ ...HERE, since: T0 + 1 })]).toEqual([['ports h2'], []])
  })

  test('more stories than one statement takes are told', async () => {
    const many = Array.from({ length: 250 }, (_, n) => tells(`s${n}`))
    await store().take('ask', [step('root', { tells: many })], T0)
    expect((await told()).length).toBe(250)
  })

  for (const [outcome, left] of [
    [landed('m1'), ['ports h1']],
    [inDoubt, ['ports h1']],
    [{ state: 'waiting', nextTryAt: T0, looks: true }, ['ports h1']],
    [refused, []],
  ] as const) {
    test(`after ${outcome.state} ${left.length === 1 ? 'it stays told' : 'nobody was told'}`, async () => {
      await store().take('ask', [step('root', { tells: [tells('ports')] })], T0)
      await lease(store(), T0)
      await store().settle('root', OWNER, outcome, T0)
      expect(await told()).toEqual(left)
    })
  }

  test('what stands in for a refused step tells in its place', async () => {
    const root = step('root', { tells: [tells('ports')] })
    await store().take('ask', [root, step('instead', { ifRefused: 'root', tells: [tells('ports')] })], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, refused, T0)
    expect(await told()).toEqual(['ports h1'])
  })

  test('a take that may tell nothing twice keeps nothing, not even its claim, when a story was told meanwhile', async () => {
    await store().take('tick', [step('tick', { tells: [tells('ports')] })], T0)
    const both = [step('both', { tells: [tells('ports'), tells('grain')] })]
    const lost = await store().take('now', both, T0, { toldSince: T0 - 1, changes: [SETTING] })
    const kept = [await told(), await store().setting('slack/T01', 'news')]
    const again = await store().take('now', [step('grain', { tells: [tells('grain')] })], T0, { toldSince: T0 - 1 })
    expect([lost, kept, again]).toEqual([{ kind: 'told' }, [['ports h1'], undefined], { kind: 'taken' }])
  })

  test('another version, another channel, and what was told long ago, are no hindrance', async () => {
    await store().take('tick', [step('tick', { tells: [tells('ports')] })], T0)
    const taken = [
      await store().take('update', [step('update', { tells: [tells('ports', 'h2')] })], T0 + 1, { toldSince: 0 }),
      await store().take('else', [step('else', { channel: 'sport', tells: [tells('ports')] })], T0, { toldSince: 0 }),
      await store().take('late', [step('late', { tells: [tells('ports', 'h2')] })], T0 + 9, { toldSince: T0 + 2 }),
    ]
    expect(taken.map(({ kind }) => kind)).toEqual(['taken', 'taken', 'taken'])
  })

  test('of a tick and those who ask at the same moment, by several connections, one tells a story', async () => {
    const due = Array.from({ length: 5 }, (_, n) => subscription(`s${n}`, { channel: `c${n}` }))
    await store().take('set', [], T0, { changes: due.map(one => ({ kind: 'subscribe', subscription: one }) as const) })
    const other = await home().open()
    const since = { toldSince: T0 - DAY }
    const telling = (by: string, n: number) => [step(`${by}-${n}`, { channel: `c${n}`, tells: [tells('ports')] })]
    await Promise.all(
      due.flatMap((one, n) => [
        store().publish(edition(one.id), telling('tick', n), after(one), T0, since),
        other.take(`now-${n}`, telling('now', n), T0, since),
        store().take(`too-${n}`, telling('too', n), T0, since),
      ]),
    )
    await other.close()
    const channels = (await store().steps()).map(({ key }) => key.slice(-1))
    expect(channels.toSorted()).toEqual(['0', '1', '2', '3', '4'])
  })

  test('steps that are dropped with their root, or with a posting that is taken away, tell nothing', async () => {
    await store().take('ask', [step('root'), step('reply', { under: 'root', tells: [tells('ports')] })], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, refused, T0)
    await store().take('late', [step('late', { under: 'root', tells: [tells('late')] })], T0)
    const about = { stories: ['grain'], asker: 'ana' }
    await store().take('posting', [step('grain', { about, tells: [tells('grain')] })], T0)
    await store().take('removal', [step('gone', { kind: 'remove', takes: 'grain' })], T0)
    expect(await told()).toEqual([])
  })
}
