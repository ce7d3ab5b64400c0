import { hashOf } from './hash.ts'

/**
 * Words one after another as numbers, so that another thread can hand them over at once and filing them makes no texts:
 * how many units, the two halves of the word's hash, and the units of UTF-16.
 */
export type PackedWords = Uint16Array

const HEAD = 3

export function packWords(words: ReadonlySet<string>): PackedWords {
  let room = 0
  for (const word of words) room += HEAD + word.length
  const packed = new Uint16Array(room)
  let at = 0
  for (const word of words) {
    const hash = hashOf(word)
    packed[at] = word.length
    packed[at + 1] = hash
    packed[at + 2] = hash >>> 16
    at += HEAD
    for (let unit = 0; unit < word.length; unit++) packed[at++] = word.charCodeAt(unit)
  }
  return packed
}

/** Calls `visit` with each word: its hash, and where its units begin and end. */
export function eachPacked(packed: PackedWords, visit: (hash: number, from: number, to: number) => void): void {
  let at = 0
  while (at < packed.length) {
    const from = at + HEAD
    const to = from + (packed[at] ?? 0)
    visit((packed[at + 1] ?? 0) | ((packed[at + 2] ?? 0) << 16), from, to)
    at = to
  }
}
