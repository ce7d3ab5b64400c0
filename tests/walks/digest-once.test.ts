import { expect, test } from 'vitest'
import { daysThatWentWrong, mishaps, ROADS } from './digest-fault.ts'

/** Other days with another seed; `digest-every.walk.ts` walks all of them. */
const SEED = 4
const SAMPLE = 2

const next = randomFrom(SEED)
const sample = ROADS.map(road => {
  const all = mishaps(road.calls)
  return { ...road, bad: Array.from({ length: SAMPLE }, () => all[Math.floor(next() * all.length)]!) }
})

test.concurrent.each(sample)(
  'on $platform a $layout digest stands there once and in order, on a good day and on bad ones',
  async ({ platform, layout, bad }) => {
    expect(await daysThatWentWrong(platform, layout, [undefined, ...bad])).toEqual([])
  },
)

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
