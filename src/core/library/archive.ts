import { grown } from './grown.ts'

/**
 * Stories as bytes, by slot. A story is some hundred objects; 100,000 of them make the garbage collector stop everything for
 * longer than a platform waits, and take more than twice the memory. As bytes they are a few hundred buffers. What a record
 * holds is `card.ts`'s.
 */
export interface Archive {
  /** Those that were given up leave their number to the next one. */
  readonly shelffuls: (Shelfful | undefined)[]
  /** The number of the one that is being filled. */
  current: number
  /** For each slot `ROW` numbers. */
  rows: Int32Array<ArrayBuffer>
}

/** Records one after another; those that were dropped leave gaps until half of it is gaps. */
interface Shelfful {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The same bytes. */
  readonly numbers: Int32Array<ArrayBuffer>
  used: number
  /** How many bytes are of records that are still there. */
  live: number
  /** Every slot that was ever put here, some of them elsewhere by now. */
  readonly slots: number[]
}

/** Where a record lies: valid until something is kept or dropped. */
export interface Record {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The same bytes; the record begins at a whole number. */
  readonly numbers: Int32Array<ArrayBuffer>
  /** In bytes. */
  readonly from: number
  readonly length: number
}

const ROW = 4
const SHELFFUL = 0
const FROM = 1
const LENGTH = 2
/** The record's first number, here again because orders are made by it. */
const ORDER = 3
const FEW_SLOTS = 16
/** Bytes: the first is small, because most bots have few stories; each is twice as large as the one before it, up to the largest. */
const SMALLEST = 1 << 15
const LARGEST = 1 << 19
/** Bytes of a number: records begin at multiples of it. */
const WHOLE = 4

export function emptyArchive(): Archive {
  return { shelffuls: [], current: 0, rows: new Int32Array(0) }
}

function emptyShelfful(room: number): Shelfful {
  const bytes = new Uint8Array(rounded(room))
  return { bytes, numbers: new Int32Array(bytes.buffer), used: 0, live: 0, slots: [] }
}

function rounded(bytes: number): number {
  return Math.ceil(bytes / WHOLE) * WHOLE
}

export function keep(archive: Archive, slot: number, record: Uint8Array): void {
  archive.rows = grown(archive.rows, Math.max(FEW_SLOTS, slot + 1) * ROW)
  place(archive, slot, withRoom(archive, record.length), record)
}

/** There must be a record for the slot. */
export function recordOf({ shelffuls, rows }: Archive, slot: number): Record {
  const row = slot * ROW
  const shelfful = shelffuls[rows[row + SHELFFUL] ?? -1]
  if (shelfful === undefined) throw new Error('This slot has no story.')
  const { bytes, numbers } = shelfful
  return { bytes, numbers, from: rows[row + FROM] ?? 0, length: rows[row + LENGTH] ?? 0 }
}

/** The first number of the slot's record. */
export function orderOf({ rows }: Archive, slot: number): number {
  return rows[slot * ROW + ORDER] ?? 0
}

export function drop(archive: Archive, slot: number): void {
  const row = slot * ROW
  const number = archive.rows[row + SHELFFUL] ?? -1
  const shelfful = archive.shelffuls[number]
  if (shelfful === undefined) return
  shelfful.live -= rounded(archive.rows[row + LENGTH] ?? 0)
  archive.rows[row + SHELFFUL] = NOWHERE
  if (number === archive.current || shelfful.live > shelfful.bytes.length / 2) return
  giveUp(archive, number, shelfful)
}

const NOWHERE = -1

function giveUp(archive: Archive, number: number, shelfful: Shelfful): void {
  for (const slot of shelfful.slots) {
    const row = slot * ROW
    if (archive.rows[row + SHELFFUL] !== number) continue
    const [from, length] = [archive.rows[row + FROM] ?? 0, archive.rows[row + LENGTH] ?? 0]
    place(archive, slot, withRoom(archive, length), shelfful.bytes.subarray(from, from + length))
  }
  archive.shelffuls[number] = undefined
}

/** The one that is being filled, with room for so many bytes. */
function withRoom(archive: Archive, bytes: number): Shelfful {
  const current = archive.shelffuls[archive.current]
  if (current !== undefined && current.bytes.length - current.used >= bytes) return current
  const usual = Math.min(LARGEST, Math.max(SMALLEST, (current?.bytes.length ?? 0) * 2))
  // A story that is edited again and again leaves gaps in the one that is being filled, where nothing looks for them.
  const gaps = current !== undefined && current.live <= current.used / 2
  const next = emptyShelfful(Math.max(usual, bytes + (gaps ? current.live : 0)))
  const before = archive.current
  const free = archive.shelffuls.indexOf(undefined)
  archive.current = free < 0 ? archive.shelffuls.length : free
  archive.shelffuls[archive.current] = next
  if (gaps) giveUp(archive, before, current)
  return next
}

function place({ rows, current }: Archive, slot: number, shelfful: Shelfful, record: Uint8Array): void {
  const row = slot * ROW
  shelfful.bytes.set(record, shelfful.used)
  rows[row + SHELFFUL] = current
  rows[row + FROM] = shelfful.used
  rows[row + LENGTH] = record.length
  rows[row + ORDER] = shelfful.numbers[shelfful.used / WHOLE] ?? 0
  shelfful.used += rounded(record.length)
  shelfful.live += rounded(record.length)
  shelfful.slots.push(slot)
}
