import { beginsAlike, couldBe, distance, forgiven, lettersOf } from './distance.ts'

/** A word and the slots of the stories that hold it: the first `size` numbers of `slots`, in no order. */
export interface Word {
  readonly text: string
  readonly letters: number
  slots: Uint32Array
  size: number
}

/** Words and where they are, kept one story at a time: nothing is ever rebuilt. Words are kept by their first letter. */
export type Vocabulary = Map<string, Map<string, Word>>

/** Files a story under its words. */
export function fileUnder(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const shelf = shelfOf(vocabulary, text)
    let word = shelf.get(text)
    if (word === undefined) {
      word = { text, letters: lettersOf(text), slots: new Uint32Array(2), size: 0 }
      shelf.set(text, word)
    }
    append(word, slot)
  }
}

/** Takes a story away from its words; a word that no story holds is forgotten. */
export function takeFrom(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const shelf = vocabulary.get(text.charAt(0))
    const word = shelf?.get(text)
    if (shelf === undefined || word === undefined) continue
    const at = word.slots.subarray(0, word.size).indexOf(slot)
    if (at < 0) continue
    word.size--
    word.slots[at] = word.slots[word.size] ?? 0
    if (word.size === 0) shelf.delete(text)
  }
}

function shelfOf(vocabulary: Vocabulary, text: string): Map<string, Word> {
  const first = text.charAt(0)
  const known = vocabulary.get(first)
  if (known !== undefined) return known
  const shelf = new Map<string, Word>()
  vocabulary.set(first, shelf)
  return shelf
}

function append(word: Word, slot: number): void {
  if (word.size === word.slots.length) {
    const wider = new Uint32Array(word.size + Math.max(2, word.size >> 1))
    wider.set(word.slots)
    word.slots = wider
  }
  word.slots[word.size] = slot
  word.size++
}

export function wordIn(vocabulary: Vocabulary, text: string): Word | undefined {
  return vocabulary.get(text.charAt(0))?.get(text)
}

/** Words that begin with `start` and are at most `longer` letters longer; itself excluded. */
export function beginning(vocabulary: Vocabulary, start: string, longer: number): readonly Word[] {
  const found: Word[] = []
  for (const word of vocabulary.get(start.charAt(0))?.values() ?? []) {
    const more = word.text.length - start.length
    if (more > 0 && more <= longer && word.text.startsWith(start)) found.push(word)
  }
  return found
}

export interface Mistyped {
  readonly word: Word
  readonly mistakes: number
}

/**
 * Words that `typed` may be a mistyping of, fewest mistakes first; itself excluded. With `anyStart` the first
 * letter may be wrong too: good enough to offer, not to answer with.
 */
export function mistyped(vocabulary: Vocabulary, typed: string, anyStart: boolean): readonly Mistyped[] {
  const most = forgiven(typed)
  if (most === 0) return []
  const letters = lettersOf(typed)
  const found: Mistyped[] = []
  const starts = anyStart ? vocabulary.keys() : new Set([typed.charAt(0), typed.charAt(1)])
  for (const start of starts) {
    for (const word of vocabulary.get(start)?.values() ?? []) {
      if (word.text === typed || Math.abs(word.text.length - typed.length) > most) continue
      if (!couldBe(letters, word.letters, most) || !(anyStart || beginsAlike(typed, word.text))) continue
      const mistakes = distance(typed, word.text, most)
      if (mistakes <= most) found.push({ word, mistakes })
    }
  }
  return found.sort((a, b) => a.mistakes - b.mistakes)
}
