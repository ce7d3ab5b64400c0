/**
 * What a search counts for each slot. One tally serves all searches of a library, and each cleans up what it touched: a new
 * one of a megabyte for each search would keep the garbage collector busy (pauses of 170 ms at 100,000 stories).
 */
export interface Tally {
  score: Float64Array
  /** How many of the words a story has. */
  covered: Uint8Array
  /** The last word that counted for a slot, from 1: a story has a word once. */
  last: Uint8Array
  readonly touched: number[]
}

export function emptyTally(): Tally {
  return { score: new Float64Array(0), covered: new Uint8Array(0), last: new Uint8Array(0), touched: [] }
}

/** Lets `count` count over this many slots, and leaves the tally empty whatever happens. */
export function counting<T>(tally: Tally, slots: number, count: (tally: Tally) => T): T {
  if (tally.last.length < slots) {
    const room = slots + (slots >> 1)
    tally.score = new Float64Array(room)
    tally.covered = new Uint8Array(room)
    tally.last = new Uint8Array(room)
  }
  try {
    return count(tally)
  } finally {
    for (const slot of tally.touched) {
      tally.score[slot] = 0
      tally.covered[slot] = 0
      tally.last[slot] = 0
    }
    tally.touched.length = 0
  }
}

/** Counts the `nth` word for a slot, once. */
export function countFor(tally: Tally, slot: number, nth: number, score: number): void {
  if (tally.last[slot] === nth) return
  if (tally.last[slot] === 0) tally.touched.push(slot)
  tally.last[slot] = nth
  tally.score[slot] = (tally.score[slot] ?? 0) + score
  tally.covered[slot] = (tally.covered[slot] ?? 0) + 1
}
