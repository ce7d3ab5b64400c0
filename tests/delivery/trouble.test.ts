import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { lease, MINUTE, STRANGER, step, T0 } from '../store/steps.ts'
import type { Room } from './room.ts'
import { openRoom, pass } from './room.ts'
import type { Weather } from './town.ts'

let room: Room
afterEach(() => room.leave())

const thread = () => [step('root'), step('one', { under: 'root' }), step('two', { under: 'root', after: 'one' })]
const DISK = new Error('database or disk is full')

/** A store whose n-th call of each method in `of` fails, before or after it has been done. */
function failing(n: number, moment: 'before' | 'after', of: readonly (keyof Store)[]) {
  let calls = 0
  const fail = async <Result>(name: keyof Store, call: () => Promise<Result>): Promise<Result> => {
    if (!of.includes(name)) return call()
    calls += 1
    const mine = calls === n
    if (mine && moment === 'before') throw DISK
    const result = await call()
    if (mine) throw DISK
    return result
  }
  return (store: Store): Store => ({
    ...store,
    lease: request => fail('lease', () => store.lease(request)),
    settle: (...words) => fail('settle', () => store.settle(...words)),
    hold: (...words) => fail('hold', () => store.hold(...words)),
    nextWake: (...words) => fail('nextWake', () => store.nextWake(...words)),
  })
}

describe('A store that fails once', () => {
  for (const moment of ['before', 'after'] as const) {
    for (let n = 1; n <= 10; n += 1) {
      test(`${moment} its call ${n} was done costs nothing and doubles nothing`, async () => {
        const weather = (_: unknown, tries: number): Weather => (tries === 0 ? { wait: 2, scope: 'channel' } : 'lands')
        room = await openRoom(weather, { around: failing(n, moment, ['lease', 'settle', 'hold', 'nextWake']) })
        await room.take(...thread())
        await pass(3 * MINUTE)
        expect([room.town.posted.map(one => one.key), await room.states(), room.failures]).toEqual([
          ['root', 'one', 'two'],
          { root: 'posted', one: 'posted', two: 'posted' },
          [DISK],
        ])
      })
    }
  }

  test('while an answer that nobody can look for is written down is asked again', async () => {
    const sight = () => ({ kind: 'cannot-look', reason: 'Only its reader sees it.' }) as const
    room = await openRoom({ weather: () => 'lands', sight }, { around: failing(1, 'before', ['settle']) })
    await room.take(step('private'))
    await pass(MINUTE)
    expect([await room.states(), room.town.calls]).toEqual([{ private: 'posted' }, ['post private']])
  })

  test('does not look idle meanwhile', async () => {
    room = await openRoom(() => 'lands', { around: failing(1, 'before', ['lease']) })
    await room.take(step('root'))
    await pass(500)
    const early = room.delivery.idle(100)
    await pass(200)
    const late = room.delivery.idle(MINUTE)
    await pass(MINUTE)
    expect([await early, await late]).toEqual([false, true])
  })
})

describe('A step of an owner that died', () => {
  test('is looked for when its lease has run out, and not posted again', async () => {
    room = await openRoom(() => 'lands')
    await room.store.take('ask', [step('a')], T0)
    const [taken] = await lease(room.store, T0, { owner: STRANGER })
    if (taken !== undefined) await room.town.carrier.post(taken)
    room.delivery.nudge()
    await pass(MINUTE)
    expect(room.town.calls).toEqual(['post a', 'find a'])
  })

  test('is looked for at once when it was released, and posted when it is not there', async () => {
    room = await openRoom(() => 'lands')
    await room.store.take('ask', [step('a')], T0)
    await lease(room.store, T0, { owner: STRANGER })
    await room.store.release(owner => owner === STRANGER, T0)
    room.delivery.nudge()
    await pass(0)
    expect(room.town.calls).toEqual(['find a', 'post a'])
  })

  test('is taken over although nobody here was told of it', async () => {
    room = await openRoom(() => 'lands')
    room.delivery.nudge()
    await pass(0)
    await room.store.take('ask', [step('a')], T0)
    await lease(room.store, T0, { owner: STRANGER })
    await pass(2 * MINUTE)
    expect(room.town.calls).toEqual(['find a', 'post a'])
  })
})

describe('A call that outlives its lease', () => {
  test('is not made a second time by its own process', async () => {
    const slow = Promise.withResolvers<Weather>()
    room = await openRoom(() => slow.promise)
    await room.take(step('a'))
    await pass(2 * MINUTE)
    slow.resolve('lands')
    await pass(MINUTE)
    expect([room.town.calls, await room.states()]).toEqual([['post a'], { a: 'posted' }])
  })

  test('a look of that length posts under a new lease only', async () => {
    const slow = Promise.withResolvers<undefined>()
    room = await openRoom({ weather: (_, tries) => (tries === 0 ? 'lost' : 'lands'), sight: () => slow.promise })
    await room.take(step('a'))
    await pass(20_000)
    slow.resolve(undefined)
    await pass(MINUTE)
    expect([room.town.calls, room.told]).toEqual([
      ['post a', 'find a', 'post a'],
      ['a waiting', 'a waiting', 'a posted'],
    ])
  })
})

describe('Coming to rest', () => {
  test('a delivery that was never nudged is idle', async () => {
    room = await openRoom(() => 'lands')
    expect(await room.delivery.idle(0)).toBe(true)
  })

  test('is idle when the last reply is posted', async () => {
    room = await openRoom(() => 'lands')
    await room.take(...thread())
    expect([await room.delivery.idle(MINUTE), await room.states()]).toEqual([
      true,
      { root: 'posted', one: 'posted', two: 'posted' },
    ])
  })

  test('is not idle while a call is under way', async () => {
    const slow = Promise.withResolvers<Weather>()
    room = await openRoom(() => slow.promise)
    await room.take(step('a'))
    const idle = room.delivery.idle(1_000)
    await pass(1_000)
    slow.resolve('lands')
    expect(await idle).toBe(false)
  })

  test('is not idle when something becomes ready in the next moment', async () => {
    room = await openRoom((_, tries) => (tries === 0 ? { wait: 20, scope: 'channel' } : 'lands'))
    await room.take(step('a'))
    const atRest = room.delivery.idle(MINUTE).then(async idle => [idle, await room.states()])
    await pass(100)
    expect(await atRest).toEqual([true, { a: 'posted' }])
  })

  test('is idle when something becomes ready only later', async () => {
    room = await openRoom((_, tries) => (tries === 0 ? { wait: 5_000, scope: 'channel' } : 'lands'))
    await room.take(step('a'))
    expect([await room.delivery.idle(MINUTE), await room.states()]).toEqual([true, { a: 'waiting' }])
  })

  test('everyone who waits for idleness hears of it', async () => {
    room = await openRoom(() => 'lands')
    await room.take(step('a'))
    expect(await Promise.all([room.delivery.idle(MINUTE), room.delivery.idle(MINUTE)])).toEqual([true, true])
  })
})

describe('Closing', () => {
  test('waits for the steps under way, writes how they went, and takes no other', async () => {
    const slow = Promise.withResolvers<Weather>()
    room = await openRoom(() => slow.promise)
    await room.take(...thread())
    await pass(0)
    const closing = room.delivery.close()
    slow.resolve('lands')
    await closing
    expect(await room.states()).toEqual({ root: 'posted', one: 'queued', two: 'queued' })
  })

  test('in the middle of a lease posts nothing and puts back what was leased', async () => {
    room = await openRoom(() => 'lands')
    await room.take(step('a'))
    await room.delivery.close()
    const again = await lease(room.store, T0, { owner: STRANGER })
    expect([room.town.calls, again]).toMatchObject([[], [{ key: 'a', looks: false }]])
  })

  test('leaves no timer behind, whenever it comes', async () => {
    const left: number[] = []
    for (const ms of [0, 1, 999, 1_000, 5_000]) {
      const one = await openRoom((_, tries) => (tries === 0 ? 'lost' : 'lands'))
      await one.take(...thread())
      await pass(ms)
      one.delivery.nudge()
      await one.delivery.close()
      left.push(vi.getTimerCount())
      room = one
      if (ms !== 5_000) await one.leave()
    }
    expect(left).toEqual([0, 0, 0, 0, 0])
  })

  test('ends while the store fails', async () => {
    const broken = () => Promise.reject(DISK)
    room = await openRoom(() => 'lands', { around: store => ({ ...store, settle: broken }) })
    await room.take(step('a'))
    await pass(10_000)
    await room.delivery.close()
    expect([room.town.calls, vi.getTimerCount()]).toEqual([['post a'], 0])
  })

  test('lets those go who wait for idleness', async () => {
    room = await openRoom(() => 'lands', { around: store => ({ ...store, lease: () => Promise.reject(DISK) }) })
    await room.take(step('a'))
    await pass(0)
    const idle = room.delivery.idle(MINUTE)
    await room.delivery.close()
    expect(await idle).toBe(true)
  })

  test('twice is as good as once, and a nudge afterwards does nothing', async () => {
    room = await openRoom(() => 'lands')
    await room.delivery.close()
    await room.delivery.close()
    await room.take(step('a'))
    await pass(MINUTE)
    expect(room.town.calls).toEqual([])
  })
})
