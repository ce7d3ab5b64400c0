/**
 * How many typing mistakes part two words: a letter too many, missing, wrong, or two neighbours swapped
 * (optimal string alignment, https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance). More than `most` is `most + 1`.
 */
export function distance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= right.length; column++) {
      const cost = cell({ left, right, row, column, before, above, current })
      current.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    before = above
    above = current
  }
  return Math.min(above[right.length] ?? 0, most + 1)
}

interface Cell {
  readonly left: string
  readonly right: string
  readonly row: number
  readonly column: number
  readonly before: readonly number[]
  readonly above: readonly number[]
  readonly current: readonly number[]
}

function cell({ left, right, row, column, before, above, current }: Cell): number {
  const same = left[row - 1] === right[column - 1]
  const replaced = (above[column - 1] ?? 0) + (same ? 0 : 1)
  const cost = Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1)
  const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
  return swapped ? Math.min(cost, (before[column - 2] ?? 0) + 1) : cost
}

/** How many mistakes a word of this length may hold and still be taken for it. */
export function forgiven(word: string): number {
  if (word.length < 4) return 0
  return word.length < 7 ? 1 : 2
}

/** People rarely mistype the first letter, and where they do the words are others: Gambia, Zambia. Swapping the first two is common. */
export function beginsAlike(left: string, right: string): boolean {
  return left[0] === right[0] || (left[0] === right[1] && left[1] === right[0])
}

/** A set of letters in 32 bits: each mistake changes at most two of them, so most words are told apart without comparing. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

/** Whether `mistakes` could turn a word with these letters into one with those. */
export function couldBe(left: number, right: number, mistakes: number): boolean {
  return bits(left ^ right) <= 2 * mistakes
}

/** How many of 32 bits are set, without a loop. https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function bits(number: number): number {
  const pairs = number - ((number >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
