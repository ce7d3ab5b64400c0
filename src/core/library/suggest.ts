import type { Story } from '../story/story.ts'
import { bytesOf, idIn, newestFirst, titleIn, titleKeyBegins } from './card.ts'
import { type Clause, clausesOf } from './clause.ts'
import { find, topicIn } from './find.ts'
import { keyOf } from './fold.ts'
import type { Suggestion } from './library.ts'
import { naming } from './naming.ts'
import { newest, slotsOf } from './order.ts'
import { type Shelf, slotsIn, slotWith } from './shelf.ts'
import { countAll, counting, countPile, type Tally } from './tally.ts'
import type { Name } from './topic-name.ts'
import { beginning, wordIn } from './vocabulary.ts'

const LONGEST_VALUE = 100
const LONGEST_TYPED = 200

/** At most `n` suggestions, topics before stories; with nothing typed, the topics with most stories and the latest stories. */
export function suggest(shelf: Shelf, typed: string, n: number): readonly Suggestion[] {
  const start = typed.slice(0, LONGEST_TYPED)
  const key = keyOf(start)
  const withId = slotWith(shelf, start.trim().toLowerCase())
  const stories = key === '' ? newest(shelf.all, n) : storiesBeginning(shelf, start, key, n)
  const first = withId === undefined ? saying(shelf, start, n) : [withId]
  const named = first.length === 0 ? stories : [...new Set([...first, ...stories])].slice(0, Math.max(n, 1))
  const topics = topicsBeginning(shelf, key, Math.max(1, n))
  if (topics.length + named.length === 0) return guessed(shelf, start).slice(0, n)
  const room = Math.max(Math.ceil(n / 2), n - named.length)
  return [...topics.slice(0, room), ...named.map(slot => storyIn(shelf, slot))].slice(0, Math.max(0, n))
}

/** For a name that stands for less than its topic, such as a leader's: the stories that `find` would give. */
function saying(shelf: Shelf, typed: string, n: number): readonly number[] {
  const topic = topicIn(shelf, typed)
  return topic === undefined ? [] : (naming(shelf, topic, typed, n)?.slots ?? [])
}

function storySuggestion({ id, title }: Pick<Story, 'id' | 'title'>): Suggestion {
  return { kind: 'story', label: title, value: id }
}

function storyIn({ archive }: Shelf, slot: number): Suggestion {
  return storySuggestion({ id: idIn(archive, slot), title: titleIn(archive, slot) })
}

function topicSuggestion(shelf: Shelf, topic: string): Suggestion {
  return { kind: 'topic', label: shelf.aliases.title(topic), value: topic }
}

interface Match {
  readonly topic: string
  readonly place: 0 | 1 | 2
  readonly stories: number
}

/** Names that begin with what was typed before names with a word that does; of equals, the topic with more stories. The best `n`. */
function topicsBeginning(shelf: Shelf, key: string, n: number): readonly Suggestion[] {
  const joined = key.replaceAll(' ', '')
  // Not sorted as a whole: editors make up topics by the thousand.
  const best: Match[] = []
  for (const [topic, names] of shelf.names) {
    let place: 0 | 1 | 2 = 2
    for (const name of names) {
      const other = placeOf(name, key, joined)
      if (other < place) place = other
      if (place === 0) break
    }
    if (place > 1 || !isChoosable(shelf, topic)) continue
    const match = { topic, place, stories: shelf.byTopic.get(topic)?.size ?? 0 }
    const last = best[n - 1]
    if (n < 1 || (last !== undefined && sooner(last, match) < 0)) continue
    const at = best.findIndex(each => sooner(match, each) < 0)
    best.splice(at < 0 ? best.length : at, 0, match)
    if (best.length > n) best.pop()
  }
  return best.map(({ topic }) => topicSuggestion(shelf, topic))
}

/** A value that is also a story's id would give that story. */
function isChoosable(shelf: Shelf, topic: string): boolean {
  return topic.length <= LONGEST_VALUE && slotWith(shelf, topic) === undefined
}

function sooner(a: Match, b: Match): number {
  return a.place - b.place || b.stories - a.stories || (a.topic < b.topic ? -1 : 1)
}

function placeOf(name: Name, key: string, joined: string): 0 | 1 | 2 {
  if (name.joined.startsWith(joined)) return 0
  return name.key.includes(` ${key}`) ? 1 : 2
}

/** Stories whose titles or topics hold every word, the last of them perhaps unfinished: titles that begin so first, then newest. */
function storiesBeginning(shelf: Shelf, typed: string, key: string, n: number): readonly number[] {
  const clauses = clausesOf(shelf.aliases, typed)
  if (clauses.length === 0) return []
  return counting(shelf.tally, slotsIn(shelf), tally => {
    for (const [at, clause] of clauses.entries()) countClause(shelf, tally, clause, at + 1, lastOf(clauses, at, key))
    return chosen(shelf, inOrder(shelf, tally), key, n, slot => tally.covered[slot] === clauses.length)
  })
}

/** What was typed of the last word, which may be unfinished; undefined for the words before it. */
function lastOf(clauses: readonly Clause[], at: number, key: string): string | undefined {
  return at === clauses.length - 1 ? key.slice(key.lastIndexOf(' ') + 1) : undefined
}

function countClause(shelf: Shelf, tally: Tally, { word, topic }: Clause, nth: number, last: string | undefined): void {
  const longer = last === undefined ? [] : beginning(shelf.titleWords, startOf(word, last), Number.POSITIVE_INFINITY)
  const typed = wordIn(shelf.titleWords, word)
  for (const each of typed === undefined ? longer : [typed, ...longer])
    countAll(tally, shelf.titleWords.slab, each, nth, 0)
  const pile = topic === undefined ? undefined : shelf.byTopic.get(topic)
  if (pile !== undefined) countPile(tally, pile, nth, 0)
}

/** Few stories are sorted; many are met in order sooner by going through all, and not to the end. */
function inOrder(shelf: Shelf, { touched, size }: Tally): Iterable<number> {
  if (size > shelf.all.size / 16) return slotsOf(shelf.all)
  return [...touched.subarray(0, size)].sort((a, b) => newestFirst(shelf.archive, a, b))
}

function chosen(
  { archive }: Shelf,
  slots: Iterable<number>,
  key: string,
  n: number,
  fits: (slot: number) => boolean,
): readonly number[] {
  const start = bytesOf(key)
  const beginsSo: number[] = []
  const others: number[] = []
  for (const slot of slots) {
    if (beginsSo.length >= n) break
    if (!fits(slot)) continue
    if (titleKeyBegins(archive, slot, start)) beginsSo.push(slot)
    else if (others.length < n) others.push(slot)
  }
  return [...beginsSo, ...others].slice(0, n)
}

/** Half-typed words are not stemmed: `tex` and `texas` both begin Texas. */
function startOf(word: string, typed: string): string {
  return typed.startsWith(word) && typed.length > word.length ? typed : word
}

/** Nothing begins so: what a search would give, mistypings included. */
function guessed(shelf: Shelf, typed: string): readonly Suggestion[] {
  const found = find(shelf, typed)
  switch (found.kind) {
    case 'latest':
      return []
    case 'none':
    case 'several':
      return found.nearest.map(storySuggestion)
    case 'story': {
      const stories = [found.story, ...found.earlier].map(storySuggestion)
      return found.topic === undefined || !isChoosable(shelf, found.topic)
        ? stories
        : [topicSuggestion(shelf, found.topic), ...stories]
    }
  }
}
