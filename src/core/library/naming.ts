import type { Story } from '../story/story.ts'
import { titleIn } from './card.ts'
import { joinInitials, keyOf } from './fold.ts'
import { newestAmong } from './order.ts'
import { type Shelf, slotsIn, storyOf } from './shelf.ts'
import { countAll, counting, countPile, type Tally } from './tally.ts'
import { wordIn } from './vocabulary.ts'
import { runs, typedWords, unitsOf } from './words.ts'

/** The stories that use a name, newest first; the name is one of a topic's names, and stands for less than the topic. */
export interface Naming {
  readonly slots: readonly number[]
  /** Where they have it: `aside`, a story of other topics only mentions it, so that the topic's newest may be meant as well. */
  readonly where: 'title' | 'body' | 'aside'
}

/** To open a story takes time: so many are looked at for a name that their facts and sides may hold. */
const MOST_OPENED = 16
/** A story of other topics that says a name but once is not about it. */
const NOT_IN_PASSING = 2
/** Letters that a country and its people have in common: Russia and Russian. */
const ALIKE = 3
/** Names of whole countries and their people that are not like their titles. */
const SAME_COUNTRY: ReadonlySet<string> = new Set(
  'america|american|britain|great britain|british|french|holland|dutch|irish|danish|burma|burmese|filipino'.split('|'),
)
const INITIALISM = /^[A-Z]{2,5}$/
const LATIN = /\p{sc=Latin}/u

/**
 * The newest stories that use what was typed, where that is a leader, a capital, an organisation and the like: the topic's
 * newest story may be about anything else. Those with it in the title go before those with it in facts and sides, and the topic's
 * before others. Undefined where none has it, and for a name of the topic itself, by which all of its stories are meant.
 */
export function naming(shelf: Shelf, topic: string, typed: string, most: number): Naming | undefined {
  const name = asPrinted(shelf, topic, typed)
  if (name === undefined || isOfAll(shelf, topic, name)) return undefined
  const shorter = shortest(shelf, topic, name)
  const { own, others } = holding(shelf, topic, shorter)
  const units = unitsIn(shorter)
  const entitled = (slots: readonly number[]) => slots.filter(slot => holds([titleIn(shelf.archive, slot)], units, 1))
  const opened = (slots: readonly number[], times: number) =>
    newestAmong(shelf.archive, slots, MOST_OPENED)
      .filter(slot => holds(textsOf(storyOf(shelf, slot)), units, times))
      .slice(0, most)
  const said = (slots: readonly number[], where: Naming['where']) =>
    slots.length === 0 ? undefined : { slots: newestAmong(shelf.archive, slots, most), where }
  const found = said(entitled(own.inTitle), 'title') ?? said(opened(own.anywhere, 1), 'body')
  // In another script it is most often the topic in another language, and many stories of other topics mention a country.
  if (found !== undefined || LATIN.test(name) !== LATIN.test(shelf.aliases.title(topic))) return found
  return said(entitled(others.inTitle), 'title') ?? said(opened(others.anywhere, NOT_IN_PASSING), 'aside')
}

/** Whether a story does not use what was typed, one of a topic's names that stands for less than the topic. */
export function lacks(shelf: Shelf, topic: string, typed: string, slot: number): boolean {
  const name = asPrinted(shelf, topic, typed)
  if (name === undefined || isOfAll(shelf, topic, name)) return false
  return !holds(textsOf(storyOf(shelf, slot)), unitsIn(shortest(shelf, topic, name)), 1)
}

/** The name as the topics file has it: `donaldtrump` is Donald Trump, `Trumps` is Trump. */
function asPrinted({ aliases }: Shelf, topic: string, typed: string): string | undefined {
  const [key, units] = [joined(typed), unitsIn(typed).join(' ')]
  return aliases.namesOf(topic).find(name => joined(name) === key || unitsIn(name).join(' ') === units)
}

function joined(text: string): string {
  return keyOf(text).replaceAll(' ', '')
}

/** Whether a name is the topic's own: its title, its initials, its people (`Russian`), a longer form (`climate change`). */
function isOfAll({ aliases }: Shelf, topic: string, name: string): boolean {
  const key = keyOf(name)
  if (SAME_COUNTRY.has(key)) return true
  const words = key.split(' ')
  return [topic.replaceAll('-', ' '), aliases.title(topic)].map(keyOf).some(title => {
    const parts = title.split(' ')
    const initials = parts.map(part => part.charAt(0)).join('')
    if (parts.length > 1 && INITIALISM.test(joinInitials(name)) && key.startsWith(initials)) return true
    return key === title || startsLike(words, parts)
  })
}

/** `north korean` is like `north korea`, `islamic republic of iran` like `iran`, `covid` like `covid 19`; `kim jong un` is not. */
function startsLike(words: readonly string[], title: readonly string[]): boolean {
  const parts = title.filter(part => part.length >= ALIKE)
  return parts.length > 0 && parts.every(part => words.some(word => word.slice(0, ALIKE) === part.slice(0, ALIKE)))
}

/** Stories call a leader by the last name alone: Biden for Joe Biden, where the topic goes by both. */
function shortest({ aliases }: Shelf, topic: string, name: string): string {
  const last = name.split(' ').at(-1) ?? name
  return aliases.namesOf(topic).includes(last) ? last : name
}

interface Holding {
  readonly inTitle: number[]
  readonly anywhere: number[]
}

/** The stories with all words of a name, in whatever order they stand, of the topic and of others. */
function holding(shelf: Shelf, topic: string, name: string): { readonly own: Holding; readonly others: Holding } {
  const own: Holding = { inTitle: [], anywhere: [] }
  const others: Holding = { inTitle: [], anywhere: [] }
  const words = [...new Set(runs(name).flatMap(typedWords))]
  counting(shelf.tally, slotsIn(shelf), tally => {
    for (const [at, word] of words.entries()) if (!countWord(shelf, tally, word, at + 1)) return
    const named = tally.size
    const pile = shelf.byTopic.get(topic)
    if (pile !== undefined) countPile(tally, pile, words.length + 1, 0)
    for (let at = 0; at < named; at++) {
      const slot = tally.touched[at] ?? 0
      const ofTopic = tally.last[slot] === words.length + 1
      if ((tally.covered[slot] ?? 0) < words.length + (ofTopic ? 1 : 0)) continue
      const { inTitle, anywhere } = ofTopic ? own : others
      anywhere.push(slot)
      if (tally.score[slot] === words.length) inTitle.push(slot)
    }
  })
  return { own, others }
}

/** Whether any story has the word. */
function countWord({ titleWords, bodyWords }: Shelf, tally: Tally, word: string, nth: number): boolean {
  const [title, body] = [wordIn(titleWords, word), wordIn(bodyWords, word)]
  if (title !== undefined) countAll(tally, titleWords.slab, title, nth, 1)
  if (body !== undefined) countAll(tally, bodyWords.slab, body, nth, 0)
  return title !== undefined || body !== undefined
}

function unitsIn(text: string): readonly string[] {
  return runs(text).flatMap(unitsOf)
}

/** Whether the texts have the units side by side so many times. */
function holds(texts: readonly string[], units: readonly string[], times: number): boolean {
  let left = times
  for (const text of texts) {
    const all = unitsIn(text)
    for (const at of all.keys()) if (units.every((unit, nth) => all[at + nth] === unit)) left--
    if (left <= 0) return true
  }
  return false
}

/** What a story tells: an outlet that is called after a capital says nothing about it. */
function textsOf({ title, facts, narratives, forecast, updates }: Story): readonly string[] {
  return [
    title,
    ...facts.map(fact => fact.text),
    ...narratives.flatMap(({ paragraphs }) => paragraphs.map(paragraph => paragraph.text)),
    forecast?.text.text ?? '',
    ...updates.map(update => update.text.text),
  ]
}
