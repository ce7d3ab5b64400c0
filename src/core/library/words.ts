import { fold, joinInitials } from './fold.ts'

/** Longer than any word; what is longer is not a word, and is cut so that comparing stays cheap. */
const LONGEST_WORD = 40

/** Scripts that are written without spaces, or (Hangul) whose particles hang on to the word. */
const UNSPACED =
  '[[\\p{L}\\p{M}]&&[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]]'
const LETTER = `[[\\p{L}\\p{M}\\p{N}]--${UNSPACED}]`
const RUN = new RegExp(`${UNSPACED}+|${LETTER}+(?:'${LETTER}+)*`, 'gv')
const ASCII_RUN = /[a-z0-9]+(?:'[a-z0-9]+)*/gi
const ASCII = /^[\0-\x7f]*$/
const IS_UNSPACED = new RegExp(`^${UNSPACED}`, 'v')

/** A run of letters and digits as printed (folded, capitals kept); `unspaced` for scripts that do not part words. */
export interface Run {
  readonly text: string
  readonly unspaced: boolean
}

/** Cuts a text at everything that is neither a letter nor a digit. */
export function runs(text: string): readonly Run[] {
  const folded = joinInitials(fold(text))
  if (ASCII.test(folded)) return (folded.match(ASCII_RUN) ?? []).map(run => ({ text: run, unspaced: false }))
  return (folded.match(RUN) ?? []).map(run => ({ text: run, unspaced: IS_UNSPACED.test(run) }))
}

/**
 * The words that texts are filed under: stems in lower case. Unspaced scripts are filed under each pair of neighbours
 * and the last character, so that any part of them, even one character, begins a word.
 */
export function wordsOf(texts: Iterable<string>): Set<string> {
  const words = new Set<string>()
  for (const text of texts) {
    for (const run of runs(text)) {
      if (run.unspaced) for (const pair of pairs(run.text, true)) words.add(pair)
      else words.add(stem(run.text))
    }
  }
  return words
}

/** The words to look for: as `wordsOf`, in typed order, without the last character of an unspaced run (the pairs hold it). */
export function typedWords(run: Run): readonly string[] {
  return run.unspaced ? pairs(run.text, false) : [stem(run.text)]
}

/** The smallest parts that a name is compared by: words, and characters where words are not parted. */
export function unitsOf(run: Run): readonly string[] {
  return run.unspaced ? Array.from(run.text) : [stem(run.text)]
}

function pairs(run: string, withLast: boolean): readonly string[] {
  const characters = Array.from(run)
  if (characters.length === 1) return characters
  const found = characters.slice(0, -1).map((character, at) => character + (characters[at + 1] ?? ''))
  return withLast ? [...found, characters.at(-1) ?? ''] : found
}

const ELISION = /^(?:[ldnsjcmt]|qu)'(?=.{2})/
const POSSESSIVE = /'s?$/
const ENGLISH_PLURAL = /(?<=[a-z]{3})(?<![siu])s$/
const ENGLISH_IES = /(?<=[a-z]{2})ies$/
/** Case endings after a stem of at least four letters: Корея, Кореи, Корею are filed together. */
const CYRILLIC_ENDING =
  /(?<=^.{4,})(?:ого|его|ому|ему|ыми|ими|ами|ями|ая|яя|ое|ее|ой|ей|ый|ий|ую|юю|ым|им|ых|их|ом|ем|ов|ев|ам|ям|ах|ях|[аяоеуюыийьі])$/
const ARABIC_ARTICLE = /^و?ال(?=.{3})/

/** A light stem, the same for stories and queries: plural, possessive, article and case endings go. */
export function stem(run: string): string {
  const lower = run.toLowerCase().slice(0, LONGEST_WORD)
  const first = lower.charCodeAt(0)
  if (first >= 0x400 && first < 0x530) return lower.replaceAll("'", '').replace(CYRILLIC_ENDING, '')
  if (first >= 0x600 && first < 0x700) return lower.replace(ARABIC_ARTICLE, '')
  const plain = lower.includes("'") ? lower.replace(ELISION, '').replace(POSSESSIVE, '').replaceAll("'", '') : lower
  if (!plain.endsWith('s')) return plain
  if (plain.endsWith('ies')) return plain.replace(ENGLISH_IES, 'y')
  return plain.replace(ENGLISH_PLURAL, '')
}
