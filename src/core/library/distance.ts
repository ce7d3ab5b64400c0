/** How many typing mistakes part the word from `length` units that begin at `from`; more than `most` is `most + 1`. */
export type Mistakes = (units: ArrayLike<number>, from: number, length: number, most: number) => number

/** Longer words do not fit into the 32 bits that hold a row. */
const BITS = 32

/**
 * Counts typing mistakes from one word to many: a letter too many, missing, wrong, or two neighbours swapped (optimal string
 * alignment). A whole row of the usual table is one number: Hyyrö 2003, https://doi.org/10.1007/978-3-540-39984-1_6.
 */
export function mistakesFrom(word: string): Mistakes {
  if (word.length === 0 || word.length > BITS) {
    return (units, from, length, most) => distanceByTable(word, textFrom(units, from, length), most)
  }
  const ascii = new Int32Array(128)
  const others = new Map<number, number>()
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code < 128) ascii[code] = (ascii[code] ?? 0) | (1 << at)
    else others.set(code, (others.get(code) ?? 0) | (1 << at))
  }
  const lastBit = 1 << (word.length - 1)
  return (units, from, length, most) => {
    if (Math.abs(word.length - length) > most) return most + 1
    let mistakes = word.length
    let [rising, falling, diagonal, matchesBefore] = [-1, 0, 0, 0]
    for (let at = 0; at < length; at++) {
      const code = units[from + at] ?? 0
      const matches = (code < 128 ? ascii[code] : others.get(code)) ?? 0
      const swapped = ((~diagonal & matches) << 1) & matchesBefore
      diagonal = (((matches & rising) + rising) ^ rising) | matches | falling | swapped
      const up = falling | ~(diagonal | rising)
      const down = diagonal & rising
      if ((up & lastBit) !== 0) mistakes++
      else if ((down & lastBit) !== 0) mistakes--
      // Each letter that is left makes at most one mistake good.
      if (mistakes - (length - 1 - at) > most) return most + 1
      const shifted = (up << 1) | 1
      rising = (down << 1) | ~(diagonal | shifted)
      falling = shifted & diagonal
      matchesBefore = matches
    }
    return mistakes
  }
}

function textFrom(units: ArrayLike<number>, from: number, length: number): string {
  return Array.from({ length }, (_, at) => String.fromCharCode(units[from + at] ?? 0)).join('')
}

/** As `mistakesFrom(left)` of the other. https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
export function distance(left: string, right: string, most: number): number {
  const units = Uint16Array.from({ length: right.length }, (_, at) => right.charCodeAt(at))
  return mistakesFrom(left)(units, 0, units.length, most)
}

function distanceByTable(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const cost = Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1)
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      current.push(row > 1 && column > 1 && swapped ? Math.min(cost, (before[column - 2] ?? 0) + 1) : cost)
    }
    if (Math.min(...current) > most) return most + 1
    before = above
    above = current
  }
  return Math.min(above[right.length] ?? 0, most + 1)
}

/** How many mistakes a word of this length may hold and still be taken for it. */
export function forgiven(word: string): number {
  if (word.length < 4) return 0
  return word.length < 7 ? 1 : 2
}

/** People rarely mistype the first letter, and where they do the words are others: Gambia, Zambia. Swapping the first two is common. */
export function beginsAlike(left: string, right: string): boolean {
  return beginsAs(left, right.charCodeAt(0), right.charCodeAt(1))
}

/** The same with a word that begins with these two units. */
export function beginsAs(left: string, first: number | undefined, second: number | undefined): boolean {
  const own = left.charCodeAt(0)
  return own === first || (own === second && left.charCodeAt(1) === first)
}

/** A set of letters in 32 bits: each mistake changes at most two of them, so most words are told apart without comparing. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

/** The same of `length` units that begin at `from`. */
export function lettersIn(units: Uint16Array, from: number, length: number): number {
  let letters = 0
  for (let at = from; at < from + length; at++) letters |= 1 << ((units[at] ?? 0) & 31)
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
