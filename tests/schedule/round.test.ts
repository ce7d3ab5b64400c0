import { expect, test } from 'vitest'
import { openLine } from '../../src/schedule/read-ahead.ts'
import { openRound } from '../../src/schedule/round.ts'
import { openStock, openTurns } from '../../src/schedule/turns.ts'
import type { Subscription } from '../../src/store/subscription.ts'
import { T0 } from '../store/steps.ts'
import { subscription } from '../store/subscriptions.ts'

const PLANNERS = new Map([
  ['slack', {}],
  ['discord', { sharesLimit: true }],
])

/** A round over these rows, as the store would give them; a row is due until it is taken out of `due`. */
function open(due: Subscription[], left: () => number = () => 0) {
  const asked: [most: number, passed: number][] = []
  const pages: number[] = []
  const store = {
    dueSubscriptions: (_: number, most: number, passed = 0) => {
      asked.push([most, passed])
      return Promise.resolve(due.slice(passed, passed + most))
    },
  }
  const line = () =>
    openLine(
      () => Promise.resolve({ told: [], earlier: [] }),
      () => true,
    )
  const turns = openTurns(line, openStock(), PLANNERS)
  const found = (rows: readonly Subscription[]) => {
    pages.push(rows.length)
    return undefined
  }
  return { asked, pages, round: openRound(store, T0, turns, left, found) }
}

function rows(platform: string, count: number) {
  return Array.from({ length: count }, (_, n) =>
    subscription(`${platform} ${n}`, { lane: `${platform}/1`, channel: `c${n}` }),
  )
}

/** Goes through all that comes; each is kept, and no longer due. */
async function walked({ round }: ReturnType<typeof open>, due: Subscription[]): Promise<readonly string[]> {
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
