import { beginsAlike, couldBe, distance, forgiven, lettersOf } from './distance.ts'

/** A word and the slots of the stories that hold it: the first `size` numbers of `slots`, in no order. */
export interface Word {
  readonly text: string
  readonly letters: number
  slots: Uint32Array
  size: number
}

/** Words with the same first letter. */
interface Initial {
  readonly words: Map<string, Word>
  /** The same words by length, so that a search looks only at those that can match. */
  readonly byLength: Word[][]
}

/** Words and where they are, kept one story at a time: nothing is ever rebuilt. By first letter. */
export type Vocabulary = Map<string, Initial>

/** A word has few likely readings; the rest would only cost time. */
const MOST_READINGS = 16

/** Files a story under its words. */
export function fileUnder(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const initial = initialOf(vocabulary, text)
    let word = initial.words.get(text)
    if (word === undefined) {
      word = { text, letters: lettersOf(text), slots: new Uint32Array(2), size: 0 }
      initial.words.set(text, word)
      const alike = initial.byLength[text.length] ?? []
      initial.byLength[text.length] = alike
      alike.push(word)
    }
    append(word, slot)
  }
}

/** Takes a story away from its words; a word that no story holds is forgotten. */
export function takeFrom(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const initial = vocabulary.get(text.charAt(0))
    const word = initial?.words.get(text)
    if (initial === undefined || word === undefined) continue
    const at = word.slots.subarray(0, word.size).indexOf(slot)
    if (at < 0) continue
    word.size--
    word.slots[at] = word.slots[word.size] ?? 0
    if (word.size === 0) forget(initial, word)
  }
}

function forget(initial: Initial, word: Word): void {
  initial.words.delete(word.text)
  const alike = initial.byLength[word.text.length] ?? []
  const last = alike.pop()
  const at = last === word ? -1 : alike.indexOf(word)
  if (at >= 0 && last !== undefined) alike[at] = last
}

function initialOf(vocabulary: Vocabulary, text: string): Initial {
  const first = text.charAt(0)
  const known = vocabulary.get(first)
  if (known !== undefined) return known
  // Filled up front: an array with holes is slower to read. Words have at most forty letters.
  const initial: Initial = { words: new Map(), byLength: Array.from({ length: 41 }, () => []) }
  vocabulary.set(first, initial)
  return initial
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
  return vocabulary.get(text.charAt(0))?.words.get(text)
}

/** Words that begin with `start` and are at most `longer` letters longer; itself excluded. */
export function beginning(vocabulary: Vocabulary, start: string, longer: number): readonly Word[] {
  const byLength = vocabulary.get(start.charAt(0))?.byLength ?? []
  const found: Word[] = []
  for (const words of byLength.slice(start.length + 1, start.length + 1 + longer)) {
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
export function mistyped(vocabulary: Vocabulary, typed: string, anyStart: boolean): readonly Mistyped[] {
  const most = forgiven(typed)
  if (most === 0) return []
  const letters = lettersOf(typed)
  const found: Mistyped[] = []
  const starts = anyStart ? vocabulary.keys() : new Set([typed.charAt(0), typed.charAt(1)])
  for (const start of starts) {
    const byLength = vocabulary.get(start)?.byLength ?? []
    for (const words of byLength.slice(typed.length - most, typed.length + most + 1)) {
      for (const word of words) {
        if (!couldBe(letters, word.letters, most) || !(anyStart || beginsAlike(typed, word.text))) continue
        const mistakes = distance(typed, word.text, most)
        if (mistakes > 0 && mistakes <= most) found.push({ word, mistakes })
      }
    }
  }
  return found.sort(likelier).slice(0, MOST_READINGS)
}

function likelier(a: Mistyped, b: Mistyped): number {
  return a.mistakes - b.mistakes || b.word.size - a.word.size || (a.word.text < b.word.text ? -1 : 1)
}
