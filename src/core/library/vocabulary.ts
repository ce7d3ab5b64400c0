import { addToBand, type Band, begins, emptyBand, isSame, takeFromBand, textIn } from './band.ts'
import { beginsAs, couldBe, forgiven, lettersOf, mistakesFrom } from './distance.ts'
import { eachPacked, type PackedWords, packWords } from './packed.ts'
import { addSlot, emptySlab, endList, newList, noteOf, removeSlot, type Slab, setNote, sizeOf } from './slots.ts'
import { add, emptyTable, partFor, placeOf, removeAt, type Table, valueAt } from './table.ts'

/** A word, by the number of the list of those stories that hold it. */
export type Word = number

/**
 * Words and where they are, kept one story at a time: nothing is ever rebuilt. No word is an object: half a million of them
 * make the garbage collector stop everything for longer than a platform waits.
 */
export interface Vocabulary {
  readonly slab: Slab
  /** By hash. */
  readonly table: Table
  /** The notes of a word's list are its band and its place there. */
  readonly bands: Band[]
  /** Numbers of bands by first unit, then by length, so that a search looks only at words that can match. */
  readonly initials: Map<number, (number | undefined)[]>
}

const BAND = 0
const PLACE = 1

export function emptyVocabulary(): Vocabulary {
  return { slab: emptySlab(), table: emptyTable(), bands: [], initials: new Map() }
}

/** A word has few likely readings; the rest would only cost time. */
const MOST_READINGS = 16

/** Files a story under its words, of which none is empty. */
export function fileUnder(vocabulary: Vocabulary, slot: number, words: PackedWords): void {
  eachPacked(words, (hash, from, to) => {
    const known = search(vocabulary, hash, words, from, to)
    addSlot(vocabulary.slab, known ?? newWord(vocabulary, hash, words, from, to), slot)
  })
}

/** Takes a story away from its words; a word that no story holds is forgotten. */
export function takeFrom(vocabulary: Vocabulary, slot: number, words: PackedWords): void {
  eachPacked(words, (hash, from, to) => {
    const word = search(vocabulary, hash, words, from, to)
    if (word === undefined || !removeSlot(vocabulary.slab, word, slot)) return
    if (sizeOf(vocabulary.slab, word) === 0) forget(vocabulary, hash, word)
  })
}

function search(
  { table, slab, bands }: Vocabulary,
  hash: number,
  packed: PackedWords,
  from: number,
  to: number,
): Word | undefined {
  const part = partFor(table, hash)
  for (let at = placeOf(part, hash); at >= 0; at = placeOf(part, hash, at)) {
    const word = valueAt(part, at)
    const band = bands[noteOf(slab, word, BAND)]
    if (band?.length === to - from && isSame(band, noteOf(slab, word, PLACE), packed, from)) return word
  }
  return undefined
}

function newWord(vocabulary: Vocabulary, hash: number, packed: PackedWords, from: number, to: number): Word {
  const { slab, table, bands } = vocabulary
  const word = newList(slab)
  const number = bandFor(vocabulary, packed[from] ?? 0, to - from)
  const band = bands[number] ?? emptyBand(to - from)
  setNote(slab, word, BAND, number)
  setNote(slab, word, PLACE, addToBand(band, word, packed, from))
  add(table, hash, word)
  return word
}

function bandFor({ initials, bands }: Vocabulary, first: number, length: number): number {
  const byLength = initials.get(first) ?? []
  if (byLength.length === 0) initials.set(first, byLength)
  while (byLength.length <= length) byLength.push(undefined)
  const known = byLength[length]
  if (known !== undefined) return known
  const number = bands.push(emptyBand(length)) - 1
  byLength[length] = number
  return number
}

function forget({ table, slab, bands }: Vocabulary, hash: number, word: Word): void {
  const part = partFor(table, hash)
  let at = placeOf(part, hash)
  while (at >= 0 && valueAt(part, at) !== word) at = placeOf(part, hash, at)
  if (at >= 0) removeAt(part, at)
  const place = noteOf(slab, word, PLACE)
  const band = bands[noteOf(slab, word, BAND)]
  const moved = band === undefined ? undefined : takeFromBand(band, place)
  if (moved !== undefined) setNote(slab, moved, PLACE, place)
  endList(slab, word)
}

export function wordIn(vocabulary: Vocabulary, text: string): Word | undefined {
  let found: Word | undefined
  const words = packWords(new Set([text]))
  if (text !== '') eachPacked(words, (hash, from, to) => (found = search(vocabulary, hash, words, from, to)))
  return found
}

/** In how many stories the word is. */
export function storiesWith({ slab }: Vocabulary, word: Word): number {
  return sizeOf(slab, word)
}

export function textOf({ slab, bands }: Vocabulary, word: Word): string {
  const band = bands[noteOf(slab, word, BAND)]
  return band === undefined ? '' : textIn(band, noteOf(slab, word, PLACE))
}

function* bandsFrom({ initials, bands }: Vocabulary, first: number, from: number, to: number): Iterable<Band> {
  const byLength = initials.get(first) ?? []
  for (let length = Math.max(0, from); length <= Math.min(to, byLength.length - 1); length++) {
    const band = bands[byLength[length] ?? -1]
    if (band !== undefined) yield band
  }
}

/** Words that begin with `start` and are at most `longer` letters longer; itself excluded. */
export function beginning(vocabulary: Vocabulary, start: string, longer: number): readonly Word[] {
  const found: Word[] = []
  for (const band of bandsFrom(vocabulary, start.charCodeAt(0), start.length + 1, start.length + longer)) {
    for (let place = 0; place < band.size; place++) {
      if (begins(band, place, start)) found.push(band.words[place] ?? 0)
    }
  }
  return found
}

export interface Mistyped {
  readonly word: Word
  readonly mistakes: number
}

/**
 * Words that `typed` may be a mistyping of, itself excluded: fewest mistakes first, then the commonest. With `anyStart` the
 * first letter may be wrong too: good enough to offer, not to answer with.
 */
export function mistyped(vocabulary: Vocabulary, typed: string, anyStart: boolean): readonly Mistyped[] {
  const most = forgiven(typed)
  if (most === 0) return []
  const letters = lettersOf(typed)
  const mistakesTo = mistakesFrom(typed)
  const found: Mistyped[] = []
  const starts = anyStart ? vocabulary.initials.keys() : new Set([typed.charCodeAt(0), typed.charCodeAt(1)])
  for (const start of starts) {
    for (const band of bandsFrom(vocabulary, start, typed.length - most, typed.length + most)) {
      const { size, length, units } = band
      for (let place = 0; place < size; place++) {
        if (!couldBe(letters, band.letters[place] ?? 0, most)) continue
        const first = place * length
        if (!anyStart && !beginsAs(typed, units[first], units[first + 1])) continue
        const mistakes = mistakesTo(units, first, length, most)
        if (mistakes > 0 && mistakes <= most) found.push({ word: band.words[place] ?? 0, mistakes })
      }
    }
  }
  return found.sort((a, b) => likelier(vocabulary, a, b)).slice(0, MOST_READINGS)
}

function likelier(vocabulary: Vocabulary, a: Mistyped, b: Mistyped): number {
  return a.mistakes - b.mistakes || commonest(vocabulary, a.word, b.word)
}

/** Those in more stories first; the order in which stories came does not matter. */
export function commonest(vocabulary: Vocabulary, a: Word, b: Word): number {
  const more = storiesWith(vocabulary, b) - storiesWith(vocabulary, a)
  return more || (textOf(vocabulary, a) < textOf(vocabulary, b) ? -1 : 1)
}
