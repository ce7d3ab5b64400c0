import { expect, test } from 'vitest'
import type { Known, Line, Turn } from '../../src/schedule/read-ahead.ts'
import { openLine, placeOf } from '../../src/schedule/read-ahead.ts'
import type { DueSubscription } from '../../src/store/subscription.ts'
import { subscription } from '../store/subscriptions.ts'

const NOTHING: Known = { told: [], earlier: [] }

/** A line of these rows. */
function lineOf(
  rows: readonly DueSubscription[],
  ...[look, isMade = () => true]: Partial<Parameters<typeof openLine>>
): Line {
  const line = openLine(look ?? (() => Promise.resolve(NOTHING)), isMade)
  line.add(rows)
  return line
}

function* turnsOf(line: Line): Generator<Turn> {
  for (let turn = line.next(); turn !== undefined; turn = line.next()) yield turn
}

/** Goes through the rows; of each, whose answers had been asked for before it was drafted. */
async function walked(
  rows: readonly DueSubscription[],
): Promise<{ readonly asked: string[]; readonly before: string[][] }> {
  const asked: string[] = []
  const before: string[][] = []
  const look = ({ id }: DueSubscription) => {
    asked.push(id)
    return Promise.resolve(NOTHING)
  }
  for (const [row, lookAt] of turnsOf(lineOf(rows, look))) {
    before.push([...asked])
    await lookAt(row)
  }
  return { asked, before }
}

test('the store is asked about the next digests before their turn comes, and about each once', async () => {
  const rows = Array.from({ length: 100 }, (_, n) => subscription(`s${n}`, { channel: `c${n}` }))
  const { asked, before } = await walked(rows)
  expect(asked).toEqual(rows.map(({ id }) => id))
  expect([before[0]?.length, before[10]?.length, before[99]?.length]).toEqual([64, 74, 100])
})

test('about a channel that has another turn shortly before, it is asked when that turn is over', async () => {
  const rows = ['a', 'b', 'a', 'c'].map((channel, n) => subscription(`s${n}`, { channel }))
  const { asked, before } = await walked(rows)
  expect([before[0], asked]).toEqual([
    ['s0', 's1', 's3'],
    ['s0', 's1', 's3', 's2'],
  ])
})

test('a digest that is drafted again is asked about anew', async () => {
  const row = subscription('s0')
  let asked = 0
  const look = () => {
    asked += 1
    return Promise.resolve(NOTHING)
  }
  for (const [, lookAt] of turnsOf(lineOf([row], look))) {
    await lookAt(row)
    await lookAt({ ...row })
  }
  expect(asked).toBe(2)
})

test('a store that fails rejects the digest whose turn it is, and no promise is left alone', async () => {
  const failed = new Error('no disk')
  const look = () => Promise.reject(failed)
  const rows = [subscription('s0', { channel: 'a' }), subscription('s1', { channel: 'b' })]
  const first = lineOf(rows, look).next()
  await expect(first?.[1](rows[0] ?? subscription('s0'))).rejects.toBe(failed)
})

test('about digests that cannot be made now, nobody is asked', async () => {
  const rows = ['slack/T1', 'discord/A1'].map((lane, n) => subscription(`s${n}`, { lane, channel: `c${n}` }))
  const asked: string[] = []
  const look = ({ id }: DueSubscription) => {
    asked.push(id)
    return Promise.resolve(NOTHING)
  }
  expect([...turnsOf(lineOf(rows, look, ({ lane }) => lane.startsWith('slack')))].length).toBe(2)
  expect(asked).toEqual(['s0'])
})

test('where a digest of its channel is being made, the next one of another channel has its turn first', () => {
  const rows = ['a', 'a', 'b', 'c'].map((channel, n) => subscription(`s${n}`, { channel }))
  const line = lineOf(rows)
  const busy = new Set<string>()
  const order: string[] = []
  for (let turn = line.next(place => busy.has(place)); turn !== undefined; turn = line.next(place => busy.has(place))) {
    order.push(turn[0].id)
    busy.add(placeOf(turn[0]))
  }
  expect([order, line.waiting]).toEqual([['s0', 's2', 's3', 's1'], 0])
})

test('where digests of all its channels are being made, the first of the line waits for its own', () => {
  const rows = Array.from({ length: 100 }, (_, n) => subscription(`s${n}`, { channel: 'a' }))
  const line = lineOf(rows)
  const turns = Array.from({ length: 100 }, () => line.next(() => true)?.[0].id)
  expect(turns).toEqual(rows.map(({ id }) => id))
})

test('rows that come later stand behind those that wait', () => {
  const line = lineOf([subscription('s0', { channel: 'a' }), subscription('s1', { channel: 'b' })])
  const first = line.next()?.[0].id
  line.add([subscription('s2', { channel: 'c' })])
  expect([first, ...[...turnsOf(line)].map(([{ id }]) => id)]).toEqual(['s0', 's1', 's2'])
})
