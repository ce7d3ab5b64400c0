import { expect, test } from 'vitest'
import { daysThatWentWrong, type Mishap, mishaps, ROADS } from './digest-fault.ts'

/** Other days with another seed; `digest-every.walk.ts` walks all of them. */
const SEED = 5
const SAMPLE = 2

test.concurrent.each(ROADS)(
  'on $platform a $layout digest stands there once and in order, on a good day and on bad ones',
  async road => {
    const { platform, layout, calls } = road
    expect(await daysThatWentWrong(platform, layout, [undefined, ...drawn(mishaps(calls), SAMPLE)])).toEqual([])
  },
)

/** So many of them, drawn by the seed (mulberry32). */
function drawn(all: readonly Mishap[], most: number): readonly Mishap[] {
  let state = SEED + all.length
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return Array.from({ length: most }, () => all[Math.floor(next() * all.length)]!)
}
