import { beginsAlike, couldBe, forgiven, lettersOf, mistakesFrom } from './distance.ts'
import { flat } from './flat.ts'
import { addSlot, emptySlab, removeSlot, type Slab, type Slots } from './slots.ts'

/** A word and the slots of the stories that hold it. */
export interface Word extends Slots {
  readonly text: string
}

/** Words of one length with the same first letter, and beside each the set of its letters. */
interface Band {
  readonly words: Word[]
  letters: Int32Array
}

/** Words and where they are, kept one story at a time: nothing is ever rebuilt. */
export interface Vocabulary {
  readonly slab: Slab
  /** In parts: a map copies itself when it grows, and one of all words would do so for longer than a platform waits. */
  readonly parts: readonly Map<string, Word>[]
  /** The same words by their first letter and by their length, so that a search looks only at those that can match. */
  readonly initials: Map<number, Band[]>
}

const PARTS = 128

export function emptyVocabulary(): Vocabulary {
  return { slab: emptySlab(), parts: Array.from({ length: PARTS }, () => new Map()), initials: new Map() }
}

function partOf({ parts }: Vocabulary, text: string): Map<string, Word> {
  const part = parts[(text.charCodeAt(0) * 31 + text.charCodeAt(text.length - 1) * 7 + text.length) % PARTS]
  if (part === undefined) throw new Error('A word without letters cannot be filed.')
  return part
}

/** A word has few likely readings; the rest would only cost time. */
const MOST_READINGS = 16

/** Files a story under its words, of which none is empty. */
export function fileUnder(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const part = partOf(vocabulary, text)
    let word = part.get(text)
    if (word === undefined) {
      // Written out: what is spread into an object lies apart from it, and takes twice the memory and time.
      word = { text: flat(text), size: 0, first: 0, last: 0, level: 0, room: 0 }
      part.set(word.text, word)
      addToBand(bandFor(vocabulary, text), word)
    }
    addSlot(vocabulary.slab, word, slot)
  }
}

function bandFor({ initials }: Vocabulary, text: string): Band {
  const first = text.charCodeAt(0)
  const byLength = initials.get(first) ?? []
  if (byLength.length === 0) initials.set(first, byLength)
  while (byLength.length <= text.length) byLength.push({ words: [], letters: NO_LETTERS })
  return byLength[text.length] ?? { words: [], letters: NO_LETTERS }
}

function addToBand(band: Band, word: Word): void {
  if (band.words.length === band.letters.length) {
    const wider = new Int32Array(Math.max(4, band.letters.length * 2))
    wider.set(band.letters)
    band.letters = wider
  }
  band.letters[band.words.length] = lettersOf(word.text)
  band.words.push(word)
}

const NO_LETTERS = new Int32Array(0)

/** Takes a story away from its words; a word that no story holds is forgotten. */
export function takeFrom(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const word = wordIn(vocabulary, text)
    if (word !== undefined && removeSlot(vocabulary.slab, word, slot) && word.size === 0) forget(vocabulary, word)
  }
}

function forget(vocabulary: Vocabulary, word: Word): void {
  partOf(vocabulary, word.text).delete(word.text)
  const band = bandFor(vocabulary, word.text)
  const at = band.words.indexOf(word)
  const last = band.words.pop()
  if (last === undefined || last === word) return
  band.words[at] = last
  band.letters[at] = lettersOf(last.text)
}

export function wordIn(vocabulary: Vocabulary, text: string): Word | undefined {
  return text === '' ? undefined : partOf(vocabulary, text).get(text)
}

/** Words that begin with `start` and are at most `longer` letters longer; itself excluded. */
export function beginning({ initials }: Vocabulary, start: string, longer: number): readonly Word[] {
  const byLength = initials.get(start.charCodeAt(0)) ?? []
  const found: Word[] = []
  for (const { words } of byLength.slice(start.length + 1, start.length + 1 + longer)) {
    for (const word of words) if (word.text.startsWith(start)) found.push(word)
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
export function mistyped({ initials }: Vocabulary, typed: string, anyStart: boolean): readonly Mistyped[] {
  const most = forgiven(typed)
  if (most === 0) return []
  const letters = lettersOf(typed)
  const mistakesTo = mistakesFrom(typed)
  const found: Mistyped[] = []
  const starts = anyStart ? initials.keys() : new Set([typed.charCodeAt(0), typed.charCodeAt(1)])
  for (const start of starts) {
    const byLength = initials.get(start) ?? []
    for (let length = typed.length - most; length <= typed.length + most; length++) {
      const band = byLength[length]
      if (band === undefined) continue
      for (let at = 0; at < band.words.length; at++) {
        if (!couldBe(letters, band.letters[at] ?? 0, most)) continue
        const word = band.words[at]
        if (word === undefined || !(anyStart || beginsAlike(typed, word.text))) continue
        const mistakes = mistakesTo(word.text, most)
        if (mistakes > 0 && mistakes <= most) found.push({ word, mistakes })
      }
    }
  }
  return found.sort(likelier).slice(0, MOST_READINGS)
}

function likelier(a: Mistyped, b: Mistyped): number {
  return a.mistakes - b.mistakes || b.word.size - a.word.size || (a.word.text < b.word.text ? -1 : 1)
}
