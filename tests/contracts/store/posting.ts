import { expect, test } from 'vitest'
import { landed, lease, OWNER, refused, states, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const ABOUT = { story: 'ports', asker: 'ana' }
const ASKED = { lane: 'slack/T01', channel: 'news', story: 'ports', since: 0 }

export function postingContract({ store }: Bench): void {
  /** Takes a root with one reply and settles the root. */
  async function posted(key: string, at: number, over: Partial<typeof ABOUT & { thread: string }> = {}): Promise<void> {
    const about = { ...ABOUT, ...over }
    await store().take(`ask-${key}`, [step(key, { about }), step(`${key}-1`, { under: key })], at)
    await lease(store(), at)
    await store().settle(key, OWNER, landed(`m-${key}`), at)
  }

  test('a root that was settled as posted is remembered with its story and its place', async () => {
    await posted('root', T0)
    expect(await store().lastPosting(ASKED)).toEqual({
      key: 'root',
      story: 'ports',
      asker: 'ana',
      lane: 'slack/T01',
      channel: 'news',
      root: { channel: 'news', message: 'm-root' },
      at: T0,
    })
  })

  test('the newest one is meant', async () => {
    await posted('one', T0)
    await posted('two', T0 + 5)
    expect((await store().lastPosting(ASKED))?.key).toBe('two')
  })

  test.each([
    ['another story', { story: 'quays' }],
    ['another channel', { channel: 'sport' }],
    ['another installation', { lane: 'slack/T02' }],
    ['a later time', { since: T0 + 1 }],
  ])('of %s nothing is known', async (_name, over) => {
    await posted('root', T0)
    expect(await store().lastPosting({ ...ASKED, ...over })).toBe(undefined)
  })

  test('a root that was refused is none', async () => {
    await store().take('ask', [step('root', { about: ABOUT })], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, refused, T0)
    expect(await store().lastPosting(ASKED)).toBe(undefined)
  })

  test('the thread that was opened on it is kept with it', async () => {
    await store().take(
      'ask',
      [step('root', { about: ABOUT }), step('open', { under: 'root', kind: 'open-thread' })],
      T0,
    )
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m1'), T0)
    await lease(store(), T0)
    await store().settle('open', OWNER, landed('t1'), T0)
    expect((await store().lastPosting(ASKED))?.thread).toBe('t1')
  })

  test('it outlives its steps, until it is forgotten itself', async () => {
    await store().take('ask', [step('root', { about: ABOUT })], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m1'), T0)
    await store().prune(T0 + 1)
    expect([(await store().steps()).length, (await store().lastPosting(ASKED))?.key]).toEqual([0, 'root'])
    expect([await store().forgetPostings(T0 + 1), await store().lastPosting(ASKED)]).toEqual([1, undefined])
  })

  const taking = (key: string, over = {}) => step(key, { kind: 'remove', takes: 'root', ...over })

  test('it is found by its key and by its root, with all that was posted of it', async () => {
    await posted('root', T0)
    await lease(store(), T0)
    await store().settle('root-1', OWNER, landed('m-reply'), T0)
    const found = await store().posting({ lane: 'slack/T01', channel: 'news', message: 'm-root' })
    expect(found?.messages).toEqual([
      { kind: 'post', receipt: { channel: 'news', message: 'm-root' } },
      { kind: 'post', receipt: { channel: 'news', message: 'm-reply' } },
    ])
    expect(await store().posting({ key: 'root' })).toEqual(found)
  })

  test('what takes it away drops what is still to be posted of it', async () => {
    await posted('root', T0)
    await store().take('removal', [taking('gone')], T0)
    expect(await states(store())).toEqual({ root: 'posted', 'root-1': 'dropped', gone: 'queued' })
  })

  test('with its root it is forgotten', async () => {
    await posted('root', T0)
    await store().take('removal', [taking('gone')], T0)
    await lease(store(), T0)
    await store().settle('gone', OWNER, landed('m-root'), T0)
    expect([await store().posting({ key: 'root' }), await store().lastPosting(ASKED)]).toEqual([undefined, undefined])
  })

  test('a removal that was refused leaves it as it is', async () => {
    await posted('root', T0)
    await store().take('removal', [taking('gone')], T0)
    await lease(store(), T0)
    await store().settle('gone', OWNER, refused, T0)
    expect((await store().posting({ key: 'root' }))?.key).toBe('root')
  })

  test('a reply that lands after it was removed is settled all the same', async () => {
    await posted('root', T0)
    await lease(store(), T0)
    await store().take('removal', [taking('gone')], T0)
    await lease(store(), T0)
    await store().settle('gone', OWNER, landed('m-root'), T0)
    expect(await store().settle('root-1', OWNER, landed('late'), T0)).toBe(true)
  })
}
