import { describe, expect, test } from 'vitest'
import { drawOrder } from '../../../src/core/message/draw.ts'

const STORIES = ['korea-arms-2023-08', 'roe-v-wade', 'a']
const SLACK = Array.from(
  { length: 10_000 },
  (_, n) => `C0${(n * 7_919 + 1_679_616).toString(36).toUpperCase().padStart(9, '0')}`,
)
/** Snowflakes of channels that were made one after the other, which differ in few digits. */
const DISCORD = Array.from({ length: 10_000 }, (_, n) => String(1_120_000_000_000_000_000n + BigInt(n) * 4_194_304n))

describe.each(STORIES)('over 10,000 channels, in the story %s', story => {
  test.each([
    ['Slack', SLACK, 2],
    ['Discord', DISCORD, 2],
    ['Slack', SLACK, 3],
    ['Discord', DISCORD, 3],
    ['Slack', SLACK, 4],
    ['Discord', DISCORD, 4],
  ])('on %s each side is first as often as any other', (_name, channels, sides) => {
    const first = channels.map(channel => drawOrder(story, channel, sides)[0])
    for (let side = 0; side < sides; side += 1) {
      const share = first.filter(drawn => drawn === side).length / channels.length
      expect(Math.abs(share - 1 / sides)).toBeLessThanOrEqual(0.02)
    }
  })

  test('each order of three sides is drawn as often as any other', () => {
    const orders = new Map<string, number>()
    for (const channel of DISCORD) {
      const order = drawOrder(story, channel, 3).join()
      orders.set(order, (orders.get(order) ?? 0) + 1)
    }
    const apart = [...orders.values()].map(count => Math.abs(count / DISCORD.length - 1 / 6))
    expect([orders.size, Math.max(...apart) <= 0.02]).toEqual([6, true])
  })
})

test('over many stories in one channel each side is first as often as the other', () => {
  const first = Array.from({ length: 10_000 }, (_, n) => drawOrder(`story-${n}`, 'C024BE91L', 2)[0])
  expect(Math.abs(first.filter(side => side === 0).length / first.length - 0.5)).toBeLessThanOrEqual(0.02)
})

test('the lot is the same whenever it is drawn, for good', () => {
  const drawn = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'].map(channel =>
    drawOrder('korea-arms-2023-08', channel, 3).join(''),
  )
  expect(drawn).toEqual(['201', '012', '120', '201', '012', '012'])
})
