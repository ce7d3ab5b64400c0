/**
 * A stable 64-bit hash of a text as 16 hexadecimal digits, for good: kept revisions are compared with it. This is cyrb53 with
 * all of its bits, in the public domain. https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js
 */
export function fingerprint(text: string): string {
  const { low, high } = hashOf(text)
  return digits(low) + digits(high)
}

function hashOf(text: string): { readonly low: number; readonly high: number } {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return { low, high }
}

function digits(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}

/** Places in a sketch, each of one hexadecimal digit. */
const PLACES = 24
/** Two texts that share about a third of their words agree in so many places; two that share only small words hardly ever do. */
const ALIKE = 10
/** A word; in scripts without spaces each character is one. */
const WORD = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|[\p{L}\p{M}\p{N}]+/gu

/**
 * What is enough of a text to tell later whether another one is the same in other words: a MinHash of its words, of which
 * four bits a place are kept. https://en.wikipedia.org/wiki/MinHash
 */
export function sketchOf(text: string): string {
  const words = new Set(text.toLowerCase().match(WORD))
  const hashes = [...words].map(word => hashOf(word).low)
  return Array.from({ length: PLACES }, (_, place) => leastOf(hashes, place)).join('')
}

function leastOf(hashes: readonly number[], place: number): string {
  let least = 0xffffffff
  for (const hash of hashes) {
    const mixed = Math.imul(hash ^ Math.imul(place + 1, 0x9e3779b9), 0x85ebca6b)
    least = Math.min(least, Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0)
  }
  return (least & 0xf).toString(16)
}

/** How alike two sketches are: 0 when the texts are not the same one in other words, else more the more they share. */
export function likeness(a: string, b: string): number {
  let same = 0
  for (let place = 0; place < PLACES; place += 1) if (a[place] !== undefined && a[place] === b[place]) same += 1
  return same < ALIKE ? 0 : same
}
