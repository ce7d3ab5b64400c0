import { bytesOf, newestFirst, titleKeyHolds } from './card.ts'
import type { Clause } from './clause.ts'
import { type Shelf, slotsIn } from './shelf.ts'
import { countAll, counting, countPile, type Tally } from './tally.ts'
import {
  beginning,
  commonest,
  mistyped,
  storiesWith,
  textOf,
  type Vocabulary,
  type Word,
  wordIn,
} from './vocabulary.ts'

/**
 * How far a word may be from what was typed: `exact`, in title or topics as typed; `near`, also its other forms, mistypings,
 * and words of the body; `wide`, whatever may be offered as a guess.
 */
export type Depth = 'exact' | 'near' | 'wide'

export interface Hit {
  readonly slot: number
  /** 1 where every word is in the title as typed, and more where they stand in the title side by side. */
  readonly score: number
  /** Every word was found. */
  readonly whole: boolean
}

/** How well a story has a word, by where and how it was found. Topics count less than titles: they name all stories on a subject. */
const QUALITY = {
  title: 1,
  form: 0.85,
  oneMistake: 0.75,
  topic: 0.7,
  twoMistakes: 0.6,
  body: 0.5,
  bodyForm: 0.4,
  bodyMistake: 0.3,
  guess: 0.25,
}
const SIDE_BY_SIDE = 0.5
/** What a story scores at least whose title has all that was typed: words of the body alone do not. */
const LEAST_IN_TITLE = QUALITY.twoMistakes
/** `korea` and `korean` are forms of one word; `un` and `under` are not. */
const FORM = { from: 3, longer: 3 }

/** With more words than these enough is known: mistypings, which are slow to look for, are not. */
export const FEW_WORDS = 6

interface Tier {
  readonly from: Vocabulary
  readonly quality: number
  readonly words: readonly Word[]
}

/** The best `most` stories, best first, equals newest first. Rare words count more than common ones. */
export function search(
  shelf: Shelf,
  clauses: readonly Clause[],
  phrase: string,
  depth: Depth,
  most: number,
): readonly Hit[] {
  return counting(shelf.tally, slotsIn(shelf), tally => ranked(shelf, tally, clauses, phrase, depth, most))
}

function ranked(
  shelf: Shelf,
  tally: Tally,
  clauses: readonly Clause[],
  phrase: string,
  depth: Depth,
  most: number,
): readonly Hit[] {
  let all = 0
  for (const [at, clause] of clauses.entries()) {
    const tiers = tiersOf(shelf, clause, depth, clauses.length <= FEW_WORDS)
    const weight = rarity(shelf, clause, tiers)
    all += weight
    mark(shelf, tally, { clause, tiers, nth: at + 1, weight, enough: ENOUGH / clauses.length })
  }
  const best: Hit[] = []
  const together = bytesOf(phrase)
  for (let at = 0; at < tally.size; at++) {
    const slot = tally.touched[at] ?? 0
    const whole = tally.covered[slot] === clauses.length
    const plain = (tally.score[slot] ?? 0) / all
    const last = best[most - 1]
    // Most stories are told from the numbers alone: to look at each of a hundred thousand takes longer than all the counting.
    const bonus = whole && clauses.length > 1 && plain >= LEAST_IN_TITLE ? SIDE_BY_SIDE : 0
    if (last !== undefined && !couldBeat(last, whole, plain + bonus)) continue
    const sideBySide = bonus > 0 && titleKeyHolds(shelf.archive, slot, together)
    const score = Math.round((plain + (sideBySide ? bonus : 0)) * PRECISION) / PRECISION
    const hit = { slot, score, whole }
    if (last === undefined || better(shelf, hit, last) < 0) keep(shelf, best, hit, most)
  }
  return best
}

/** Scores are compared to this many parts, so that sums in another order are equal. */
const PRECISION = 1e6

function couldBeat(last: Hit, whole: boolean, score: number): boolean {
  if (last.whole !== whole) return whole
  return score + 1 / PRECISION >= last.score
}

/** As many stories are looked at for all words together; what lies further from what was typed is then not looked at. */
const ENOUGH = 400_000

function mark(shelf: Shelf, tally: Tally, { clause, tiers, nth, weight, enough }: Marking): void {
  let looked = 0
  const count = ({ from, quality, words }: Tier) => {
    const total = words.reduce((sum, word) => sum + storiesWith(from, word), 0)
    // Which of them are looked at must not depend on the order in which stories came.
    const ordered = looked + total > enough ? words.toSorted((a, b) => commonest(from, a, b)) : words
    for (const word of ordered) {
      if (looked > enough) return
      countAll(tally, from.slab, word, nth, weight * quality)
      looked += storiesWith(from, word)
    }
  }
  const better = tiers.filter(tier => tier.quality >= QUALITY.topic)
  for (const each of better) count(each)
  const pile = clause.topic === undefined ? undefined : shelf.byTopic.get(clause.topic)
  if (pile !== undefined) countPile(tally, pile, nth, weight * QUALITY.topic)
  looked += pile?.size ?? 0
  for (const each of tiers.slice(better.length)) count(each)
}

/** How one of the words is counted. */
interface Marking {
  readonly clause: Clause
  readonly tiers: readonly Tier[]
  /** Its number, from 1. */
  readonly nth: number
  /** What it counts for. */
  readonly weight: number
  /** How many stories may be looked at for it. */
  readonly enough: number
}

/** The words that a clause may mean, best first. */
function tiersOf(shelf: Shelf, { word, open, topic }: Clause, depth: Depth, few: boolean): readonly Tier[] {
  const { titleWords, bodyWords } = shelf
  const title = tier(titleWords, QUALITY.title, wordIn(titleWords, word))
  if (open) title.words.push(...beginning(titleWords, word, 1))
  if (depth === 'exact') return [title]
  const body = tier(bodyWords, QUALITY.body, wordIn(bodyWords, word))
  if (open) body.words.push(...beginning(bodyWords, word, 1))
  const longer = word.length < FORM.from || open ? 0 : FORM.longer
  const form = { from: titleWords, quality: QUALITY.form, words: beginning(titleWords, word, longer) }
  const bodyForm = { from: bodyWords, quality: QUALITY.bodyForm, words: beginning(bodyWords, word, longer) }
  // A word that titles hold, or that names a topic without stories, is no mistyping of another: Iraq is not Iran.
  const meant = topic !== undefined || (title.words.length > 0 && depth === 'near')
  const slips = meant || !few ? [] : mistyped(titleWords, word, depth === 'wide')
  const known = meant || !few || title.words.length + body.words.length + form.words.length + slips.length > 0
  // A word that some title has is sooner meant than one that only bodies have; stories may still have it in the body alone.
  const slippedTo = slips.flatMap(slip => wordIn(bodyWords, textOf(titleWords, slip.word)) ?? [])
  const bodySlips = known ? slippedTo : mistyped(bodyWords, word, false).map(slip => slip.word)
  const [one, two] = depth === 'wide' ? [QUALITY.guess, QUALITY.guess] : [QUALITY.oneMistake, QUALITY.twoMistakes]
  const tiers = [
    title,
    form,
    { from: titleWords, quality: one, words: slips.filter(slip => slip.mistakes === 1).map(slip => slip.word) },
    { from: titleWords, quality: two, words: slips.filter(slip => slip.mistakes > 1).map(slip => slip.word) },
    body,
    bodyForm,
    { from: bodyWords, quality: QUALITY.bodyMistake, words: bodySlips },
  ]
  return tiers.sort((a, b) => b.quality - a.quality)
}

function tier(from: Vocabulary, quality: number, word: Word | undefined): Tier & { readonly words: Word[] } {
  return { from, quality, words: word === undefined ? [] : [word] }
}

function rarity(shelf: Shelf, clause: Clause, tiers: readonly Tier[]): number {
  const best = tiers.find(({ words }) => words.length > 0)
  const byWord = best?.words.reduce((sum, word) => sum + storiesWith(best.from, word), 0) ?? 0
  const stories = Math.max(byWord, clause.topic === undefined ? 0 : (shelf.byTopic.get(clause.topic)?.size ?? 0))
  return Math.log(2 + shelf.all.size / (1 + stories))
}

/** Keeps the best few in order, without sorting all. */
function keep(shelf: Shelf, best: Hit[], hit: Hit, most: number): void {
  let at = best.length
  while (at > 0) {
    const other = best[at - 1]
    if (other === undefined || better(shelf, other, hit) <= 0) break
    at--
  }
  best.splice(at, 0, hit)
  if (best.length > most) best.pop()
}

function better({ archive }: Shelf, a: Hit, b: Hit): number {
  if (a.whole !== b.whole) return a.whole ? -1 : 1
  return b.score - a.score || newestFirst(archive, a.slot, b.slot)
}
