import type { Archive } from './archive.ts'
import { newestFirst } from './card.ts'

/**
 * Slots kept in the order of their stories, in blocks: a story put between others moves a few hundred numbers and not a hundred
 * thousand. Oldest first inside, because new stories mostly come last.
 */
export interface Pile {
  readonly blocks: number[][]
  size: number
}

const LARGEST_BLOCK = 512

export function emptyPile(): Pile {
  return { blocks: [], size: 0 }
}

export function putOn(archive: Archive, pile: Pile, slot: number): void {
  const at = Math.min(blockFor(archive, pile, slot), Math.max(0, pile.blocks.length - 1))
  const block = pile.blocks[at] ?? []
  if (pile.blocks.length === 0) pile.blocks.push(block)
  block.splice(placeIn(archive, block, slot), 0, slot)
  pile.size++
  if (block.length > LARGEST_BLOCK) pile.blocks.splice(at + 1, 0, block.splice(LARGEST_BLOCK / 2))
}

export function takeOff(archive: Archive, pile: Pile, slot: number): void {
  const at = blockFor(archive, pile, slot)
  const block = pile.blocks[at] ?? []
  const place = placeIn(archive, block, slot)
  if (block[place] !== slot) return
  block.splice(place, 1)
  pile.size--
  if (block.length === 0) pile.blocks.splice(at, 1)
}

/** The first block whose newest story is not older than this one; after the last when all are older. */
function blockFor(archive: Archive, { blocks }: Pile, slot: number): number {
  return firstWhere(blocks.length, at => {
    const last = blocks[at]?.at(-1)
    return last !== undefined && newestFirst(archive, last, slot) <= 0
  })
}

function placeIn(archive: Archive, block: readonly number[], slot: number): number {
  return firstWhere(block.length, at => {
    const other = block[at]
    return other !== undefined && newestFirst(archive, other, slot) <= 0
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

/** All slots, newest first. */
export function* slotsOf({ blocks }: Pile): Iterable<number> {
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at] ?? []
    for (let place = block.length - 1; place >= 0; place--) {
      const slot = block[place]
      if (slot !== undefined) yield slot
    }
  }
}

/** Up to `n` older than the one in `slot`, newest first. */
export function olderThan(archive: Archive, pile: Pile, slot: number, n: number): readonly number[] {
  const found: number[] = []
  for (let at = Math.min(blockFor(archive, pile, slot), pile.blocks.length - 1); at >= 0 && found.length < n; at--) {
    const block = pile.blocks[at] ?? []
    found.push(...block.slice(0, placeIn(archive, block, slot)).reverse())
  }
  return found.slice(0, n)
}

/** The `n` newest, newest first. */
export function newest(pile: Pile, n: number): readonly number[] {
  const found: number[] = []
  if (n < 1) return found
  for (const slot of slotsOf(pile)) {
    found.push(slot)
    if (found.length >= n) break
  }
  return found
}

/** The `n` newest of slots in any order, newest first: without sorting all. */
export function newestAmong(archive: Archive, slots: Iterable<number>, n: number): readonly number[] {
  const found: number[] = []
  for (const slot of slots) {
    const last = found[n - 1]
    if (n < 1 || (last !== undefined && newestFirst(archive, last, slot) <= 0) || found.includes(slot)) continue
    found.splice(placeAmong(archive, found, slot), 0, slot)
    if (found.length > n) found.pop()
  }
  return found
}

function placeAmong(archive: Archive, newestFirstOnes: readonly number[], slot: number): number {
  return firstWhere(newestFirstOnes.length, at => {
    const other = newestFirstOnes[at]
    return other !== undefined && newestFirst(archive, slot, other) < 0
  })
}
