import { grown } from './grown.ts'

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
  /** `ROW` numbers for each list. */
  rows: Int32Array<ArrayBuffer>
  /** How many lists there ever were at once, and those that were given back. */
  lists: number
  readonly freeLists: number[]
}

/** A list, by its number. */
export type Slots = number

/** Numbers in the row of a list: five of the list's own, and three for whoever has it. */
const ROW = 8
const ROW_BITS = 3
const SIZE = 0
/** Addresses of the first and the last block, in units of 32 bits: the segment, then the place in it; 0 is nowhere. */
const FIRST = 1
const LAST = 2
/** The level of the last block: each block holds twice as much as the one before it, up to a limit. */
const LEVEL = 3
/** How many more slots the last block takes. */
const ROOM = 4
const OWN = 5

/** 2 ** 16 units each. */
const SEGMENT_BITS = 16
const SEGMENT = 1 << SEGMENT_BITS
const WITHIN = SEGMENT - 1
const SMALLEST = 4
const TOP_LEVEL = 8
const FEW_LISTS = 16

export function emptySlab(): Slab {
  const free = Array.from({ length: TOP_LEVEL + 1 }, () => [])
  return { segments: [], end: SMALLEST, free, rows: new Int32Array(0), lists: 0, freeLists: [] }
}

export function newList(slab: Slab): Slots {
  const list = slab.freeLists.pop() ?? slab.lists++
  slab.rows = grown(slab.rows, Math.max(FEW_LISTS, list + 1) * ROW)
  slab.rows.fill(0, list * ROW, (list + 1) * ROW)
  return list
}

/** Gives an empty list back. */
export function endList(slab: Slab, list: Slots): void {
  slab.freeLists.push(list)
}

export function sizeOf({ rows }: Slab, list: Slots): number {
  return rows[list << ROW_BITS] ?? 0
}

/** One of the three numbers that belong to whoever has the list. */
export function noteOf({ rows }: Slab, list: Slots, nth: 0 | 1 | 2): number {
  return rows[(list << ROW_BITS) + OWN + nth] ?? 0
}

export function setNote({ rows }: Slab, list: Slots, nth: 0 | 1 | 2, note: number): void {
  rows[(list << ROW_BITS) + OWN + nth] = note
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

export function addSlot(slab: Slab, list: Slots, slot: number): void {
  const { rows } = slab
  const row = list << ROW_BITS
  if (rows[row + ROOM] === 0) addBlock(slab, row)
  const [last, level, room] = [rows[row + LAST] ?? 0, rows[row + LEVEL] ?? 0, rows[row + ROOM] ?? 0]
  segmentOf(slab, last)[(last & WITHIN) + unitsAt(level) - room] = slot
  rows[row + ROOM] = room - 1
  rows[row + SIZE] = (rows[row + SIZE] ?? 0) + 1
}

function addBlock(slab: Slab, row: number): void {
  const { rows } = slab
  const last = rows[row + LAST] ?? 0
  const level = last === 0 ? 0 : Math.min((rows[row + LEVEL] ?? 0) + 1, TOP_LEVEL)
  const block = newBlock(slab, level)
  segmentOf(slab, block)[block & WITHIN] = 0
  if (last === 0) rows[row + FIRST] = block
  else segmentOf(slab, last)[last & WITHIN] = block
  rows[row + LAST] = block
  rows[row + LEVEL] = level
  rows[row + ROOM] = unitsAt(level) - 1
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
export function removeSlot(slab: Slab, list: Slots, slot: number): boolean {
  const { rows } = slab
  const row = list << ROW_BITS
  const [last, room] = [rows[row + LAST] ?? 0, rows[row + ROOM] ?? 0]
  let before = 0
  let [segment, place] = [segmentOf(slab, 0), -1]
  let block = rows[row + FIRST] ?? 0
  let level = 0
  for (;;) {
    if (block === 0) return false
    if (place < 0) {
      segment = segmentOf(slab, block)
      const from = (block & WITHIN) + 1
      const held = unitsAt(level) - 1 - (block === last ? room : 0)
      const found = segment.subarray(from, from + held).indexOf(slot)
      if (found >= 0) place = from + found
    }
    if (block === last) break
    before = block
    block = segmentOf(slab, block)[block & WITHIN] ?? 0
    level = Math.min(level + 1, TOP_LEVEL)
  }
  if (place < 0) return false
  const units = unitsAt(rows[row + LEVEL] ?? 0)
  segment[place] = segmentOf(slab, block)[(block & WITHIN) + units - room - 1] ?? 0
  rows[row + SIZE] = (rows[row + SIZE] ?? 0) - 1
  rows[row + ROOM] = room + 1
  if (room + 1 === units - 1) dropLast(slab, row, before)
  return true
}

function dropLast(slab: Slab, row: number, before: number): void {
  const { rows } = slab
  slab.free[rows[row + LEVEL] ?? 0]?.push(rows[row + LAST] ?? 0)
  rows[row + LAST] = before
  rows[row + ROOM] = 0
  if (before === 0) rows[row + FIRST] = 0
  else segmentOf(slab, before)[before & WITHIN] = 0
  rows[row + LEVEL] = levelFor(rows[row + SIZE] ?? 0)
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
  list: Slots,
  visit: (segment: Uint32Array, from: number, to: number) => void,
): void {
  const row = list << ROW_BITS
  const [last, room] = [slab.rows[row + LAST] ?? 0, slab.rows[row + ROOM] ?? 0]
  let block = slab.rows[row + FIRST] ?? 0
  let level = 0
  while (block !== 0) {
    const segment = segmentOf(slab, block)
    const from = (block & WITHIN) + 1
    visit(segment, from, from + unitsAt(level) - 1 - (block === last ? room : 0))
    block = segment[block & WITHIN] ?? 0
    level = Math.min(level + 1, TOP_LEVEL)
  }
}

export function allSlots(slab: Slab, list: Slots): readonly number[] {
  const all: number[] = []
  eachStretch(slab, list, (segment, from, to) => {
    for (let at = from; at < to; at++) all.push(segment[at] ?? 0)
  })
  return all
}
