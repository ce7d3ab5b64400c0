import { afterEach, describe, expect, test } from 'vitest'
import { MINUTE, step, T0 } from '../store/steps.ts'
import type { Room, RoomOptions } from './room.ts'
import { openRoom, pass } from './room.ts'
import type { TownRules, Weather } from './town.ts'

let room: Room
afterEach(() => room.leave())

async function enter(weather: TownRules['weather'] | TownRules, options?: RoomOptions): Promise<Room> {
  room = await openRoom(weather, options)
  return room
}

const first = (weather: Weather) => (_: unknown, tries: number) => (tries === 0 ? weather : 'lands')
const replies = (...names: readonly string[]) =>
  names.map((name, n) => step(name, { under: 'root', ...(n === 0 ? {} : { after: names[n - 1] ?? '' }) }))
const landedKeys = () => room.town.posted.map(one => one.key)

describe('Delivery', () => {
  test('posts a root and then its replies in order, each under the root', async () => {
    await enter(() => 'lands')
    await room.take(step('root'), ...replies('one', 'two', 'three'))
    await pass(0)
    expect(room.town.posted.map(one => [one.key, one.under])).toEqual([
      ['root', undefined],
      ['one', 'm-root'],
      ['two', 'm-root'],
      ['three', 'm-root'],
    ])
  })

  test('tells of every try once', async () => {
    await enter(first('lost'))
    await room.take(step('root'), ...replies('one'))
    await pass(MINUTE)
    expect(room.told).toEqual(['root waiting', 'root posted', 'one waiting', 'one posted'])
  })

  test('keeps the order of replies when one of them has to be tried again', async () => {
    await enter((one, tries) => (one.key === 'one' && tries < 3 ? 'lost' : 'lands'))
    await room.take(step('root'), ...replies('one', 'two'))
    await pass(MINUTE)
    expect(landedKeys()).toEqual(['root', 'one', 'two'])
  })

  test('goes on with the other replies when one is refused', async () => {
    await enter(one => (one.key === 'one' ? 'refused' : 'lands'))
    await room.take(step('root'), ...replies('one', 'two'))
    await pass(0)
    expect(await room.states()).toEqual({ root: 'posted', one: 'refused', two: 'posted' })
  })

  test('posts nothing under a root that was refused, and takes the second road', async () => {
    await enter(one => (one.key === 'root' ? 'refused' : 'lands'))
    await room.take(step('root'), ...replies('one'), step('instead', { ifRefused: 'root' }))
    await pass(0)
    expect(await room.states()).toEqual({ root: 'refused', one: 'dropped', instead: 'posted' })
  })

  test('a lost answer to what landed is found and not posted again', async () => {
    await enter(first('lands-unheard'))
    await room.take(step('root'), ...replies('one'))
    await pass(MINUTE)
    expect(room.town.calls).toEqual(['post root', 'find root', 'post one', 'find one'])
  })

  test('a lost answer to what did not land is posted once more', async () => {
    await enter(first('lost'))
    await room.take(step('root'))
    await pass(MINUTE)
    expect(room.town.calls).toEqual(['post root', 'find root', 'post root'])
  })

  test('looks a second after a lost answer, not before', async () => {
    await enter(first('lost'))
    await room.take(step('root'))
    await pass(999)
    const before = [...room.town.calls]
    await pass(2)
    expect([before, room.town.calls]).toEqual([['post root'], ['post root', 'find root', 'post root']])
  })

  test('what is in doubt is never repeated, and nothing is posted under it', async () => {
    const sight = () => ({ kind: 'cannot-look', reason: 'Only its reader sees it.' }) as const
    await enter({ weather: () => 'lost', sight })
    await room.take(step('root'), ...replies('one'))
    await pass(60 * MINUTE)
    expect([room.town.calls, await room.states()]).toEqual([
      ['post root', 'find root'],
      { root: 'in-doubt', one: 'dropped' },
    ])
  })

  test('a step that never gets through is given up in the end', async () => {
    await enter(() => 'lost')
    await room.take(step('root'))
    await pass(60 * MINUTE)
    expect(await room.states()).toEqual({ root: 'in-doubt' })
  })

  test('a step that is asked to wait for ever is refused when its time is over', async () => {
    await enter(() => ({ wait: 40_000, scope: 'channel' }))
    await room.take(step('root', { expiresAt: T0 + 2 * MINUTE }), ...replies('one'))
    await pass(5 * MINUTE)
    expect([room.town.calls.length, await room.states()]).toEqual([4, { root: 'refused', one: 'dropped' }])
  })

  test('an adapter that throws at every call costs its step, and the mistake is heard', async () => {
    await enter({ weather: () => 'throws', sight: () => Promise.reject(new Error('a mistake')) })
    await room.take(step('root'), ...replies('one'), step('other', { lane: 'slack/T02' }))
    await pass(60 * MINUTE)
    expect([await room.states(), room.failures.length > 2]).toEqual([
      { root: 'in-doubt', one: 'dropped', other: 'in-doubt' },
      true,
    ])
  })
})

describe('Channels side by side', () => {
  test('a slow channel does not delay another, however much waits in it', async () => {
    const slow = Promise.withResolvers<Weather>()
    await enter(one => (one.channel === 'slow' ? slow.promise : 'lands'))
    const crowd = Array.from({ length: 40 }, (_, n) => step(`s${n}`, { channel: 'slow' }))
    await room.take(...crowd, step('quick'))
    await pass(0)
    const meanwhile = landedKeys()
    slow.resolve('lands')
    await pass(0)
    expect([meanwhile, landedKeys().length]).toEqual([['quick'], 41])
  })

  test('a later question in another channel is answered while the first channel is slow', async () => {
    const slow = Promise.withResolvers<Weather>()
    await enter(one => (one.channel === 'slow' ? slow.promise : 'lands'))
    await room.take(...Array.from({ length: 40 }, (_, n) => step(`s${n}`, { channel: 'slow' })))
    await pass(10_000)
    await room.take(step('quick'))
    await pass(0)
    const meanwhile = landedKeys()
    slow.resolve('lands')
    expect(meanwhile).toEqual(['quick'])
  })

  test('while every place is taken the store is left alone', async () => {
    const slow = Promise.withResolvers<Weather>()
    let asked = 0
    const counted = <Result>(call: Promise<Result>) => {
      asked += 1
      return call
    }
    const around: RoomOptions['around'] = store => ({
      ...store,
      lease: request => counted(store.lease(request)),
      nextWake: (...words) => counted(store.nextWake(...words)),
    })
    await enter(() => slow.promise, { around })
    await room.take(...Array.from({ length: 40 }, (_, n) => step(`s${n}`, { channel: `c${n % 8}` })))
    await pass(10_000)
    slow.resolve('lands')
    expect(asked).toBeLessThan(4)
  })

  test('never more are under way than allowed', async () => {
    await enter(async (): Promise<Weather> => {
      await new Promise(resolve => setTimeout(resolve, 100))
      return 'lands'
    })
    await room.take(...Array.from({ length: 240 }, (_, n) => step(`s${n}`, { channel: `c${n % 40}` })))
    await pass(MINUTE)
    expect([room.town.busiest(), room.town.posted.length]).toEqual([192, 240])
  })

  test('a channel that is asked to wait waits as a whole, and others go on', async () => {
    await enter((one, tries) => (one.key === 'n1' && tries === 0 ? { wait: 5_000, scope: 'channel' } : 'lands'))
    await room.take(step('n1'))
    await pass(0)
    await room.take(step('n2'), step('s1', { channel: 'sport' }))
    await pass(4_999)
    const before = landedKeys()
    await pass(2)
    expect([before, landedKeys()]).toEqual([['s1'], ['s1', 'n1', 'n2']])
  })

  test('a lane that is asked to wait waits as a whole, and others go on', async () => {
    await enter((one, tries) => (one.key === 'n1' && tries === 0 ? { wait: 5_000, scope: 'lane' } : 'lands'))
    await room.take(step('n1'))
    await pass(0)
    await room.take(step('s1', { channel: 'sport' }), step('t1', { lane: 'slack/T02' }))
    await pass(4_999)
    const before = landedKeys()
    await pass(2)
    expect([before, landedKeys()]).toEqual([['t1'], ['t1', 'n1', 's1']])
  })
})

test('twenty people who ask in one channel within a second all have their root within three seconds', async () => {
  const waited: number[] = []
  await enter(async (one): Promise<Weather> => {
    await new Promise(resolve => setTimeout(resolve, 200))
    if (one.under === undefined) waited.push(Date.now() - T0 - Number(one.key) * 50)
    return 'lands'
  })
  for (let n = 0; n < 20; n += 1) {
    await room.take(
      step(`${n}`),
      step(`${n}-thread`, { under: `${n}` }),
      step(`${n}-one`, { under: `${n}-thread` }),
      step(`${n}-two`, { under: `${n}-thread`, after: `${n}-one` }),
    )
    await pass(50)
  }
  await pass(MINUTE)
  expect([waited.length, waited.filter(ms => ms > 3_000)]).toEqual([20, []])
})
