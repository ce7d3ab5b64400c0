import { expect, test } from 'vitest'
import type { LeasedStep } from '../../../src/store/step.ts'
import type { Admission, Store } from '../../../src/store/store.ts'
import { keys, landed, lease, MINUTE, OWNER, refused, STRANGER, states, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const ROOM = { channel: 2, lane: 3 }

export function crowdContract({ store, home }: Bench): void {
  const ask = (claim: string, channel = 'news', lane = 'slack/T01') =>
    store().take(claim, [step(claim, { channel, lane }), step(`${claim}-1`, { channel, lane, under: claim })], T0, {
      room: ROOM,
    })

  test('a channel takes so many claims and keeps nothing of the next', async () => {
    const taken = [await ask('a'), await ask('b'), await ask('c')]
    expect([taken[2], keys(await store().steps())]).toEqual([{ kind: 'full', of: 'channel' }, ['a', 'a-1', 'b', 'b-1']])
  })

  test('a lane takes so many claims over all its channels, and another lane goes on', async () => {
    for (const [n, channel] of ['x', 'y', 'z'].entries()) await ask(`ask${n}`, channel)
    expect([await ask('more', 'w'), await ask('other', 'w', 'slack/T02')]).toEqual([
      { kind: 'full', of: 'lane' },
      { kind: 'taken' },
    ])
  })

  test('of many who take at the same moment, by two connections, no more are kept than there is room for', async () => {
    const other = await home().open()
    const room = { channel: 6, lane: 20 }
    const take = (by: string, mine: Store) => (n: number) =>
      mine.take(`${by}${n}`, [step(`${by}${n}`, { channel: `c${n % 4}` })], T0, { room })
    // Half of what there is room for is there already.
    for (let n = 0; n < 12; n += 1) await take('before', store())(n)
    const crowd = Array.from({ length: 20 }, (_, n) => n)
    const taken = await Promise.all(crowd.flatMap(n => [take('one', store())(n), take('two', other)(n)]))
    await other.close()
    expect(taken.filter(({ kind }) => kind === 'taken').length).toBe(8)
  })

  test('a claim that found no room can be taken as soon as there is some', async () => {
    await ask('a')
    await ask('b')
    const before = await ask('c')
    await lease(store(), T0)
    await store().settle('a', OWNER, refused, T0)
    expect([before.kind, (await ask('c')).kind]).toEqual(['full', 'taken'])
  })

  test('what asks for no room is kept however much waits', async () => {
    await ask('a')
    await ask('b')
    expect(await store().take('aside', [step('aside', { urgent: true })], T0)).toEqual({ kind: 'taken' })
  })

  test('urgent steps go first, then what stands for itself, then replies', async () => {
    await store().take('old', [step('root')], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m1'), T0)
    await store().take('reply', [step('reply', { under: 'root' })], T0)
    await store().take('own', [step('own')], T0 + 1)
    await store().take('now', [step('now', { urgent: true })], T0 + 2)
    expect(keys(await lease(store(), T0 + 3))).toEqual(['now', 'own', 'reply'])
  })

  test('urgent steps have places of their own', async () => {
    const urgent = ['u1', 'u2', 'u3'].map(key => step(key, { urgent: true }))
    await store().take('ask', [...urgent, step('a'), step('b')], T0)
    const first = await lease(store(), T0, { most: 1, mostUrgent: 2, perChannel: 1 })
    const second = await lease(store(), T0, { most: 0, mostUrgent: 2, perChannel: 1 })
    expect([keys(first), keys(second)]).toEqual([['u1', 'u2', 'a'], ['u3']])
  })

  test('what is urgent is bound by no hold, neither of its channel nor of its lane', async () => {
    await store().hold('slack/T01', 'news', T0 + MINUTE)
    await store().take('ask', [step('before', { urgent: true }), step('slow')], T0)
    await store().hold('slack/T01', undefined, T0 + MINUTE)
    await lease(store(), T0)
    await store().settle('before', OWNER, { state: 'waiting', nextTryAt: T0 + 1, looks: false }, T0)
    expect(keys(await lease(store(), T0 + 1))).toEqual(['before'])
  })

  test('of a closed lane only what is urgent is given', async () => {
    const other = step('other', { lane: 'slack/T02' })
    await store().take('ask', [step('slow'), step('now', { urgent: true }), other], T0)
    const closed = keys(await lease(store(), T0, { closed: ['slack/T01', 'slack/T03'] }))
    expect([closed, keys(await lease(store(), T0))]).toEqual([['now', 'other'], ['slow']])
  })

  test('a step that may not go yet comes back at its time, without a try', async () => {
    await store().take('ask', [step('a'), step('b')], T0)
    const given = keys(await lease(store(), T0, { admit: laterThan('a', T0 + 50) }))
    const early = keys(await lease(store(), T0 + 49))
    const wake = await store().nextWake(['slack'], T0 + 49)
    expect([given, early, wake, await lease(store(), T0 + 50)]).toMatchObject([
      ['b'],
      [],
      T0 + 50,
      [{ key: 'a', looks: false, attempts: 0, firstTryAt: T0 + 50 }],
    ])
  })

  test('a step that finds its lane closed stays as it is', async () => {
    await store().take('ask', [step('a')], T0)
    const given = await lease(store(), T0, { admit: () => ({ kind: 'closed' }) })
    expect([given, keys(await lease(store(), T0))]).toEqual([[], ['a']])
  })

  test('a step whose lease ran out and that may not go yet is looked for when it comes back', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    const late = { owner: STRANGER, admit: laterThan('a', T0 + 2 * MINUTE) }
    const given = await lease(store(), T0 + MINUTE, late)
    const again = await lease(store(), T0 + 2 * MINUTE, { owner: STRANGER })
    expect([given, again]).toMatchObject([[], [{ key: 'a', looks: true }]])
  })

  test('a step that waits for one whose posting is taken away is ready', async () => {
    const about = { stories: ['ports'], asker: 'ana' }
    await store().take('ask', [step('root', { about }), step('reply', { under: 'root' })], T0)
    await store().take('next', [step('next', { after: 'reply' })], T0)
    await store().take('removal', [step('gone', { kind: 'remove', takes: 'root' })], T0 + 1)
    expect([keys(await lease(store(), T0 + 1)), (await states(store())).reply]).toEqual([['next', 'gone'], 'dropped'])
  })

  test('a thousand channels are leased at once', async () => {
    const crowd = Array.from({ length: 1_000 }, (_, n) => step(`s${n}`, { channel: `c${n}` }))
    await store().take('ask', crowd, T0)
    const leased = await lease(store(), T0, { most: 1_000 })
    expect([leased.length, leased.at(-1)?.key, (await lease(store(), T0)).length]).toEqual([1_000, 's999', 0])
  })
}

function laterThan(key: string, at: number): (step: LeasedStep) => Admission {
  return one => (one.key === key ? { kind: 'not-before', at } : { kind: 'go' })
}
