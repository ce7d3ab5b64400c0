/**
 * Numbers by a number made of their key (`hashOf`): several may have one, so whoever looks up compares the keys. All in typed
 * arrays, where the garbage collector finds nothing to do, and in many parts, because a table that grows copies itself at once.
 */
export interface Table {
  readonly parts: Part[]
}

/** Pairs of hash and value + 1; 0 is a free place. What does not find its own place free takes the next one. */
interface Part {
  pairs: Int32Array
  size: number
}

const PART_BITS = 6
const PARTS = 1 << PART_BITS
/** Pairs; most tables of most bots are small. */
const SMALLEST = 4
/** A place among the pairs of a part: where nothing more is found. */
const NOWHERE = -1

export function emptyTable(): Table {
  return { parts: Array.from({ length: PARTS }, () => ({ pairs: new Int32Array(0), size: 0 })) }
}

export function partFor({ parts }: Table, hash: number): Part {
  const part = parts[hash & (PARTS - 1)]
  if (part === undefined) throw new Error('A table has a part for every hash.')
  return part
}

/** `value` is not negative. */
export function add(table: Table, hash: number, value: number): void {
  const part = partFor(table, hash)
  if (part.size * 3 >= part.pairs.length) grow(part)
  put(part, hash, value + 1)
  part.size++
}

/** The place of the first value with this hash, or of the next one after `from`; negative when there is none. */
export function placeOf({ pairs }: Part, hash: number, from = NOWHERE): number {
  if (pairs.length === 0) return NOWHERE
  const within = pairs.length - 1
  let at = from < 0 ? home(hash, within) : (from + 2) & within
  while (pairs[at + 1] !== 0) {
    if (pairs[at] === hash) return at
    at = (at + 2) & within
  }
  return NOWHERE
}

export function valueAt({ pairs }: Part, place: number): number {
  return (pairs[place + 1] ?? 0) - 1
}

export function change({ pairs }: Part, place: number, value: number): void {
  pairs[place + 1] = value + 1
}

/** Those behind move up, so that no search ends at the gap. https://en.wikipedia.org/wiki/Linear_probing#Deletion */
export function removeAt(part: Part, place: number): void {
  const { pairs } = part
  const within = pairs.length - 1
  let gap = place
  for (let at = (gap + 2) & within; pairs[at + 1] !== 0; at = (at + 2) & within) {
    const own = home(pairs[at] ?? 0, within)
    // It may move to the gap unless its own place lies between.
    if (((at - own) & within) < ((at - gap) & within)) continue
    pairs[gap] = pairs[at] ?? 0
    pairs[gap + 1] = pairs[at + 1] ?? 0
    gap = at
  }
  pairs[gap + 1] = 0
  part.size--
}

function home(hash: number, within: number): number {
  return ((hash >>> PART_BITS) << 1) & within
}

function put({ pairs }: Part, hash: number, stored: number): void {
  const within = pairs.length - 1
  let at = home(hash, within)
  while (pairs[at + 1] !== 0) at = (at + 2) & within
  pairs[at] = hash
  pairs[at + 1] = stored
}

function grow(part: Part): void {
  const before = part.pairs
  part.pairs = new Int32Array(Math.max(SMALLEST * 2, before.length * 2))
  for (let at = 0; at < before.length; at += 2) {
    const stored = before[at + 1] ?? 0
    if (stored !== 0) put(part, before[at] ?? 0, stored)
  }
}
