import type { Story } from '../story/story.ts'
import { askedKeys, isAddress, wordsInAddress } from './address.ts'
import { topicsIn } from './card.ts'
import { type Clause, clausesOf, namesTyped, spansTyped, withoutFillers } from './clause.ts'
import { keyOf } from './fold.ts'
import type { Found, Strength } from './library.ts'
import { lacks, naming } from './naming.ts'
import { emptyPile, newest, olderThan } from './order.ts'
import { FEW_WORDS, type Hit, search } from './search.ts'
import { titleKeyOf } from './sheet.ts'
import { citing, type Shelf, slotWith, storyOf, titled } from './shelf.ts'
import { isTalk } from './talk.ts'
import { topicMistyped, topicNamed } from './topic-name.ts'
import { wordIn } from './vocabulary.ts'
import { runs } from './words.ts'

const LONGEST_QUERY = 1000
const MOST_EARLIER = 4
const MOST_LATEST = 5
const MOST_SEVERAL = 10
const MOST_NEAREST = 5
/** How far ahead of the second the best match must be to be the one that is meant. */
const CLEARLY = 1.25
/** From this score on, a story that lacks one of several typed words may still be meant. */
const NEARLY_WHOLE = { score: 0.75, words: 3 }
const WORTH_OFFERING = 0.15

const INVISIBLE = /[\p{C}\p{Z}\s]+/gu

/** Finds what a person asks for. Takes any text, never throws, and looks at its first 1,000 characters. */
export function find(shelf: Shelf, query: string): Found {
  const typed = query.slice(0, LONGEST_QUERY).replace(INVISIBLE, ' ').trim()
  if (typed === '') return latest(shelf)
  const named = byName(shelf, typed)
  if (named !== undefined) return named
  return isTalk(typed) && !isNameAmongFillers(shelf, typed) ? latest(shelf) : byWords(shelf, typed)
}

function latest(shelf: Shelf): Found {
  return { kind: 'latest', stories: storiesOf(shelf, newest(shelf.all, MOST_LATEST)) }
}

/** `the who` and `us news`: the names of some topics are small words too. */
function isNameAmongFillers({ aliases }: Shelf, typed: string): boolean {
  return spansTyped(aliases, runs(typed)).length > 0
}

function byName(shelf: Shelf, typed: string): Found | undefined {
  const withId = slotWith(shelf, typed.toLowerCase())
  if (withId !== undefined) return oneStory(shelf, withId, 'exact')
  const cited = askedKeys(typed)
    .map(key => citing(shelf, key, MOST_SEVERAL))
    .find(slots => slots.length > 0)
  if (cited !== undefined) return oneOf(shelf, cited, 'exact')
  const sameTitle = titled(shelf, titleKeyOf(typed), MOST_SEVERAL)
  const topic = topicIn(shelf, typed)
  if (topic === undefined) return sameTitle.length > 0 ? oneOf(shelf, sameTitle, 'exact') : undefined
  const [first] = newestOf(shelf, topic, 1)
  const others = sameTitle.filter(slot => slot !== first)
  if (first === undefined || others.length === 0) return topicStory(shelf, topic, typed, 'exact')
  const nearest = storiesOf(shelf, [first, ...others].slice(0, MOST_SEVERAL))
  return { kind: 'several', nearest, strength: 'exact' }
}

function byWords(shelf: Shelf, typed: string): Found {
  const address = isAddress(typed)
  const words = address ? wordsInAddress(typed) : typed
  const clauses = clausesOf(shelf.aliases, words)
  if (clauses.length === 0) return { kind: 'none', nearest: [] }
  // An address that no story cites is another article, however alike: its neighbours are offered, not given.
  if (address) return { kind: 'none', nearest: guesses(shelf, clauses, words) }
  return (
    amongFillers(shelf, clauses, words) ??
    surely(shelf, words, clearest(shelf, search(shelf, clauses, keyOf(words), 'exact', MOST_SEVERAL), 'exact')) ??
    nearTopic(shelf, words) ??
    asOneWord(shelf, clauses) ??
    surely(shelf, words, nearly(shelf, clauses, words))
  )
}

/**
 * What is left of an answer where a leader was typed beside other words, and the story that has the words has the leader by its
 * country alone: the person chooses between it and those that name the leader.
 */
function surely<Answer extends Found | undefined>(shelf: Shelf, typed: string, found: Answer): Answer | Found {
  if (found?.kind !== 'story' || found.topic !== undefined) return found
  const slot = slotWith(shelf, found.story.id)
  const missing = namesTyped(shelf.aliases, typed).find(
    ({ topic, name }) => slot !== undefined && lacks(shelf, topic, name, slot),
  )
  const named = missing === undefined ? undefined : naming(shelf, missing.topic, missing.name, MOST_EARLIER)
  if (named === undefined) return found
  const nearest = [
    found.story,
    ...storiesOf(
      shelf,
      named.slots.filter(each => each !== slot),
    ),
  ]
  return nearest.length > 1 ? { kind: 'several', nearest, strength: 'near' } : found
}

/** `tik tok ban`: two words that titles have as one, and not as they were typed. */
function asOneWord(shelf: Shelf, clauses: readonly Clause[]): Found | undefined {
  const { titleWords } = shelf
  const at = clauses.findIndex(({ word }, place) => {
    const next = clauses[place + 1]
    return (
      next !== undefined && wordIn(titleWords, word) === undefined && wordIn(titleWords, word + next.word) !== undefined
    )
  })
  const [first, second] = [clauses[at], clauses[at + 1]]
  if (first === undefined || second === undefined) return undefined
  const together: Clause = { word: first.word + second.word, open: false }
  const telling = withoutFillers([...clauses.slice(0, at), together, ...clauses.slice(at + 2)])
  return clearest(shelf, search(shelf, telling, together.word, 'near', MOST_SEVERAL), 'near')
}

/** `the white house`, `latest news about iran`: a topic that stands among fillers alone. */
function amongFillers(shelf: Shelf, clauses: readonly Clause[], typed: string): Found | undefined {
  const telling = withoutFillers(clauses)
  const topics = new Set(telling.map(clause => clause.topic))
  const [topic] = topics
  if (topic === undefined || topics.size > 1 || telling.length === clauses.length) return undefined
  const names = namesTyped(shelf.aliases, typed)
  // Of two leaders of one country both are meant, and not the country.
  const [first] = names
  return first !== undefined && names.length === 1 ? topicStory(shelf, topic, first.name, 'near') : undefined
}

function nearTopic(shelf: Shelf, typed: string): Found | undefined {
  const mistyped = shelf.aliases.resolve(typed) === undefined ? topicMistyped(shelf.names, typed) : undefined
  return mistyped === undefined ? undefined : topicStory(shelf, mistyped.topic, mistyped.name, 'near')
}

function nearly(shelf: Shelf, clauses: readonly Clause[], typed: string): Found {
  const telling = withoutFillers(clauses)
  const asked = telling.length > 0 ? telling : clauses
  const hits = search(shelf, asked, keyOf(typed), 'near', MOST_SEVERAL)
  const found = clearest(shelf, hits, 'near') ?? almostWhole(shelf, hits, asked.length)
  if (found !== undefined) return found
  if (telling.length === 0) return { kind: 'none', nearest: [] }
  return { kind: 'none', nearest: asked.length > FEW_WORDS ? worthOffering(shelf, hits) : guesses(shelf, asked, typed) }
}

/** What to answer with when at least one story has every word. */
function clearest(shelf: Shelf, hits: readonly Hit[], strength: Strength): Found | undefined {
  const whole = hits.filter(hit => hit.whole)
  const [first, second] = whole
  if (first === undefined) return undefined
  if (second === undefined || first.score >= second.score * CLEARLY) return oneStory(shelf, first.slot, strength)
  return { kind: 'several', nearest: whole.map(hit => storyOf(shelf, hit.slot)), strength }
}

/** A long query with one word wrong. */
function almostWhole(shelf: Shelf, [first, second]: readonly Hit[], words: number): Found | undefined {
  if (first === undefined || words < NEARLY_WHOLE.words || first.score < NEARLY_WHOLE.score) return undefined
  if (second !== undefined && first.score < second.score * CLEARLY) return undefined
  return oneStory(shelf, first.slot, 'near')
}

function guesses(shelf: Shelf, clauses: readonly Clause[], typed: string): readonly Story[] {
  return worthOffering(shelf, search(shelf, clauses, keyOf(typed), 'wide', MOST_NEAREST))
}

function worthOffering(shelf: Shelf, hits: readonly Hit[]): readonly Story[] {
  const near = hits.filter(hit => hit.score >= WORTH_OFFERING)
  return near.slice(0, MOST_NEAREST).map(hit => storyOf(shelf, hit.slot))
}

/** The topic with stories that a text names as a whole. */
export function topicIn(shelf: Shelf, text: string): string | undefined {
  const slug = text.trim().toLowerCase()
  if (shelf.byTopic.has(slug)) return slug
  const alias = shelf.aliases.resolve(text)
  if (alias !== undefined && shelf.byTopic.has(alias)) return alias
  return topicNamed(shelf.named, text)
}

/** Up to four older stories of the first of its topics, newest first: the others are often wide, like a whole country. */
export function earlierThan(shelf: Shelf, slot: number): readonly Story[] {
  const pile = shelf.byTopic.get(topicsIn(shelf.archive, slot)[0] ?? '')
  return pile === undefined ? [] : storiesOf(shelf, olderThan(shelf.archive, pile, slot, MOST_EARLIER))
}

export function storiesOf(shelf: Shelf, slots: readonly number[]): readonly Story[] {
  return slots.map(slot => storyOf(shelf, slot))
}

/** The newest story that uses the name; where none does, or the name is the topic's own, the topic's newest. */
function topicStory(shelf: Shelf, topic: string, name: string, strength: Strength): Found | undefined {
  const found = naming(shelf, topic, name, 1 + MOST_EARLIER)
  const [first, ...rest] = found?.slots ?? []
  const [newestOne] = newestOf(shelf, topic, 1)
  if (found === undefined || first === undefined || first === newestOne) return newestStory(shelf, topic, strength)
  switch (found.where) {
    case 'title':
    case 'body': {
      const earlier = rest.length > 0 ? storiesOf(shelf, rest) : earlierThan(shelf, first)
      return { kind: 'story', story: storyOf(shelf, first), earlier, strength }
    }
    case 'aside':
      return { kind: 'several', nearest: storiesOf(shelf, [first, ...rest, ...newestOf(shelf, topic, 1)]), strength }
  }
}

function newestStory(shelf: Shelf, topic: string, strength: Strength): Found | undefined {
  const [first, ...earlier] = storiesOf(shelf, newestOf(shelf, topic, 1 + MOST_EARLIER))
  return first === undefined ? undefined : { kind: 'story', story: first, topic, earlier, strength }
}

function newestOf(shelf: Shelf, topic: string, n: number): readonly number[] {
  return newest(shelf.byTopic.get(topic) ?? emptyPile(), n)
}

function oneStory(shelf: Shelf, slot: number, strength: Strength): Found {
  return { kind: 'story', story: storyOf(shelf, slot), earlier: earlierThan(shelf, slot), strength }
}

function oneOf(shelf: Shelf, newestOnes: readonly number[], strength: Strength): Found {
  const [first, second] = newestOnes
  if (first !== undefined && second === undefined) return oneStory(shelf, first, strength)
  return { kind: 'several', nearest: storiesOf(shelf, newestOnes), strength }
}
