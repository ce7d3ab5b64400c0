import { expect, test } from 'vitest'
import type { NewStep, StepOutcome } from '../../../src/store/step.ts'
import type { Change } from '../../../src/store/store.ts'
import type { Subscription } from '../../../src/store/subscription.ts'
import { landed, lease, OWNER, refused, STRANGER, step, T0 } from '../../store/steps.ts'
import { after, DAY, edition, subscription } from '../../store/subscriptions.ts'
import type { Bench } from '../store-contract.ts'

const ALL: Subscription = {
  ...after(subscription('whole')),
  pausedUntil: T0 + 5,
  refusals: 2,
  halted: { reason: 'The channel is archived.', remedy: 'Open it again.', at: T0, told: false },
}

const WHAT = { reason: 'The channel is archived.', remedy: 'Open it again.' }

const ids = (found: readonly Pick<Subscription, 'id'>[]) => found.map(one => one.id)

export function subscriptionContract({ store }: Bench): void {
  let claims = 0
  const change = (...changes: readonly Change[]) => {
    claims += 1
    return store().take(`change${claims}`, [], T0, { changes })
  }
  const subscribe = (...all: readonly Subscription[]) =>
    change(...all.map(one => ({ kind: 'subscribe', subscription: one }) as const))

  test('a subscription comes back as it was given', async () => {
    await subscribe(ALL)
    expect(await store().subscriptions({ id: 'whole' })).toEqual([ALL])
  })

  test('one with the least that can be said comes back so too', async () => {
    const { space, nextAt, nextNominal, ...least } = subscription('least')
    await subscribe(least)
    expect([space, nextAt, nextNominal, await store().subscriptions({})]).toEqual([
      'T01',
      T0,
      expect.any(String),
      [least],
    ])
  })

  test('they are found by their channel, by their space, or all, the longest set first', async () => {
    await subscribe(
      subscription('late', { setAt: T0 }),
      subscription('early'),
      subscription('aside', { channel: 'sport' }),
      subscription('away', { lane: 'slack/T02', space: 'T02' }),
    )
    const found = [{ lane: 'slack/T01', channel: 'news' }, { lane: 'slack/T01', space: 'T01' }, {}]
    expect(await Promise.all(found.map(async which => ids(await store().subscriptions(which))))).toEqual([
      ['early', 'late'],
      ['aside', 'early', 'late'],
      ['aside', 'away', 'early', 'late'],
    ])
  })

  test('a change takes the place of what was, and a lane never changes another’s', async () => {
    await subscribe(subscription('a'))
    await subscribe(subscription('a', { wish: '{}', lane: 'slack/T02' }))
    const untouched = await store().subscriptions({ id: 'a' })
    await subscribe(subscription('a', { wish: '{}', setAt: T0 }))
    expect([untouched[0]?.wish, (await store().subscriptions({ id: 'a' }))[0]?.wish]).toEqual(['{"topics":[]}', '{}'])
  })

  test('a claim that is there already changes nothing', async () => {
    await store().take('ask', [], T0)
    await store().take('ask', [], T0, { changes: [{ kind: 'subscribe', subscription: subscription('a') }] })
    expect(await store().subscriptions({})).toEqual([])
  })

  test('one that was stopped is gone', async () => {
    await subscribe(subscription('a'), subscription('b'))
    await change({ kind: 'unsubscribe', id: 'a' })
    expect(ids(await store().subscriptions({}))).toEqual(['b'])
  })

  test('a change of one that is there takes its place', async () => {
    await subscribe(subscription('a'))
    const taken = await change({ kind: 'resubscribe', subscription: subscription('a', { pausedUntil: T0 + 5 }) })
    const [kept] = await store().subscriptions({ id: 'a' })
    expect([taken.kind, kept?.pausedUntil]).toEqual(['taken', T0 + 5])
  })

  test('a change of one that somebody has stopped meanwhile keeps nothing, its claim neither', async () => {
    await subscribe(subscription('a'), subscription('b'))
    await change({ kind: 'unsubscribe', id: 'a' })
    const both = ['b', 'a'].map(
      id => ({ kind: 'resubscribe', subscription: subscription(id, { wish: '{}' }) }) as const,
    )
    const pause = () => store().take('pause', [step('told')], T0, { changes: both })
    expect([await pause(), await pause()]).toEqual([{ kind: 'gone' }, { kind: 'gone' }])
    expect((await store().subscriptions({})).map(({ id, wish }) => [id, wish])).toEqual([['b', '{"topics":[]}']])
    expect(await store().steps()).toEqual([])
  })

  test('of a stop and a change at one moment the digest is gone, whichever came first', async () => {
    await subscribe(subscription('a'))
    await Promise.all([
      change({ kind: 'resubscribe', subscription: subscription('a', { wish: '{}' }) }),
      change({ kind: 'unsubscribe', id: 'a' }),
      change({ kind: 'resubscribe', subscription: subscription('a', { wish: '[]' }) }),
    ])
    expect(await store().subscriptions({})).toEqual([])
  })

  test('those that are due are given, the longest due first, so many at most, and without those that were passed', async () => {
    await subscribe(
      subscription('second', { nextAt: T0 }),
      subscription('first', { nextAt: T0 - 1 }),
      subscription('later', { nextAt: T0 + 1 }),
      ALL,
    )
    const [, , , halted] = [0, 0, 0, await store().dueSubscriptions(T0 + 2 * DAY, 9)]
    expect([
      ids(await store().dueSubscriptions(T0, 9)),
      ids(await store().dueSubscriptions(T0, 1)),
      ids(await store().dueSubscriptions(T0, 9, 1)),
      await store().nextDue(),
      halted.length,
    ]).toEqual([['first', 'second'], ['first'], ['second'], T0 - 1, 4])
  })

  test('what is due is given with all that its edition needs, and what is absent as null', async () => {
    const { space, nextNominal, ...least } = subscription('least', { nextAt: T0 - 1 })
    const { refusals, halted, zoneData, ...whole } = ALL
    await subscribe(least, ALL)
    const { refusals: _refusals, zoneData: _zoneData, ...due } = least
    const absent = { space: null, nextNominal: null, lastNominal: null, pausedUntil: null }
    expect([space, nextNominal, zoneData, refusals, halted?.told]).not.toContain(undefined)
    expect(await store().dueSubscriptions(T0 + DAY, 9)).toEqual([{ ...due, ...absent }, whole])
  })

  test('where nothing runs, nothing comes due', async () => {
    const { nextAt, ...halted } = subscription('a')
    await subscribe(halted)
    expect([nextAt, await store().dueSubscriptions(T0 + DAY, 9), await store().nextDue()]).toEqual([T0, [], undefined])
  })

  test('the clock moves one on only as long as nobody has changed it', async () => {
    const before = subscription('a')
    await subscribe(before)
    const moved = await store().moveOn(before, after(before))
    const again = await store().moveOn(before, { ...after(before), nextAt: T0 + 9 * DAY })
    const [kept] = await store().subscriptions({})
    await subscribe({ ...after(before), setAt: T0 })
    const changed = await store().moveOn(after(before), { ...before, nextAt: T0 + 9 * DAY })
    expect([moved, again, kept, changed]).toEqual([true, false, after(before), false])
  })

  /** The next edition of `a`, so many days later; its steps are settled as told, those named in vain are not there. */
  async function comes(day: number, steps: readonly NewStep[], ...ends: readonly [string, StepOutcome][]) {
    const now = T0 + day * DAY
    const [due] = await store().subscriptions({ id: 'a' })
    await store().publish(edition('a', { nominal: `d${day}` }), steps, { ...due!, nextAt: now }, now)
    const settled = []
    for (const [key, outcome] of ends) {
      await lease(store(), now)
      settled.push(await store().settle(key, OWNER, outcome, now))
    }
    return settled
  }
  const until = T0 + 90 * DAY
  const root = (key: string, more: Partial<NewStep> = {}) => step(key, { expiresAt: until, ...more })
  /** Refused, which is counted for the edition of that day. */
  const no = (day: number, below = false) => {
    return { ...refused, edition: { subscription: 'a', nominal: `d${day}`, remedy: WHAT.remedy, below } } as const
  }
  const count = async () => (await store().subscriptions({ id: 'a' }))[0]?.refusals

  test('the third edition in a row that is refused halts it, with the reason and the remedy', async () => {
    await subscribe(subscription('a'))
    const settled = []
    for (const day of [1, 2, 3]) settled.push(...(await comes(day, [root(`r${day}`)], [`r${day}`, no(day)])))
    const [halted] = await store().subscriptions({ id: 'a' })
    expect([settled, halted?.nextAt, halted?.halted]).toEqual([
      ['kept', 'kept', 'halted'],
      undefined,
      { ...WHAT, at: T0 + 3 * DAY, told: false },
    ])
  })

  test('one that was posted in between lets the count start anew, also when its steps are forgotten', async () => {
    await subscribe(subscription('a'))
    const counted = []
    for (const [day, outcome] of [no(1), landed('m2'), no(3), no(4), landed('m5')].entries()) {
      await comes(day + 1, [root(`r${day}`)], [`r${day}`, outcome])
      counted.push(await count())
    }
    await store().prune(T0 + 6 * DAY)
    await comes(7, [root('r7')], ['r7', no(7)])
    expect([counted, await count(), (await store().steps()).length]).toEqual([[1, 1, 1, 2, 2], 1, 1])
  })

  test('one that only came too late, or had nothing to tell, is not counted and does not end the count', async () => {
    await subscribe(subscription('a'))
    await comes(1, [root('r1')], ['r1', no(1)])
    await comes(2, [root('r2')], ['r2', refused])
    await store().publish(edition('a', { nominal: 'd3', outcome: 'nothing-new' }), [], subscription('a'), T0 + 3 * DAY)
    await comes(4, [root('r4')], ['r4', no(4)])
    expect(await count()).toBe(2)
  })

  test('replies that are refused count although the root was posted, once for each edition', async () => {
    await subscribe(subscription('a'))
    const counted = []
    for (const day of [1, 2, 3]) {
      const [over, one, two] = [`r${day}`, `s${day}`, `t${day}`]
      const steps = [root(over), root(one, { under: over }), root(two, { under: over })]
      await comes(day, steps, [over, landed(`m${day}`)], [one, no(day, true)], [two, no(day, true)])
      counted.push(await count())
    }
    const [halted] = await store().subscriptions({ id: 'a' })
    expect([counted, halted?.halted?.remedy, halted?.nextAt]).toEqual([[1, 2, 3], 'Open it again.', undefined])
  })

  test('a root that is refused does not count as long as another one can be posted, or was', async () => {
    await subscribe(subscription('a'))
    await comes(1, [root('r1'), root('else1', { ifRefused: 'r1' })], ['r1', no(1)])
    const waiting = await count()
    await comes(1, [], ['else1', landed('m1')])
    await comes(2, [root('r2'), root('beside2')], ['r2', landed('m2')], ['beside2', no(2)])
    const posted = await count()
    const both = [root('r3'), root('else3', { ifRefused: 'r3' }), root('s3', { under: 'r3' })]
    await comes(3, both, ['r3', no(3)], ['else3', no(3)])
    expect([waiting, posted, await count()]).toEqual([0, 0, 1])
  })

  test('roots that are refused at the same moment count once', async () => {
    await subscribe(subscription('a'), subscription('b'))
    const counted = []
    for (const day of [1, 2]) {
      const roots = Array.from({ length: 4 }, (_, n) => root(`r${day} ${n}`))
      await comes(day, roots)
      await lease(store(), T0 + day * DAY)
      await Promise.all(roots.map(({ key }) => store().settle(key, OWNER, no(day), T0 + day * DAY)))
      counted.push(await count())
    }
    expect(counted).toEqual([1, 2])
  })

  test('what a stranger says was refused counts for nothing', async () => {
    await subscribe(subscription('a'))
    await comes(1, [root('r1')])
    await lease(store(), T0 + DAY)
    expect([await store().settle('r1', STRANGER, no(1), T0 + DAY), await count()]).toEqual(['lost', 0])
  })

  test('a step that is refused is settled although its digest is gone', async () => {
    await subscribe(subscription('a'))
    await comes(1, [root('r1')])
    await lease(store(), T0 + DAY)
    await change({ kind: 'unsubscribe', id: 'a' })
    expect(await store().settle('r1', OWNER, no(1), T0 + DAY)).toBe('kept')
  })

  test('that somebody was told of a halt is kept', async () => {
    await subscribe(ALL)
    await change({ kind: 'halt-told', id: 'whole' })
    expect((await store().subscriptions({}))[0]?.halted?.told).toBe(true)
  })
}
