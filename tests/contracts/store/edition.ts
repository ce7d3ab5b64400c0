import { expect, test } from 'vitest'
import { keys, landed, lease, OWNER, refused, states, step, T0 } from '../../store/steps.ts'
import { after, DAY, edition, NOMINAL, subscription, tells } from '../../store/subscriptions.ts'
import type { Bench } from '../store-contract.ts'

const A = subscription('a')

export function editionContract({ store, home }: Bench): void {
  const subscribe = (...all: readonly (typeof A)[]) =>
    store().take('set', [], T0, { changes: all.map(one => ({ kind: 'subscribe', subscription: one }) as const) })

  test('an edition keeps its steps and the next time', async () => {
    await subscribe(A)
    const published = await store().publish(
      edition('a'),
      [step('root'), step('reply', { under: 'root' })],
      after(A),
      T0,
    )
    expect([published, await store().subscriptions({}), (await store().steps()).map(one => one.claim)]).toEqual([
      true,
      [after(A)],
      [`edition/a@${NOMINAL}`, `edition/a@${NOMINAL}`],
    ])
  })

  test('the same edition comes once, whoever makes it, and the second moves on all the same', async () => {
    await subscribe(A)
    await store().publish(edition('a'), [step('one')], A, T0)
    const again = await store().publish(edition('a'), [step('two')], after(A), T0)
    expect([again, await states(store()), (await store().subscriptions({}))[0]?.nextAt]).toEqual([
      false,
      { one: 'queued' },
      T0 + DAY,
    ])
  })

  test('one that told nothing gives way to one that does, and never the other way round', async () => {
    await subscribe(A)
    const published: boolean[] = []
    for (const outcome of [
      'skipped',
      'skipped',
      'nothing-new',
      'skipped',
      'posted',
      'nothing-new',
      'posted',
    ] as const) {
      const steps = outcome === 'posted' ? [step(`root${published.length}`)] : []
      published.push(await store().publish(edition('a', { outcome }), steps, after(A), T0))
    }
    expect([published, (await store().editions('a', 9)).map(one => one.outcome), await states(store())]).toEqual([
      [true, false, true, false, true, false, false],
      ['posted'],
      { root4: 'queued' },
    ])
  })

  const stop = () => store().take('stop', [], T0, { changes: [{ kind: 'unsubscribe', id: 'a' }] })
  const telling = step('root', { tells: [tells('ports')] })
  const told = async () => (await store().told({ lane: 'slack/T01', channel: 'news', since: 0 })).length

  test('one whose digest is stopped is not posted when it has not begun, and nobody was told by it', async () => {
    await subscribe(A)
    await store().publish(edition('a'), [telling, step('reply', { under: 'root' })], after(A), T0)
    const before = await told()
    await stop()
    expect([before, await told(), await states(store())]).toEqual([1, 0, { root: 'dropped', reply: 'dropped' }])
  })

  test('one whose digest is stopped has all that stands below a root which was posted, and no further root', async () => {
    await subscribe(A)
    const next = step('next', { after: 'root' })
    await store().publish(edition('a'), [telling, step('reply', { under: 'root' }), next], after(A), T0)
    await lease(store(), T0, { most: 1 })
    await store().settle('root', OWNER, landed('m1'), T0)
    await stop()
    expect([await told(), await states(store())]).toEqual([1, { root: 'posted', reply: 'queued', next: 'dropped' }])
  })

  test('one whose digest is stopped still closes the threads of those before it', async () => {
    await subscribe(A)
    await store().publish(edition('a'), [step('old-thread', { kind: 'archive' }), telling], after(A), T0)
    await stop()
    expect(await states(store())).toEqual({ 'old-thread': 'queued', root: 'dropped' })
  })

  test('one whose digest is stopped goes on with a root that may have landed, and others do not notice', async () => {
    await subscribe(A, subscription('b'))
    await store().publish(edition('a'), [telling], after(A), T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, { state: 'waiting', nextTryAt: T0 + DAY, looks: true }, T0)
    await store().publish(edition('b'), [step('other')], after(subscription('b')), T0)
    await store().take('ask', [step('asked')], T0)
    await stop()
    expect(await states(store())).toEqual({ root: 'waiting', other: 'queued', asked: 'queued' })
  })

  test('of two connections that publish the same edition at once one wins', async () => {
    await subscribe(A)
    const other = await home().open()
    const won = await Promise.all(
      [store(), other].map((mine, n) => mine.publish(edition('a'), [step(`by${n}`)], after(A), T0)),
    )
    await other.close()
    expect([won.filter(Boolean).length, (await store().steps()).length]).toEqual([1, 1])
  })

  test('who comes second and late does not turn the time back', async () => {
    await subscribe(A)
    await store().publish(edition('a'), [], after(A), T0)
    await store().publish(edition('a'), [], { ...after(A), nextAt: T0 + 1 }, T0 + 1)
    expect((await store().subscriptions({}))[0]?.nextAt).toBe(T0 + DAY)
  })

  for (const [what, now] of [
    ['was changed', { ...A, setAt: T0 }],
    ['has another plan', { ...A, plan: '{}' }],
    ['has another wish', { ...A, wish: '{}' }],
    ['was halted', { ...A, nextAt: undefined }],
    ['is gone', undefined],
  ] as const) {
    test(`nothing is published of a subscription that ${what}`, async () => {
      const { nextAt, ...row } = now ?? subscription('another')
      await subscribe(nextAt === undefined ? row : { ...row, nextAt })
      const published = await store().publish(edition('a'), [step('root')], after(A), T0)
      expect([published, await store().steps(), await store().editions('a', 9)]).toEqual([false, [], []])
    })
  }

  test('what was missed is kept with the edition that stands for it, and once', async () => {
    await subscribe(A)
    const missed = [edition('a', { nominal: 'd0', dueAt: T0 - 1, outcome: 'skipped', note: 'It was too late.' })]
    await store().publish(edition('a', { outcome: 'nothing-new' }), [], A, T0, { missed })
    await store().publish(edition('a', { nominal: 'd2', dueAt: T0 + 1 }), [], after(A), T0 + 1, { missed })
    const kept = (await store().editions('a', 9)).map(one => [one.nominal, one.outcome, one.note])
    expect(kept).toEqual([
      ['d2', 'posted', undefined],
      [NOMINAL, 'nothing-new', undefined],
      ['d0', 'skipped', 'It was too late.'],
    ])
  })

  test('an edition tells how its steps went, also when these are forgotten', async () => {
    await subscribe(A)
    const steps = [
      step('root'),
      step('r1', { under: 'root' }),
      step('r2', { under: 'root' }),
      step('else', { ifRefused: 'root' }),
    ]
    await store().publish(edition('a'), steps, after(A), T0)
    const waiting = await store().editions('a', 9)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m1'), T0 + 700)
    await lease(store(), T0 + 700)
    await store().settle('r1', OWNER, landed('m2'), T0 + 800)
    await store().settle('r2', OWNER, refused, T0 + 900)
    const done = await store().editions('a', 9)
    await store().prune(T0 + DAY)
    expect([waiting[0]?.steps, done, await store().steps(), await store().editions(undefined, 9)]).toEqual([
      { posted: 0, waiting: 4, refused: 0, inDoubt: 0 },
      [
        {
          ...edition('a'),
          lane: 'slack/T01',
          channel: 'news',
          at: T0,
          steps: { posted: 2, waiting: 0, refused: 1, inDoubt: 0 },
          root: { channel: 'news', message: 'm1' },
          lateMs: 700,
        },
      ],
      [],
      done,
    ])
  })

  test('two digests of one channel never tell it the same, even if both were composed before', async () => {
    await subscribe(A, subscription('b'))
    const terms = { toldSince: T0 - DAY }
    const one = await store().publish(edition('a'), [step('a1', { tells: [tells('ports')] })], after(A), T0, terms)
    const both = [step('b1', { tells: [tells('ports'), tells('grain')] })]
    const two = await store().publish(edition('b'), both, after(subscription('b')), T0, terms)
    const update = [step('b2', { tells: [tells('ports', 'h2')] })]
    const three = await store().publish(edition('b'), update, after(subscription('b')), T0, terms)
    expect([one, two, three, keys(await store().steps())]).toEqual([true, false, true, ['a1', 'b2']])
  })

  test('a lost publication leaves the subscription due', async () => {
    await subscribe(A)
    await store().take('ask', [step('asked', { tells: [tells('ports')] })], T0)
    await store().publish(edition('a'), [step('a1', { tells: [tells('ports')] })], after(A), T0, { toldSince: 0 })
    expect((await store().dueSubscriptions(T0, 9)).length).toBe(1)
  })

  test('the threads of editions are found, those of the newest first, also when their steps are forgotten', async () => {
    await subscribe(A)
    const opened = step('open1', { kind: 'open-thread', under: 'root1' })
    await store().publish(edition('a'), [step('root1'), opened, step('r1', { under: 'open1' })], A, T0)
    await store().publish(edition('a', { nominal: 'd2' }), [step('post2')], after(A), T0 + 1)
    await lease(store(), T0 + 1)
    await store().settle('root1', OWNER, landed('m1'), T0)
    const forum = { state: 'posted', receipt: { channel: 't2', message: 't2' } } as const
    await store().settle('post2', OWNER, forum, T0 + 1)
    for (const [key, message] of [
      ['open1', 't1'],
      ['r1', 'm2'],
    ] as const) {
      await lease(store(), T0 + 1)
      await store().settle(key, OWNER, landed(message), T0)
    }
    await store().prune(T0 + 1)
    const threads = [
      { channel: 't2', message: 't2' },
      { channel: 'news', message: 't1' },
    ]
    expect([
      await store().editionThreads('a', 9),
      await store().editionThreads('a', 1),
      (await store().steps()).length,
    ]).toEqual([threads, threads.slice(0, 1), 1])
  })
}
