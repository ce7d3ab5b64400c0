import { describe, expect, test } from 'vitest'
import type { Limit, Pace } from '../../src/delivery/pace.ts'
import { openPace } from '../../src/delivery/pace.ts'

const POST: Limit = { kind: 'steady', covers: 'step', bucket: 'post news', everyMs: 1_000, burst: 3 }
const WINDOW: Limit = { kind: 'window', covers: 'step', bucket: 'thread', calls: 5, perMs: 5_000 }
/** Two of them are further apart than calls are let through ahead. */
const SLOW: Limit = { kind: 'steady', covers: 'lane', bucket: 'all', everyMs: 200, burst: 1 }
const ALL: Limit = { kind: 'steady', covers: 'lane', bucket: 'all', everyMs: 100, burst: 1 }
const LANE = 'slack/T01'

describe('A steady limit', () => {
  test('lets a burst through, then one a second, however long it goes on', () => {
    expect(passed(openPace(), POST, 10, 100)).toEqual([0, 0, 0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000])
  })

  test('gives the burst back after a rest, and no more', () => {
    const pace = openPace()
    passed(pace, POST, 3, 100)
    const after = Array.from({ length: 5 }, () => goes(pace, POST, 60_000))
    expect(after).toEqual([true, true, true, false, false])
  })

  test('tells those who come too early one time each, in their order', () => {
    const pace = openPace()
    passed(pace, POST, 3, 100)
    const told = Array.from({ length: 4 }, () => pace.admit(LANE, [POST], 500))
    expect(told).toEqual([1_000, 2_000, 3_000, 4_000].map(at => ({ kind: 'not-before', at })))
  })

  test('tells times as near to each other as the limit says, although a call has no whole milliseconds', () => {
    const pace = openPace(20)
    const limit = { ...POST, everyMs: 1_000 / 45, burst: 1 } as const
    goes(pace, limit, 0)
    const told = Array.from({ length: 900 }, () => pace.admit(LANE, [limit], 0))
    expect([told.at(449), told.at(-1)]).toEqual([500, 1_000].map(at => ({ kind: 'not-before', at })))
  })

  test('whoever comes back when told goes', () => {
    const pace = openPace()
    passed(pace, POST, 3, 100)
    const told = [1, 2, 3]
      .map(() => pace.admit(LANE, [POST], 0))
      .flatMap(one => (one.kind === 'not-before' ? one.at : []))
    expect(told.map(at => goes(pace, POST, at))).toEqual([true, true, true])
  })

  test('is counted for each bucket and lane by itself', () => {
    const pace = openPace()
    passed(pace, POST, 3, 100)
    const others = [pace.admit('slack/T02', [POST], 0), pace.admit(LANE, [{ ...POST, bucket: 'post sport' }], 0)]
    expect(others.map(one => one.kind)).toEqual(['go', 'go'])
  })
})

describe('Calls that are under way', () => {
  test('count as if the platform had still to count them', () => {
    const pace = openPace()
    for (let n = 0; n < 3; n += 1) pace.admit(LANE, [POST], 0)
    const meanwhile = pace.admit(LANE, [POST], 5_000).kind
    for (let n = 0; n < 3; n += 1) pace.ended(LANE, [POST], 5_000)
    expect([meanwhile, pace.isOpen(LANE, [POST], 5_999), pace.isOpen(LANE, [POST], 6_000)]).toEqual([
      'not-before',
      false,
      true,
    ])
  })

  test('count in a window from their end', () => {
    const pace = openPace()
    for (let n = 0; n < 5; n += 1) pace.admit(LANE, [WINDOW], 0)
    const meanwhile = pace.isOpen(LANE, [WINDOW], 6_000)
    for (let n = 0; n < 5; n += 1) pace.ended(LANE, [WINDOW], 6_000)
    expect([meanwhile, pace.isOpen(LANE, [WINDOW], 10_999), pace.isOpen(LANE, [WINDOW], 11_000)]).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('A window', () => {
  test('lets so many through in any stretch of its length', () => {
    expect(passed(openPace(), WINDOW, 12, 500)).toEqual([
      0, 500, 1_000, 1_500, 2_000, 5_000, 5_500, 6_000, 6_500, 7_000, 10_000, 10_500,
    ])
  })

  test('tells those who come too early times that are apart', () => {
    const pace = openPace()
    passed(pace, WINDOW, 5, 0)
    const told = [1, 2].map(() => pace.admit(LANE, [WINDOW], 10))
    expect(told).toEqual([5_000, 6_000].map(at => ({ kind: 'not-before', at })))
  })
})

describe('A limit of a whole lane', () => {
  test('closes its lane until shortly before the next call may go, and no other', () => {
    const pace = openPace()
    goes(pace, SLOW, 0)
    const turned = pace.admit(LANE, [SLOW], 5)
    expect([turned.kind, pace.closed(5), pace.opensAt(), pace.closed(100), pace.opensAt()]).toEqual([
      'closed',
      [LANE],
      100,
      [],
      Number.POSITIVE_INFINITY,
    ])
  })

  test('lets a call through that may go in a moment, for that time, and counts it from then', () => {
    const pace = openPace()
    goes(pace, SLOW, 0)
    const told = [120, 120, 300].map(now => pace.admit(LANE, [SLOW], now))
    expect(told).toEqual([{ kind: 'go', at: 200 }, { kind: 'closed' }, { kind: 'go', at: 400 }])
  })

  test('calls that a standstill held up leave together, but no more than a window takes', () => {
    const pace = openPace()
    const second: Limit = { kind: 'window', covers: 'lane', bucket: 'second', calls: 2, perMs: 1_000 }
    const waits = [5_000, 5_010, 5_010, 5_010, 6_000, 6_005, 6_010].map(now => pace.leaves(LANE, [ALL, second], now))
    expect(waits).toEqual([0, 0, 990, 990, 0, 5, 0])
  })

  test('what has a limit of its own is counted there while that lets it go at once, and then with all others', () => {
    const pace = openPace()
    const own: Limit = { kind: 'steady', covers: 'lane', bucket: 'asked', everyMs: 1_000, burst: 2 }
    goes(pace, SLOW, 0)
    const told = [1, 2, 3, 4, 1_001].map(now => pace.admit(LANE, [{ ...SLOW, first: own }], now))
    expect([...told, pace.isOpen(LANE, [{ ...SLOW, first: own }], 1_001)]).toEqual([
      { kind: 'go', at: 1 },
      { kind: 'go', at: 2 },
      { kind: 'closed' },
      { kind: 'closed' },
      { kind: 'go', at: 1_001 },
      true,
    ])
  })

  test('a window of it counts no call before it leaves', () => {
    const pace = openPace()
    const second: Limit = { kind: 'window', covers: 'lane', bucket: 'second', calls: 1, perMs: 1_000 }
    expect([0, 1, 2].map(now => pace.admit(LANE, [second], now).kind)).toEqual(['go', 'go', 'go'])
  })

  test('a call that one limit turns away counts against none', () => {
    const pace = openPace()
    passed(pace, POST, 3, 0)
    pace.admit(LANE, [ALL, POST], 0)
    expect(pace.admit(LANE, [ALL], 0).kind).toBe('go')
  })
})

test('what counts against nothing always goes', () => {
  expect(openPace().admit(LANE, [], 0)).toEqual({ kind: 'go', at: 0 })
})

test('twenty times the limits let twenty times as much through', () => {
  expect(passed(openPace(20), POST, 5, 10)).toEqual([0, 0, 0, 50, 100])
})

test('however many channels there were, the limits of now are remembered', () => {
  const pace = openPace()
  for (let n = 0; n < 5_000; n += 1) goes(pace, { ...POST, bucket: `post ${n}`, burst: 1 }, n * 10)
  expect(pace.admit(LANE, [{ ...POST, bucket: 'post 4999', burst: 1 }], 49_990).kind).toBe('not-before')
})

/** Whether a call goes, which then ends at once. */
function goes(pace: Pace, limit: Limit, now: number): boolean {
  if (pace.admit(LANE, [limit], now).kind !== 'go') return false
  pace.ended(LANE, [limit], now)
  return true
}

/** When each of `count` calls goes that are tried again and again: every `stepMs`, or when they are told to; 0 tries at once. */
function passed(pace: Pace, limit: Limit, count: number, stepMs: number): readonly number[] {
  const times: number[] = []
  for (let now = 0; times.length < count; ) {
    if (goes(pace, limit, now)) times.push(now)
    else now += Math.max(stepMs, 1)
    if (limit.kind === 'window' && stepMs > 0 && times.at(-1) === now) now += stepMs
    if (now > 1_000_000) throw new Error('It never goes.')
  }
  return times
}

test.each([
  [POST, 1_000],
  [WINDOW, 5_000],
  [SLOW, 200],
] as const)(
  'a clock that is set back bars nobody for longer than the limit does, and lets nothing through twice',
  (limit, waits) => {
    const pace = openPace()
    const hour = 3_600_000
    for (let n = 0; n < 10; n += 1) goes(pace, limit, 2 * hour)
    const at = [hour, hour + waits - 101, hour + waits].map(now => goes(pace, limit, now))
    expect([at, pace.closed(hour + waits)]).toEqual([[false, false, true], []])
  },
)

test('what left just before the clock was set back counts in the window of what leaves after it', () => {
  const pace = openPace()
  const second: Limit = { kind: 'window', covers: 'lane', bucket: 'second', calls: 2, perMs: 1_000 }
  const waits = [9_000, 9_000, 5_000, 5_400, 6_000].map(now => pace.leaves(LANE, [second], now))
  expect(waits).toEqual([0, 0, 1_000, 600, 0])
})
