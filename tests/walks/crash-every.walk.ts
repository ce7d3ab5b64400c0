import { describe, expect, test } from 'vitest'
import type { KillPoint, Platform } from './crash.ts'
import { crash } from './crash.ts'

/** Calls that post, and writes to the store, of one `/story`, the first lease being part of the first write; one more of each proves that there are no others. */
const PLATFORMS: readonly { readonly platform: Platform; readonly calls: number; readonly writes: number }[] = [
  { platform: 'Slack', calls: 3, writes: 6 },
  { platform: 'Discord', calls: 4, writes: 8 },
]

describe.each(PLATFORMS)('On $platform', ({ platform, calls, writes }) => {
  const numbers = (most: number) => Array.from({ length: most }, (_, index) => index + 1)
  const points: readonly KillPoint[] = [
    ...numbers(calls).flatMap(nth =>
      (['arrived', 'accepted', 'answered'] as const).map(phase => ({ at: 'call', nth, phase }) as const),
    ),
    ...numbers(writes).map(nth => ({ at: 'write', nth, moment: 'after' }) as const),
    ...numbers(writes)
      .slice(1)
      .flatMap(nth => (['before', 'amid'] as const).map(moment => ({ at: 'write', nth, moment }) as const)),
  ]

  test.concurrent.each(points.map(point => [named(point), point] as const))(
    'killed %s: one root, one reply for each side, in order',
    async (_name, point) => {
      const { killed, lines, expected } = await crash(platform, point)
      expect([killed, lines]).toEqual([true, expected])
    },
  )

  test('there is no further point to kill it at', async () => {
    const call = await crash(platform, { at: 'call', nth: calls + 1, phase: 'arrived' })
    const write = await crash(platform, { at: 'write', nth: writes + 1, moment: 'after' })
    expect([call.killed, write.killed]).toEqual([false, false])
  })
})

function named(point: KillPoint): string {
  return point.at === 'call' ? `when call ${point.nth} was ${point.phase}` : `${point.moment} write ${point.nth}`
}
