import type { Kept } from './archive.ts'

/** A story in the library, with what would otherwise be computed again for each question. */
export interface Entry {
  readonly kept: Kept
  readonly id: string
  readonly title: string
  /** Empty when unknown. */
  readonly date: string
  /** Its number in the vocabularies; free for another story once this one is gone. */
  readonly slot: number
  readonly topics: readonly string[]
  /** The title as `keyOf` has it. */
  readonly titleKey: string
}

/** Newest first: by date, unknown dates last, ties by id. The same whatever the order in which stories came. */
export function newestFirst(a: Entry, b: Entry): number {
  if (a.date !== b.date) return a.date > b.date ? -1 : 1
  return a.id < b.id ? -1 : a.id === b.id ? 0 : 1
}

/**
 * Entries kept in order, in blocks: a story put between others moves a few hundred entries and not a hundred thousand.
 * Oldest first inside, because new stories mostly come last.
 */
export interface Pile {
  readonly blocks: Entry[][]
  size: number
}

const LARGEST_BLOCK = 512

export function emptyPile(): Pile {
  return { blocks: [], size: 0 }
}

export function putOn(pile: Pile, entry: Entry): void {
  const at = Math.min(blockFor(pile, entry), Math.max(0, pile.blocks.length - 1))
  const block = pile.blocks[at] ?? []
  if (pile.blocks.length === 0) pile.blocks.push(block)
  block.splice(placeIn(block, entry), 0, entry)
  pile.size++
  if (block.length > LARGEST_BLOCK) pile.blocks.splice(at + 1, 0, block.splice(LARGEST_BLOCK / 2))
}

export function takeOff(pile: Pile, entry: Entry): void {
  const at = blockFor(pile, entry)
  const block = pile.blocks[at] ?? []
  const place = placeIn(block, entry)
  if (block[place] !== entry) return
  block.splice(place, 1)
  pile.size--
  if (block.length === 0) pile.blocks.splice(at, 1)
}

/** The first block whose newest entry is not older than this one; after the last when all are older. */
function blockFor({ blocks }: Pile, entry: Entry): number {
  return firstWhere(blocks.length, at => {
    const last = blocks[at]?.at(-1)
    return last !== undefined && newestFirst(last, entry) <= 0
  })
}

function placeIn(block: readonly Entry[], entry: Entry): number {
  return firstWhere(block.length, at => {
    const other = block[at]
    return other !== undefined && newestFirst(other, entry) <= 0
  })
}

/** The first place for which `holds`, where it holds for all places after one that it holds for. */
function firstWhere(length: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** All entries, newest first. */
export function* entriesOf({ blocks }: Pile): Iterable<Entry> {
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at] ?? []
    for (let place = block.length - 1; place >= 0; place--) {
      const entry = block[place]
      if (entry !== undefined) yield entry
    }
  }
}

/** Up to `n` older than `entry`, newest first. */
export function olderThan(pile: Pile, entry: Entry, n: number): readonly Entry[] {
  const found: Entry[] = []
  for (let at = Math.min(blockFor(pile, entry), pile.blocks.length - 1); at >= 0 && found.length < n; at--) {
    const block = pile.blocks[at] ?? []
    found.push(...block.slice(0, placeIn(block, entry)).reverse())
  }
  return found.slice(0, n)
}

/** The `n` newest, newest first. */
export function newest(pile: Pile, n: number): readonly Entry[] {
  const found: Entry[] = []
  if (n < 1) return found
  for (const entry of entriesOf(pile)) {
    found.push(entry)
    if (found.length >= n) break
  }
  return found
}

/** The `n` newest of entries in any order, newest first: without sorting all. */
export function newestAmong(entries: Iterable<Entry>, n: number): readonly Entry[] {
  const found: Entry[] = []
  for (const entry of entries) {
    const last = found[n - 1]
    if (n < 1 || (last !== undefined && newestFirst(last, entry) <= 0) || found.includes(entry)) continue
    found.splice(placeAmong(found, entry), 0, entry)
    if (found.length > n) found.pop()
  }
  return found
}

function placeAmong(newestFirstOnes: readonly Entry[], entry: Entry): number {
  return firstWhere(newestFirstOnes.length, at => {
    const other = newestFirstOnes[at]
    return other !== undefined && newestFirst(entry, other) < 0
  })
}
