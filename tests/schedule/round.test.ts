import { expect, test } from 'vitest'
import { openLine } from '../../src/schedule/read-ahead.ts'
import { openRound } from '../../src/schedule/round.ts'
import { openStock, openTurns } from '../../src/schedule/turns.ts'
import type { Store } from '../../src/store/store.ts'
import type { DueSubscription } from '../../src/store/subscription.ts'
import { T0 } from '../store/steps.ts'
import { subscription } from '../store/subscriptions.ts'

const PLANNERS = new Map([
  ['slack', {}],
  ['discord', { sharesLimit: true }],
])

/** A round over these rows, as the store would give them; a row is due until it is taken out of `due`. */
function open(
  due: DueSubscription[],
  left: () => number = () => 0,
  over: Partial<Pick<Store, 'dueSubscriptions'>> = {},
  planners = PLANNERS,
) {
  const asked: [most: number, passed: number][] = []
  const pages: number[] = []
  let given = 0
  const store = {
    dueSubscriptions: (_: number, most: number, passed = 0) => {
      asked.push([most, passed])
      const page = due.slice(passed, passed + most)
      given += page.length
      return Promise.resolve(page)
    },
    ...over,
  }
  const line = () =>
    openLine(
      () => Promise.resolve({ told: [], earlier: [] }),
      () => true,
    )
  const turns = openTurns(line, openStock(), planners)
  const found = (rows: readonly DueSubscription[]) => {
    pages.push(rows.length)
    return undefined
  }
  return { asked, pages, read: () => given, round: openRound(store, T0, turns, left, found) }
}

function rows(platform: string, count: number) {
  return Array.from({ length: count }, (_, n) =>
    subscription(`${platform} ${n}`, { lane: `${platform}/1`, channel: `c${n}` }),
  )
}

/** Goes through all that comes; each is kept, and no longer due. */
async function walked({ round }: ReturnType<typeof open>, due: DueSubscription[]): Promise<readonly string[]> {
  const order: string[] = []
  for (;;) {
    const [row] = (await round.next(() => false)) ?? []
    if (row === undefined) return order
    order.push(row.id)
    due.splice(due.indexOf(row), 1)
  }
}

test('each row that is due has its turn once, more of them than a page', async () => {
  const due = rows('slack', 2_500)
  const all = due.map(({ id }) => id)
  expect(await walked(open(due), due)).toEqual(all)
})

test('a platform that goes first is found behind thousands of others', async () => {
  const due = [...rows('slack', 2_500), ...rows('discord', 10)]
  const order = await walked(open(due), due)
  expect([order[0], new Set(order).size]).toEqual(['discord 0', 2_510])
})

test('what waits is not read again', async () => {
  const due = [...rows('slack', 2_500), ...rows('discord', 1)]
  const { asked, pages, round } = open(due)
  await round.next(() => false)
  expect([asked, pages]).toEqual([
    [
      [1_000, 0],
      [1_000, 1_000],
      [1_000, 2_000],
    ],
    [1_000, 1_000, 501],
  ])
})

test('what stays due does not hide what stands behind it', async () => {
  const due = rows('slack', 1_500)
  let left = 0
  const { round } = open(due, () => left)
  const order: string[] = []
  for (let n = 0; n < 1_500; n += 1) {
    const [row] = (await round.next(() => false)) ?? []
    order.push(row?.id ?? '')
    left += 1
  }
  expect([new Set(order).size, await round.next(() => false)]).toEqual([1_500, undefined])
})

test('after the end it goes on when it is said that more may be there', async () => {
  const due = rows('slack', 1)
  const at = open(due)
  const first = await walked(at, due)
  due.push(...rows('discord', 1))
  const none = await walked(at, due)
  at.round.again()
  expect([first, none, await walked(at, due)]).toEqual([['slack 0'], [], ['discord 0']])
})

test('when no more can be read, what was read before has its turn, and then it is said', async () => {
  const due = rows('slack', 1_500)
  const store = {
    dueSubscriptions: (_: number, most: number, passed = 0) =>
      passed === 0 ? Promise.resolve(due.slice(0, most)) : Promise.reject(new Error('no disk')),
  }
  const { round } = open(due, () => 0, store)
  const order: string[] = []
  const walk = async () => {
    for (let turn = await round.next(() => false); turn !== undefined; turn = await round.next(() => false))
      order.push(turn[0].id)
  }
  await expect(walk()).rejects.toThrow('no disk')
  expect(order).toEqual(due.slice(0, 1_000).map(({ id }) => id))
})

test('what stays due is not read again for each page behind it', async () => {
  const due = rows('slack', 20_000)
  let left = 0
  const { round, read } = open(due, () => left, {}, new Map())
  while ((await round.next(() => false)) !== undefined) left += 1
  expect([left, read() <= 3 * due.length]).toEqual([20_000, true])
})

test('what somebody else makes meanwhile hides nobody, whatever became of the last that waited', async () => {
  const due = new Map(rows('slack', 6_000).map(row => [row.id, row]))
  const dueSubscriptions = async (_: number, most: number, from = 0) => [...due.values()].slice(from, from + most)
  const { round } = open([], () => 0, { dueSubscriptions })
  const order: string[] = []
  for (let turn = await round.next(() => false); turn !== undefined; turn = await round.next(() => false)) {
    order.push(turn[0].id)
    due.delete(turn[0].id)
    // Of the thousands that wait most are no longer due: what is read behind them is too far behind.
    if (order.length === 1) for (const id of [...due.keys()].slice(0, 2_500)) due.delete(id)
  }
  expect([new Set(order).size, order.length]).toEqual([6_000, 6_000])
})
