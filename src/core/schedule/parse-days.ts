import { say } from '../words/words.ts'
import { inEnglish } from './day-language.ts'
import { withHalves } from './day-part.ts'
import { daysFrom, dayWord, FILLER, nearDay, notADay, rareRhythm, withoutExcept, withoutOnce } from './day-words.ts'
import type { Days } from './plan.ts'
import { typedPlanText } from './typed-text.ts'

/** Nobody needs more for days, and what is wrong is repeated in the answer. */
const MOST_TYPED = 100
const RANGE = /([a-z]+)\s*(?:-|–|—|\bto\b|\bthrough\b)\s*(?=[a-z])/gi

/** The days that a text names and nothing else; or what is wrong, with the days that may have been meant. */
export type DaysRead = { readonly days: Days } | { readonly problem: string; readonly near?: Days | undefined }

/** `fri`, `mon, wed and fri`, `every friday`, `monday to friday`, `daily except sunday`. */
export function parseDays(typed: string): DaysRead {
  const text = inOrder(typed, MOST_TYPED)
  const rare = rareRhythm(text)
  if (rare !== undefined) return { problem: say('schedule.rhythm', { typed: rare.typed }) }
  const words = wordsOf(text.toLowerCase())
  const stray = words.find(word => dayWord(word) === undefined)
  if (stray === undefined) {
    const isOpen = words.every(word => dayWord(word)?.kind === 'weekly')
    return isOpen ? { problem: say('schedule.no-weekday') } : daysFrom(words)
  }
  const near = daysFrom(words.flatMap(word => (dayWord(word) === undefined ? (nearDay(word) ?? []) : word)))
  return { problem: notADay(stray), near: 'days' in near ? near.days : undefined }
}

/** What was typed for a plan, in the words that are looked for. */
export function inOrder(typed: string, most: number): string {
  return withoutExcept(withoutOnce(withHalves(inEnglish(typedPlanText(typed, most)))))
}

/** What is said in a text that may name days; of a list with a mistake in it each word by itself. */
export function wordsOf(text: string): readonly string[] {
  return joinRanges(text)
    .split(/[\s;]+/u)
    .flatMap(word => (dayWord(bare(word).toLowerCase()) === undefined ? word.split(/(?<=[a-z]),(?=[a-z])/iu) : word))
    .map(bare)
    .filter(isWord)
}

/** `mon - fri` and `mon to fri` are `mon-fri`; so are lists: `mon, wed` is `mon,wed`. */
function joinRanges(text: string): string {
  const isDay = (word: string) => dayWord(word.toLowerCase()) !== undefined
  return text.replaceAll(RANGE, (whole, word: string) => (isDay(word) ? `${word}-` : whole)).replaceAll(/,\s+/g, ',')
}

/** Without the commas around it. */
export function bare(word: string): string {
  return word.replaceAll(/^,+|,+$/g, '')
}

/** A word that says something. */
export function isWord(word: string): boolean {
  return word !== '' && !FILLER.test(word.toLowerCase())
}
