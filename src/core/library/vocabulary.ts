import { beginsAlike, couldBe, forgiven, lettersOf, mistakesFrom } from './distance.ts'
import { flat } from './flat.ts'
import { addSlot, removeSlot, type Slots } from './slots.ts'

/** A word and the slots of the stories that hold it. */
export interface Word extends Slots {
  readonly text: string
}

/** Words of one length with the same first letter, and beside each the set of its letters. */
interface Band {
  readonly words: Word[]
  letters: Int32Array
}

/** Words with the same first letter. */
interface Initial {
  readonly words: Map<string, Word>
  /** The same words by length, so that a search looks only at those that can match. */
  readonly byLength: Band[]
}

/** Words and where they are, kept one story at a time: nothing is ever rebuilt. By first letter. */
export type Vocabulary = Map<string, Initial>

/** A word has few likely readings; the rest would only cost time. */
const MOST_READINGS = 16

/** Files a story under its words. */
export function fileUnder(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const initial = initialOf(vocabulary, text)
    addSlot(initial.words.get(text) ?? newWord(initial, flat(text)), slot)
  }
}

function newWord({ words, byLength }: Initial, text: string): Word {
  const word: Word = { text, size: 0, few: [], chunks: [] }
  words.set(text, word)
  while (byLength.length <= text.length) byLength.push({ words: [], letters: NO_LETTERS })
  const band = byLength[text.length]
  if (band === undefined) return word
  if (band.words.length === band.letters.length) {
    const wider = new Int32Array(Math.max(4, band.letters.length * 2))
    wider.set(band.letters)
    band.letters = wider
  }
  band.letters[band.words.length] = lettersOf(text)
  band.words.push(word)
  return word
}

const NO_LETTERS = new Int32Array(0)

/** Takes a story away from its words; a word that no story holds is forgotten. */
export function takeFrom(vocabulary: Vocabulary, slot: number, words: Iterable<string>): void {
  for (const text of words) {
    const initial = vocabulary.get(text.charAt(0))
    const word = initial?.words.get(text)
    if (initial === undefined || word === undefined) continue
    if (removeSlot(word, slot) && word.size === 0) forget(initial, word)
  }
}

function forget({ words, byLength }: Initial, word: Word): void {
  words.delete(word.text)
  const band = byLength[word.text.length]
  const at = band?.words.indexOf(word) ?? -1
  const last = band?.words.pop()
  if (band === undefined || last === undefined || last === word) return
  band.words[at] = last
  band.letters[at] = lettersOf(last.text)
}

function initialOf(vocabulary: Vocabulary, text: string): Initial {
  const first = text.charAt(0)
  const known = vocabulary.get(first)
  if (known !== undefined) return known
  const initial: Initial = { words: new Map(), byLength: [] }
  vocabulary.set(flat(first), initial)
  return initial
}

export function wordIn(vocabulary: Vocabulary, text: string): Word | undefined {
  return vocabulary.get(text.charAt(0))?.words.get(text)
}

/** Words that begin with `start` and are at most `longer` letters longer; itself excluded. */
export function beginning(vocabulary: Vocabulary, start: string, longer: number): readonly Word[] {
  const byLength = vocabulary.get(start.charAt(0))?.byLength ?? []
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
export function mistyped(vocabulary: Vocabulary, typed: string, anyStart: boolean): readonly Mistyped[] {
  const most = forgiven(typed)
  if (most === 0) return []
  const letters = lettersOf(typed)
  const mistakesTo = mistakesFrom(typed)
  const found: Mistyped[] = []
  const starts = anyStart ? vocabulary.keys() : new Set([typed.charAt(0), typed.charAt(1)])
  for (const start of starts) {
    const byLength = vocabulary.get(start)?.byLength ?? []
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
