import { afterEach, expect, test } from 'vitest'
import { openPace, type Pace } from '../../src/delivery/pace.ts'
import type { Store } from '../../src/store/store.ts'
import { MINUTE, states, step, T0 } from '../store/steps.ts'
import type { Room } from './room.ts'
import { pass as elapse, openRoom } from './room.ts'
import type { TownRules } from './town.ts'

let room: Room
afterEach(() => room.leave())

/** A post a second in each channel, two at once after a rest. */
const CHANNELS: TownRules['limits'] = ({ channel, urgent }) =>
  urgent === true ? [] : [{ kind: 'steady', covers: 'step', bucket: channel, everyMs: 1_000, burst: 2 }]
/** Ten posts a second over all channels. */
const LANE: TownRules['limits'] = ({ urgent }) =>
  urgent === true ? [] : [{ kind: 'steady', covers: 'lane', bucket: 'all', everyMs: 100, burst: 1 }]

test('a crowded channel goes at its pace, another at once', async () => {
  room = await openRoom({ weather: () => 'lands', limits: CHANNELS })
  await room.take(...numbered('news', 5), ...numbered('sport', 2))
  const seen = await at([0, 999, 1_000, 2_000, 3_000])
  expect(seen).toEqual([['news0', 'news1', 'sport0', 'sport1'], [], ['news2'], ['news3'], ['news4']])
})

test('replies keep their order at any pace', async () => {
  room = await openRoom({ weather: () => 'lands', limits: CHANNELS })
  const replies = Array.from({ length: 4 }, (_, n) =>
    step(`reply${n}`, { under: 'root', ...(n === 0 ? {} : { after: `reply${n - 1}` }) }),
  )
  await room.take(step('root'), ...replies)
  await pass(10_000)
  expect(keys()).toEqual(['root', 'reply0', 'reply1', 'reply2', 'reply3'])
})

test('while a lane is at its limit what is urgent goes at once', async () => {
  room = await openRoom({ weather: () => 'lands', limits: LANE })
  await room.take(...Array.from({ length: 100 }, (_, n) => step(`slow${n}`, { channel: `c${n}` })))
  await pass(250)
  await room.take(step('now', { urgent: true }))
  await pass(0)
  expect(keys()).toEqual(['slow0', 'slow1', 'slow2', 'now'])
})

test('a lane at its limit goes on without a call that is turned away, and others do not wait for it', async () => {
  const limits: TownRules['limits'] = one => (one.lane === 'slack/T01' ? (LANE?.(one) ?? []) : [])
  room = await openRoom({ weather: () => 'lands', limits })
  const crowd = Array.from({ length: 50 }, (_, n) => step(`slow${n}`, { channel: `c${n}` }))
  await room.take(...crowd, step('other', { lane: 'slack/T02' }))
  await pass(0)
  const first = keys()
  await pass(5_000)
  expect([first, keys().length, new Set(Object.values(await states(room.store)))]).toEqual([
    ['slow0', 'other'],
    51,
    new Set(['posted']),
  ])
})

test('all roots go out before any reply where the lane is the limit', async () => {
  room = await openRoom({ weather: () => 'lands', limits: LANE })
  for (let n = 0; n < 10; n += 1) {
    await room.take(step(`root${n}`, { channel: `c${n}` }), step(`reply${n}`, { channel: `c${n}`, under: `root${n}` }))
  }
  await pass(MINUTE)
  const order = keys()
  expect([order.length, order.slice(0, 10).every(key => key.startsWith('root'))]).toEqual([20, true])
})

test('a call leaves as soon as it is counted as leaving, before anything else has its turn', async () => {
  const order: string[] = []
  const pace = openPace()
  const weather: TownRules['weather'] = ({ key }) => {
    order.push(`posted ${key}`)
    return 'lands'
  }
  const leaves: Pace['leaves'] = (...words) => {
    order.push('counted')
    return pace.leaves(...words)
  }
  room = await openRoom(weather, { pace: { ...pace, leaves } })
  await room.take(...numbered('news', 2))
  await pass(0)
  expect(order).toEqual(['counted', 'posted news0', 'counted', 'posted news1'])
})

test('a step whose payload the carrier cannot read holds up no other', async () => {
  const limits: TownRules['limits'] = one => {
    if (one.payload === 'of another version') throw new Error('unreadable')
    return CHANNELS?.(one) ?? []
  }
  room = await openRoom({ weather: () => 'lands', limits })
  await room.take(step('other', { payload: 'of another version' }), ...numbered('news', 2))
  await pass(0)
  expect(keys()).toContain('news1')
})

test('a step that is leased again in the commit that puts it back is carried', async () => {
  let putBack: (() => void) | undefined
  const around = (store: Store): Store => ({
    ...store,
    settle: (key, owner, outcome, now) => {
      if (outcome.state !== 'waiting') return store.settle(key, owner, outcome, now)
      return new Promise((resolve, reject) => {
        putBack = () => void store.settle(key, owner, outcome, now).then(resolve, reject)
      })
    },
    lease(request) {
      putBack?.()
      putBack = undefined
      return store.lease(request)
    },
  })
  room = await openRoom((_, tried) => (tried === 0 ? { wait: 5, scope: 'channel' } : 'lands'), { around })
  await room.take(step('root'))
  // The store is slow: by the time that it is put back it may go again.
  await pass(10)
  room.delivery.nudge()
  await pass(1_000)
  expect(keys()).toEqual(['root'])
})

test('a first step that may go is carried without being leased once more', async () => {
  let leases = 0
  room = await openRoom(() => 'lands', {
    around: store => ({
      ...store,
      lease: async request => {
        const leased = await store.lease(request)
        leases += leased.length
        return leased
      },
    }),
  })
  const taken = await room.delivery.take('ask', [step('root')], {})
  await pass(0)
  expect([taken.kind, keys(), leases]).toEqual(['taken', ['root'], 0])
})

test('a first step beyond the pace waits for its time', async () => {
  room = await openRoom({ weather: () => 'lands', limits: CHANNELS })
  for (const claim of ['a', 'b', 'c']) await room.delivery.take(claim, [step(claim)], {})
  expect(await at([0, 1_000])).toEqual([['a', 'b'], ['c']])
})

test('what is urgent and beyond the limit of its lane is not leased again and again until that opens', async () => {
  let leases = 0
  const around = (store: Store): Store => ({
    ...store,
    lease(request) {
      leases += 1
      if (leases > 100) throw new Error('It is asked for without end.')
      return store.lease(request)
    },
  })
  const limits: TownRules['limits'] = () => [{ kind: 'steady', covers: 'lane', bucket: 'all', everyMs: 200, burst: 1 }]
  room = await openRoom({ weather: () => 'lands', limits }, { around })
  await room.take(...numbered('news', 5).map(one => ({ ...one, urgent: true })))
  const seen = await at([0, 200, 400, 600, 800])
  expect([seen, leases < 50, room.failures]).toEqual([[0, 1, 2, 3, 4].map(n => [`news${n}`]), true, []])
})

test('a step that was leased while the clock was set back goes when its turn comes, not when the former time does', async () => {
  let back = 0
  const around = (store: Store): Store => ({
    ...store,
    async lease(request) {
      const leased = await store.lease(request)
      if (leased.length > 0) back = 60 * MINUTE
      return leased
    },
  })
  room = await openRoom(() => 'lands', { around, now: () => Date.now() - back })
  await room.take(step('root'))
  await pass(1_000)
  expect(keys()).toEqual(['root'])
})

test('a lease whose commit took long forgets nothing that was counted meanwhile', async () => {
  let slow: Promise<void> | undefined
  const around = (store: Store): Store => ({
    ...store,
    async lease(request) {
      await slow
      return store.lease(request)
    },
  })
  const limits: TownRules['limits'] = ({ channel }) => [
    { kind: 'window', covers: 'step', bucket: channel, calls: 2, perMs: 10_000 },
  ]
  room = await openRoom({ weather: () => 'lands', limits }, { around })
  await room.take(...numbered('news', 2))
  await pass(1_000)
  slow = new Promise(resolve => setTimeout(resolve, 3_000))
  await room.take(step('news2'))
  await pass(2_500)
  await room.delivery.take('ask', [step('sport0', { channel: 'sport' })], {})
  await pass(5_000)
  const early = keys()
  await pass(2_000)
  expect([early, keys().at(-1)]).toEqual([['news0', 'news1', 'sport0'], 'news2'])
})

test('at the end nothing is posted that was looked for and stands in line to be posted', async () => {
  const limits: TownRules['limits'] = () => [
    { kind: 'window', covers: 'lane', bucket: 'second', calls: 4, perMs: 4_000 },
  ]
  room = await openRoom({ weather: (_, tried) => (tried === 0 ? 'lost' : 'lands'), limits })
  await room.take(...numbered('news', 4))
  await pass(4_000)
  const looked = room.town.calls.slice(4)
  await room.delivery.close()
  expect([looked.map(call => call.split(' ')[0]), room.town.calls.length]).toEqual([Array(4).fill('find'), 8])
})

function numbered(channel: string, count: number) {
  return Array.from({ length: count }, (_, n) => step(`${channel}${n}`, { channel }))
}

function keys(): readonly string[] {
  return room.town.posted.map(one => one.key)
}

/** What landed up to each of these times, without what had landed before. */
async function at(times: readonly number[]): Promise<readonly (readonly string[])[]> {
  const seen: (readonly string[])[] = []
  let known = 0
  for (const time of times) {
    await pass(T0 + time - Date.now())
    seen.push(keys().slice(known))
    known = keys().length
  }
  return seen
}

async function pass(ms: number): Promise<void> {
  await elapse(ms)
  // What was begun at once goes after this turn of the loop.
  await new Promise(resolve => setImmediate(resolve))
  await elapse(0)
}
