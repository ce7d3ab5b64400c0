import { expect, test } from 'vitest'
import type { Known } from '../../src/schedule/read-ahead.ts'
import { readAhead } from '../../src/schedule/read-ahead.ts'
import type { Subscription } from '../../src/store/subscription.ts'
import { subscription } from '../store/subscriptions.ts'

const NOTHING: Known = { told: [], earlier: [] }

/** Goes through the rows; of each, whose answers had been asked for before it was drafted. */
async function walked(
  rows: readonly Subscription[],
): Promise<{ readonly asked: string[]; readonly before: string[][] }> {
  const asked: string[] = []
  const before: string[][] = []
  const look = ({ id }: Subscription) => {
    asked.push(id)
    return Promise.resolve(NOTHING)
  }
  for (const [row, lookAt] of readAhead(rows, look, () => true)) {
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
  for (const [, lookAt] of readAhead([row], look, () => true)) {
    await lookAt(row)
    await lookAt({ ...row })
  }
  expect(asked).toBe(2)
})

test('a store that fails rejects the digest whose turn it is, and no promise is left alone', async () => {
  const failed = new Error('no disk')
  const look = () => Promise.reject(failed)
  const rows = [subscription('s0', { channel: 'a' }), subscription('s1', { channel: 'b' })]
  const [first] = readAhead(rows, look, () => true)
  await expect(first?.[1](rows[0] ?? subscription('s0'))).rejects.toBe(failed)
})

test('about digests that cannot be made now, nobody is asked', async () => {
  const rows = ['slack/T1', 'discord/A1'].map((lane, n) => subscription(`s${n}`, { lane, channel: `c${n}` }))
  const asked: string[] = []
  const look = ({ id }: Subscription) => {
    asked.push(id)
    return Promise.resolve(NOTHING)
  }
  expect([...readAhead(rows, look, ({ lane }) => lane.startsWith('slack'))].length).toBe(2)
  expect(asked).toEqual(['s0'])
})
