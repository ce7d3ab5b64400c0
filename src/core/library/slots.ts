/**
 * Lists of slots, all in a few large arrays: hundreds of thousands of lists with an array each would keep the garbage collector
 * busy, and a list that grew in an array of its own would copy itself. A list is a chain of blocks: [next, slot, slot, …].
 */
export interface Slab {
  readonly segments: Uint32Array[]
  /** Where the next block begins that nobody had before. */
  end: number
  /** Blocks that were given back, by level. */
  readonly free: number[][]
}

/** One list. Addresses are of units of 32 bits: the segment, then the place in it; 0 is nowhere. */
export interface Slots {
  size: number
  first: number
  last: number
  /** The level of the last block: each block holds twice as much as the one before it, up to a limit. */
  level: number
  /** How many more slots the last block takes. */
  room: number
}

/** 2 ** 16 units each. */
const SEGMENT_BITS = 16
const SEGMENT = 1 << SEGMENT_BITS
const WITHIN = SEGMENT - 1
const SMALLEST = 4
const TOP_LEVEL = 8

export function emptySlab(): Slab {
  return { segments: [], end: SMALLEST, free: Array.from({ length: TOP_LEVEL + 1 }, () => []) }
}

export function noSlots(): Slots {
  return { size: 0, first: 0, last: 0, level: 0, room: 0 }
}

function unitsAt(level: number): number {
  return SMALLEST << level
}

function segmentOf({ segments }: Slab, address: number): Uint32Array {
  const at = address >>> SEGMENT_BITS
  return segments[at] ?? newSegment(segments, at)
}

function newSegment(segments: Uint32Array[], at: number): Uint32Array {
  const segment = new Uint32Array(SEGMENT)
  segments[at] = segment
  return segment
}

export function addSlot(slab: Slab, slots: Slots, slot: number): void {
  if (slots.room === 0) addBlock(slab, slots)
  const { last, level, room } = slots
  segmentOf(slab, last)[(last & WITHIN) + unitsAt(level) - room] = slot
  slots.room = room - 1
  slots.size++
}

function addBlock(slab: Slab, slots: Slots): void {
  const level = slots.last === 0 ? 0 : Math.min(slots.level + 1, TOP_LEVEL)
  const block = newBlock(slab, level)
  segmentOf(slab, block)[block & WITHIN] = 0
  if (slots.last === 0) slots.first = block
  else segmentOf(slab, slots.last)[slots.last & WITHIN] = block
  slots.last = block
  slots.level = level
  slots.room = unitsAt(level) - 1
}

function newBlock(slab: Slab, level: number): number {
  const used = slab.free[level]?.pop()
  if (used !== undefined) return used
  const units = unitsAt(level)
  // A block lies in one segment. Blocks are powers of two, so what is left at the end of a segment is some smaller block's.
  const block = (slab.end & WITHIN) + units > SEGMENT ? (slab.end | WITHIN) + 1 : slab.end
  slab.end = block + units
  return block
}

/** Whether the slot was there. */
export function removeSlot(slab: Slab, slots: Slots, slot: number): boolean {
  let before = 0
  let [segment, place] = [segmentOf(slab, 0), -1]
  let block = slots.first
  let level = 0
  for (;;) {
    if (block === 0) return false
    if (place < 0) {
      segment = segmentOf(slab, block)
      const from = (block & WITHIN) + 1
      const held = unitsAt(level) - 1 - (block === slots.last ? slots.room : 0)
      const found = segment.subarray(from, from + held).indexOf(slot)
      if (found >= 0) place = from + found
    }
    if (block === slots.last) break
    before = block
    block = segmentOf(slab, block)[block & WITHIN] ?? 0
    level = Math.min(level + 1, TOP_LEVEL)
  }
  if (place < 0) return false
  segment[place] = segmentOf(slab, block)[(block & WITHIN) + unitsAt(slots.level) - slots.room - 1] ?? 0
  slots.size--
  slots.room++
  if (slots.room === unitsAt(slots.level) - 1) dropLast(slab, slots, before)
  return true
}

function dropLast(slab: Slab, slots: Slots, before: number): void {
  slab.free[slots.level]?.push(slots.last)
  slots.last = before
  slots.room = 0
  if (before === 0) slots.first = 0
  else segmentOf(slab, before)[before & WITHIN] = 0
  slots.level = levelFor(slots.size)
}

/** The level of the last block of a list that fills all its blocks. */
function levelFor(size: number): number {
  let level = 0
  for (let left = size - unitsAt(0) + 1; left > 0 && level < TOP_LEVEL; left -= unitsAt(level) - 1) level++
  return level
}

/** Calls `visit` with each stretch of slots: `segment[from]` up to, but not with, `segment[to]`. */
export function eachStretch(
  slab: Slab,
  slots: Slots,
  visit: (segment: Uint32Array, from: number, to: number) => void,
): void {
  let block = slots.first
  let level = 0
  while (block !== 0) {
    const segment = segmentOf(slab, block)
    const from = (block & WITHIN) + 1
    visit(segment, from, from + unitsAt(level) - 1 - (block === slots.last ? slots.room : 0))
    block = segment[block & WITHIN] ?? 0
    level = Math.min(level + 1, TOP_LEVEL)
  }
}

export function allSlots(slab: Slab, slots: Slots): readonly number[] {
  const all: number[] = []
  eachStretch(slab, slots, (segment, from, to) => {
    for (let at = from; at < to; at++) all.push(segment[at] ?? 0)
  })
  return all
}
