import { lettersIn } from './distance.ts'
import { grown } from './grown.ts'

/** Words of one length that begin with the same unit, side by side: a search for mistypings looks at thousands of them. */
export interface Band {
  /** Units of each word. */
  readonly length: number
  /** How many words there are. */
  size: number
  units: Uint16Array<ArrayBuffer>
  /** Beside each word the set of its letters. */
  letters: Int32Array<ArrayBuffer>
  /** The number of each word. */
  words: Int32Array<ArrayBuffer>
}

const FEW_WORDS = 4

export function emptyBand(length: number): Band {
  return { length, size: 0, units: new Uint16Array(0), letters: new Int32Array(0), words: new Int32Array(0) }
}

/** The place that the word got. */
export function addToBand(band: Band, word: number, packed: Uint16Array, from: number): number {
  const place = band.size++
  const room = Math.max(FEW_WORDS, place + 1)
  band.letters = grown(band.letters, room)
  band.words = grown(band.words, room)
  if (band.units.length < band.words.length * band.length) {
    const wider = new Uint16Array(band.words.length * band.length)
    wider.set(band.units)
    band.units = wider
  }
  band.words[place] = word
  for (let unit = 0; unit < band.length; unit++) band.units[place * band.length + unit] = packed[from + unit] ?? 0
  band.letters[place] = lettersIn(band.units, place * band.length, band.length)
  return place
}

/** The last word takes the place of the one that goes; its number, where it moved. */
export function takeFromBand(band: Band, place: number): number | undefined {
  const last = --band.size
  if (last === place) return undefined
  const moved = band.words[last] ?? 0
  band.units.copyWithin(place * band.length, last * band.length, (last + 1) * band.length)
  band.letters[place] = band.letters[last] ?? 0
  band.words[place] = moved
  return moved
}

export function isSame(band: Band, place: number, packed: Uint16Array, from: number): boolean {
  const start = place * band.length
  for (let unit = 0; unit < band.length; unit++) {
    if (band.units[start + unit] !== packed[from + unit]) return false
  }
  return true
}

/** Whether the word begins with these units. */
export function begins(band: Band, place: number, start: string): boolean {
  const first = place * band.length
  for (let unit = 0; unit < start.length; unit++) {
    if (band.units[first + unit] !== start.charCodeAt(unit)) return false
  }
  return true
}

export function textIn({ units, length }: Band, place: number): string {
  return String.fromCharCode(...units.subarray(place * length, (place + 1) * length))
}
