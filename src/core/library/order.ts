import type { Story } from '../story/story.ts'

/** A story in the library, with what would otherwise be computed again for each question. */
export interface Entry {
  readonly story: Story
  /** Its number in the vocabularies; free for another story once this one is gone. */
  readonly slot: number
  readonly topics: readonly string[]
  /** The title as `keyOf` has it. */
  readonly titleKey: string
}

/** Newest first: by date, unknown dates last, ties by id. The same whatever the order in which stories came. */
export function newestFirst(a: Entry, b: Entry): number {
  const [left, right] = [a.story.date ?? '', b.story.date ?? '']
  if (left !== right) return left > right ? -1 : 1
  return a.story.id < b.story.id ? -1 : a.story.id === b.story.id ? 0 : 1
}

/**
 * Entries kept in order, the newest at the end: stories mostly come in the order of their days, and then nothing moves.
 */
export type Pile = Entry[]

export function putOn(pile: Pile, entry: Entry): void {
  const at = placeIn(pile, entry)
  if (at === pile.length) pile.push(entry)
  else pile.splice(at, 0, entry)
}

export function takeOff(pile: Pile, entry: Entry): void {
  const at = placeIn(pile, entry)
  if (pile[at] === entry) pile.splice(at, 1)
}

function placeIn(pile: Pile, entry: Entry): number {
  let low = 0
  let high = pile.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = pile[middle]
    if (other !== undefined && newestFirst(other, entry) > 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Up to `n` older than `entry`, newest first. */
export function olderThan(pile: Pile, entry: Entry, n: number): readonly Entry[] {
  const at = placeIn(pile, entry)
  return newest(pile.slice(Math.max(0, at - n), at), n)
}

/** The `n` newest, newest first. */
export function newest(pile: Pile, n: number): readonly Entry[] {
  const found: Entry[] = []
  for (let at = pile.length - 1; at >= 0 && found.length < n; at--) {
    const entry = pile[at]
    if (entry !== undefined) found.push(entry)
  }
  return found
}
