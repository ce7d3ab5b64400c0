import type { Pile } from './order.ts'
import { eachStretch, type Slab, type Slots } from './slots.ts'

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
  /** The slots that were counted for: the first `size` numbers. */
  touched: Uint32Array
  size: number
}

export function emptyTally(): Tally {
  return {
    score: new Float64Array(0),
    covered: new Uint8Array(0),
    last: new Uint8Array(0),
    touched: new Uint32Array(0),
    size: 0,
  }
}

/** Lets `count` count over this many slots, and leaves the tally empty whatever happens. */
export function counting<T>(tally: Tally, slots: number, count: (tally: Tally) => T): T {
  if (tally.last.length < slots) {
    const room = slots + (slots >> 1)
    tally.score = new Float64Array(room)
    tally.covered = new Uint8Array(room)
    tally.last = new Uint8Array(room)
    tally.touched = new Uint32Array(room)
  }
  try {
    return count(tally)
  } finally {
    for (let at = 0; at < tally.size; at++) {
      const slot = tally.touched[at] ?? 0
      tally.score[slot] = 0
      tally.covered[slot] = 0
      tally.last[slot] = 0
    }
    tally.size = 0
  }
}

/** Counts the `nth` word for a slot, once. */
export function countFor(tally: Tally, slot: number, nth: number, score: number): void {
  const { last } = tally
  const before = last[slot]
  if (before === nth) return
  if (before === 0) tally.touched[tally.size++] = slot
  last[slot] = nth
  tally.score[slot] = (tally.score[slot] ?? 0) + score
  tally.covered[slot] = (tally.covered[slot] ?? 0) + 1
}

/** Counts the `nth` word for each of the slots that do not have it yet. */
export function countAll(tally: Tally, slab: Slab, slots: Slots, nth: number, score: number): void {
  eachStretch(slab, slots, (segment, from, to) => {
    for (let at = from; at < to; at++) countFor(tally, segment[at] ?? 0, nth, score)
  })
}

/** Counts the `nth` word for each story of a pile that does not have it yet. */
export function countPile(tally: Tally, { blocks }: Pile, nth: number, score: number): void {
  for (const block of blocks) {
    for (const slot of block) countFor(tally, slot, nth, score)
  }
}
