import { expect, test } from 'vitest'
import { openLine } from '../../src/schedule/read-ahead.ts'
import { openStock, openTurns } from '../../src/schedule/turns.ts'
import { step } from '../store/steps.ts'
import { subscription } from '../store/subscriptions.ts'

const PLANNERS = new Map([
  ['slack', {}],
  ['discord', { sharesLimit: true }],
])

function open(planners: Parameters<typeof openTurns>[2] = PLANNERS) {
  const stock = openStock()
  const line = () =>
    openLine(
      () => Promise.resolve({ told: [], earlier: [] }),
      () => true,
    )
  const turns = openTurns(line, stock, planners)
  /** Whose turns come, and how many in a row: `discord 3`. Each is kept as one root. */
  const runs = (most = Number.POSITIVE_INFINITY): readonly string[] => {
    const order: [platform: string, count: number][] = []
    for (let n = 0; n < most; n += 1) {
      const [row] = turns.next(() => false) ?? []
      if (row === undefined) break
      stock.kept([step(`root ${row.id}`, { lane: row.lane }), step('reply', { lane: row.lane, under: 'root' })])
      const platform = row.lane.split('/', 1)[0] ?? ''
      const last = order.at(-1)
      if (last?.[0] === platform) last[1] += 1
      else order.push([platform, 1])
    }
    return order.map(([platform, count]) => `${platform} ${count}`)
  }
  return { stock, turns, runs }
}

function rows(platform: string, count: number) {
  return Array.from({ length: count }, (_, n) =>
    subscription(`${platform} ${n}`, { lane: `${platform}/1`, channel: `c${n}` }),
  )
}

test('the platform with one limit for all goes first until it has enough to post, and comes last with the rest', () => {
  const { turns, runs } = open()
  turns.add([...rows('slack', 300), ...rows('discord', 400)])
  expect(runs()).toEqual(['discord 256', 'slack 300', 'discord 144'])
})

test('what it posts meanwhile is made at once for it, whatever became of the call', () => {
  const { turns, runs, stock } = open()
  turns.add([...rows('slack', 300), ...rows('discord', 400)])
  const first = runs(260)
  for (let n = 0; n < 20; n += 1) stock.tried({ key: `root discord ${n}`, lane: 'discord/1' })
  expect([first, runs(30)]).toEqual([
    ['discord 256', 'slack 4'],
    ['discord 20', 'slack 10'],
  ])
})

test('platforms without such a limit keep the order of the rows, each its own', () => {
  const { turns, runs } = open(new Map([['slack', {}]]))
  turns.add([...rows('slack', 2), ...rows('matrix', 2)])
  turns.add(rows('slack', 1))
  expect([runs(), turns.waiting]).toEqual([['slack 3', 'matrix 2'], 0])
})

test('what is not connected has its turn when all others have had theirs, and at once where it connects meanwhile', () => {
  const planners = new Map<string, { sharesLimit?: boolean }>([['slack', {}]])
  const { turns, runs } = open(planners)
  turns.add([...rows('discord', 5), ...rows('slack', 5)])
  const away = runs(2)
  planners.set('discord', { sharesLimit: true })
  expect([away, runs()]).toEqual([['slack 2'], ['discord 5', 'slack 3']])
})

test('more is read while the one that should come sooner has no rows, and not without end', () => {
  const { turns, runs } = open()
  const empty = turns.lacks()
  turns.add(rows('slack', 1_000))
  const onlySlack = turns.lacks()
  turns.add(rows('discord', 300))
  const both = turns.lacks()
  runs(256)
  const enough = turns.lacks()
  runs(1_000)
  const onlyRest = turns.lacks()
  turns.add(rows('slack', 1))
  turns.add(rows('discord', 4_000))
  expect([empty, onlySlack, both, enough, onlyRest, turns.lacks()]).toEqual([true, true, false, false, true, false])
})

test('so many rows of one platform may be held that no more are read for another', () => {
  const { turns } = open()
  turns.add(rows('slack', 3_999))
  const before = turns.lacks()
  turns.add(rows('slack', 1))
  expect([before, turns.lacks()]).toEqual([true, false])
})

test('of a stock only roots count, each once, until they were tried or all is over', () => {
  const stock = openStock()
  const root = (key: string) => step(key, { lane: 'discord/1' })
  stock.kept([root('a'), step('a1', { lane: 'discord/1', under: 'a' }), root('b')])
  stock.kept([root('b')])
  const kept = [stock.of('discord'), stock.of('slack')]
  stock.tried(root('a'))
  stock.tried(root('never kept'))
  const tried = stock.of('discord')
  stock.clear()
  expect([kept, tried, stock.of('discord')]).toEqual([[2, 0], 1, 0])
})
