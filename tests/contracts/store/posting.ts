import { describe, expect, test } from 'vitest'
import { keys, landed, lease, MINUTE, OWNER, refused, states, step, T0 } from '../../store/steps.ts'
import { tells } from '../../store/subscriptions.ts'
import type { Bench } from '../store-contract.ts'

const ABOUT = { stories: ['ports'], asker: 'ana' }
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
      stories: ['ports'],
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

  test('a reply that went with its root, because somebody had removed that, is nothing that could be taken away', async () => {
    await posted('root', T0)
    await lease(store(), T0)
    await store().settle('root-1', OWNER, landed('m-root'), T0)
    const posting = await store().posting({ key: 'root' })
    expect(posting?.messages.map(({ receipt }) => receipt.message)).toEqual(['m-root'])
  })

  test('what takes it away drops what is still to be posted of it', async () => {
    await posted('root', T0)
    await store().take('removal', [taking('gone')], T0)
    expect(await states(store())).toEqual({ root: 'posted', 'root-1': 'dropped', gone: 'queued' })
  })

  test('what is still to be posted of it is told with it, in order, and what is not of it is not', async () => {
    const about = { stories: ['ports'], asker: 'ben' }
    const thread = step('thread', { kind: 'open-thread', under: 'root' })
    const replies = [step('reply', { under: 'thread' }), step('last', { kind: 'edit', under: 'thread' })]
    await store().take('ask', [step('root', { about }), thread, ...replies, step('other')], T0)
    await lease(store(), T0, { most: 1 })
    await store().settle('root', OWNER, landed('m-root'), T0)
    await lease(store(), T0)
    expect((await store().posting({ key: 'root' }))?.unposted).toEqual([
      { key: 'thread', kind: 'open-thread' },
      { key: 'reply', kind: 'post' },
    ])
  })

  test('what takes it away keeps its order though a part of it never came', async () => {
    await posted('root', T0)
    const sweep = taking('sweep', { under: 'root-1', after: 'reply' })
    await store().take('removal', [taking('reply'), sweep, taking('gone', { after: 'sweep' })], T0)
    expect(keys(await lease(store(), T0))).toEqual(['reply'])
    await store().settle('reply', OWNER, landed('m-reply'), T0)
    expect(keys(await lease(store(), T0))).toEqual(['gone'])
  })

  describe('while a reply of it is being posted', () => {
    const sweep = taking('sweep', { under: 'root-1' })
    const swept = async () => {
      await posted('root', T0)
      await lease(store(), T0)
      await store().take('removal', [sweep, taking('gone', { after: 'sweep' })], T0)
      expect(await states(store())).toMatchObject({ 'root-1': 'posting', sweep: 'queued', gone: 'queued' })
    }

    test('what takes it away waits for that, and knows what it left', async () => {
      await swept()
      await store().settle('root-1', OWNER, landed('m-reply'), T0)
      const leased = await lease(store(), T0)
      expect(leased.map(({ key, beneath }) => [key, beneath?.message])).toEqual([['sweep', 'm-reply']])
    })

    test('a reply that did not land is not tried again', async () => {
      await swept()
      const later = { state: 'waiting', nextTryAt: T0 + MINUTE, looks: false } as const
      expect(await store().settle('root-1', OWNER, later, T0)).toBe('dropped')
      expect(await states(store())).toMatchObject({ 'root-1': 'dropped', sweep: 'dropped' })
      expect(keys(await lease(store(), T0))).toEqual(['gone'])
    })

    test('a reply that may have landed is looked for first', async () => {
      await swept()
      await store().settle('root-1', OWNER, { state: 'waiting', nextTryAt: T0, looks: true }, T0)
      expect(keys(await lease(store(), T0))).toEqual(['root-1'])
    })
  })

  test('what two claims change of it they change one after the other, though one of them takes away', async () => {
    await posted('root', T0)
    const editing = (key: string) => step(key, { kind: 'edit', edits: 'root' })
    await store().take('one', [editing('a1'), step('a2', { kind: 'edit', edits: 'root', after: 'a1' })], T0)
    await Promise.all([
      store().take('two', [editing('b')], T0),
      store().take('three', [taking('c', { kind: 'edit', story: 'ports' })], T0),
    ])
    const order: string[] = []
    for (let leased = await lease(store(), T0); leased.length > 0; leased = await lease(store(), T0)) {
      order.push(keys(leased.filter(one => one.kind === 'edit')).join(' '))
      for (const { key } of leased) await store().settle(key, OWNER, landed(key), T0)
    }
    expect(order.filter(one => one !== '').toSorted()).toEqual(['a1', 'a2', 'b', 'c'])
    expect(order.slice(0, 2)).toEqual(['a1', 'a2'])
  })

  test('what is changed once more waits for what is left of the first time', async () => {
    await digest('with its replies')
    const twice = (key: string) => [taken(key, { kind: 'remove' }), taken(`${key}-root`, { after: key })]
    await store().take('one', twice('a'), T0)
    await store().take('two', twice('b'), T0)
    expect(await states(store())).toMatchObject({ a: 'queued', 'a-root': 'dropped', b: 'queued', 'b-root': 'queued' })
    expect(keys(await lease(store(), T0))).toEqual(['a'])
  })

  test('what changes another one waits for nobody', async () => {
    await posted('root', T0)
    await posted('other', T0)
    await store().take('one', [step('a', { kind: 'edit', edits: 'root' })], T0)
    await store().take('two', [step('b', { kind: 'edit', edits: 'other' })], T0)
    expect(keys(await lease(store(), T0)).filter(key => key === 'a' || key === 'b')).toEqual(['a', 'b'])
  })

  test('a reply that may have landed is not dropped with it', async () => {
    await posted('root', T0)
    await lease(store(), T0)
    await store().settle('root-1', OWNER, { state: 'waiting', nextTryAt: T0, looks: true }, T0)
    await store().take('removal', [taking('sweep', { under: 'root-1' })], T0)
    expect(await states(store())).toMatchObject({ 'root-1': 'waiting', sweep: 'queued' })
  })

  test('what takes it away also drops what was to be said instead of its replies', async () => {
    const about = { stories: ['ports'], asker: 'ben' }
    const reply = step('reply', { under: 'root' })
    const instead = [
      step('aside', { ifRefused: 'reply', secret: 'url' }),
      step('aside-2', { after: 'aside', under: 'aside' }),
    ]
    await store().take('ask', [step('root', { about }), reply, ...instead], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m-root'), T0)
    await store().take('removal', [taking('gone')], T0)
    const dropped = { reply: 'dropped', aside: 'dropped', 'aside-2': 'dropped' }
    expect(await states(store())).toEqual({ root: 'posted', ...dropped, gone: 'queued' })
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
    expect(await store().settle('root-1', OWNER, landed('late'), T0)).toBe('kept')
  })

  const SEVERAL = { stories: ['quays', 'ports'], asker: 'ana' }

  /** A digest of two stories with a reply for each, so far as it was posted: the replies have landed, or wait. */
  async function digest(landing: 'with its replies' | 'without replies'): Promise<void> {
    const replies = SEVERAL.stories.map(story => step(`of-${story}`, { under: 'root', story }))
    await store().take('digest', [step('root', { about: SEVERAL }), step('more', { under: 'root' }), ...replies], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m-root'), T0)
    if (landing === 'without replies') return
    await lease(store(), T0)
    for (const key of ['more', 'of-quays', 'of-ports']) await store().settle(key, OWNER, landed(`m-${key}`), T0)
  }

  const found = async (story: string) => (await store().postingsOf(story)).map(({ key, stories }) => [key, stories])
  const taken = (key: string, over = {}) => step(key, { kind: 'edit', takes: 'root', story: 'ports', ...over })

  test.each(SEVERAL.stories)(
    'a root of several stories is found by each of them, with all that it tells: %s',
    async story => {
      await digest('with its replies')
      expect([await found(story), (await store().lastPosting({ ...ASKED, story }))?.stories]).toEqual([
        [['root', SEVERAL.stories]],
        SEVERAL.stories,
      ])
    },
  )

  test('by a story that it does not tell it is not found', async () => {
    await digest('with its replies')
    expect([await found('docks'), await store().lastPosting({ ...ASKED, story: 'docks' })]).toEqual([[], undefined])
  })

  test('each of its messages says which story it tells, if it tells one', async () => {
    await digest('with its replies')
    const posting = await store().posting({ key: 'root' })
    expect([posting?.several, posting?.messages.map(({ receipt, story }) => [receipt.message, story])]).toEqual([
      true,
      [
        ['m-root', undefined],
        ['m-more', undefined],
        ['m-of-quays', 'quays'],
        ['m-of-ports', 'ports'],
      ],
    ])
  })

  test('what takes one story out of it drops what is still to be posted of that story, and nothing else', async () => {
    await digest('without replies')
    await store().take('retract', [taken('out')], T0)
    expect(await states(store())).toEqual({
      root: 'posted',
      more: 'queued',
      'of-quays': 'queued',
      'of-ports': 'dropped',
      out: 'queued',
    })
  })

  test('a story that was taken out is not told there any more, and the other is', async () => {
    await digest('with its replies')
    await store().take('retract', [taken('reply', { kind: 'remove' }), taken('out', { after: 'reply' })], T0)
    for (const [key, message] of [
      ['reply', 'm-of-ports'],
      ['out', 'm-root'],
    ] as const) {
      await lease(store(), T0)
      await store().settle(key, OWNER, landed(message), T0)
    }
    expect([await found('ports'), await found('quays')]).toEqual([[], [['root', ['quays']]]])
    expect((await store().posting({ key: 'root' }))?.messages.map(({ story }) => story)).toEqual([
      undefined,
      undefined,
      'quays',
    ])
  })

  test('a story of which a message could not be taken away is still found', async () => {
    await digest('with its replies')
    await store().take('retract', [taken('reply', { kind: 'remove' }), taken('out', { after: 'reply' })], T0)
    await lease(store(), T0)
    await store().settle('reply', OWNER, refused, T0)
    await lease(store(), T0)
    await store().settle('out', OWNER, landed('m-root'), T0)
    expect(await found('ports')).toEqual([['root', SEVERAL.stories]])
  })

  test('what is still to be posted of a story, or under way, is counted: roots, and replies of a digest', async () => {
    const counts = async () => [await store().unposted('ports'), await store().unposted('quays')]
    const tell = { about: SEVERAL, tells: SEVERAL.stories.map(id => tells(id)) }
    const replies = SEVERAL.stories.map(story => step(`of-${story}`, { under: 'root', story }))
    await store().take('digest', [step('root', tell), ...replies, step('other', { tells: [tells('docks')] })], T0)
    const before = await counts()
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m-root'), T0)
    await lease(store(), T0)
    const underWay = await counts()
    await store().settle('of-ports', OWNER, landed('m-ports'), T0)
    expect([before, underWay, await counts()]).toEqual([
      [2, 2],
      [1, 1],
      [0, 1],
    ])
  })

  test('a story of which a reply was under way when it was taken out is still found when that has landed', async () => {
    await digest('without replies')
    await lease(store(), T0)
    await store().take('retract', [taken('out')], T0)
    await lease(store(), T0)
    await store().settle('out', OWNER, landed('m-root'), T0)
    await store().settle('of-ports', OWNER, landed('m-late'), T0)
    expect(await found('ports')).toEqual([['root', SEVERAL.stories]])
  })
  test('a story of which a reply that was under way is tried again is still found', async () => {
    await digest('without replies')
    await lease(store(), T0)
    await store().take('retract', [taken('out')], T0)
    await store().settle('of-ports', OWNER, { state: 'waiting', nextTryAt: T0 + MINUTE, looks: false }, T0)
    await lease(store(), T0)
    await store().settle('out', OWNER, landed('m-root'), T0)
    expect([await states(store()), await found('ports')]).toMatchObject([
      { 'of-ports': 'waiting', out: 'posted' },
      [['root', SEVERAL.stories]],
    ])
  })

  test('a story of which a reply may have landed when it was taken out is still found', async () => {
    await digest('without replies')
    await lease(store(), T0)
    await store().settle('of-ports', OWNER, { state: 'waiting', nextTryAt: T0 + MINUTE, looks: true }, T0)
    await store().take('retract', [taken('out')], T0)
    await lease(store(), T0)
    await store().settle('out', OWNER, landed('m-root'), T0)
    expect([await states(store()), await found('ports')]).toMatchObject([
      { 'of-ports': 'waiting', out: 'posted' },
      [['root', SEVERAL.stories]],
    ])
  })
}
