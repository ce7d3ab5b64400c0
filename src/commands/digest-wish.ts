import { shorten } from '../core/message/shorten.ts'
import { listed, say } from '../core/words/words.ts'
import type { Wish } from '../schedule/wish.ts'
import { MOST_STORIES, MOST_TOPICS, OLDEST_DAYS, USUAL_WISH } from '../schedule/wish.ts'
import type { TopicBook } from './digest-topic.ts'

/** What a digest is to hold, as words. */
export interface WishWords {
  /** Each a name of a topic; undefined: nothing was said. */
  readonly topics: readonly string[] | undefined
  readonly layout: string
  readonly stories: string
  readonly oldest: string
}

/** As far as it is understood; what was not said is as in `usual`. */
export interface WishRead {
  readonly wish: Wish
  readonly problems: readonly string[]
}

/** The first ones mended, the next ones are told. */
const MOST_TOLD = 3
/** What is wrong is repeated in the answer. */
const LONGEST_NAME = 60
/** Of those that are known, where nobody can tell which was meant. */
const TOPICS_SHOWN = 3
const LAYOUTS = ['compact', 'full'] as const

export function readWishWords(words: WishWords, topics: TopicBook, usual: Wish = USUAL_WISH): WishRead {
  const stories = numberIn(words.stories, usual.stories, MOST_STORIES)
  const oldest = numberIn(words.oldest, usual.oldestDays, OLDEST_DAYS)
  const layout = words.layout === '' ? usual.layout : LAYOUTS.find(one => one === words.layout.trim().toLowerCase())
  const names = [...new Set(words.topics?.flatMap(name => apart(name, topics)) ?? usual.topics)]
  // More names than a digest can have are not all looked up.
  const named = names.slice(0, MOST_TOPICS + 1).map(name => ({ name, slug: topics.named(name) }))
  const known = [...new Set(named.flatMap(({ slug }) => slug ?? []))].toSorted()
  const strange = named.flatMap(({ name, slug }) => (slug === undefined ? [name] : []))
  // What was meant stands in the example; where something is wrong nothing is set.
  const meant = strange.slice(0, MOST_TOLD).flatMap(name => topics.named(topics.near(name) ?? '') ?? [])
  const told = strange.slice(0, MOST_TOLD).map(name => shorten(name, LONGEST_NAME))
  const unknown = unknownTopics(told, topics)
  return {
    wish: {
      topics: [...new Set([...known, ...meant])].toSorted().slice(0, MOST_TOPICS),
      stories: stories ?? usual.stories,
      oldestDays: oldest ?? usual.oldestDays,
      layout: layout ?? usual.layout,
    },
    problems: [
      ...unknown,
      ...(names.length > MOST_TOPICS ? [say('digest-wrong.topics', { most: MOST_TOPICS })] : []),
      ...(stories === undefined ? [say('digest-wrong.stories', { most: MOST_STORIES })] : []),
      ...(oldest === undefined ? [say('digest-wrong.oldest', { most: OLDEST_DAYS })] : []),
      ...(layout === undefined ? [say('digest-wrong.layout', { typed: shorten(words.layout, LONGEST_NAME) })] : []),
    ],
  }
}

/** `ukraine and gaza` are two topics where it is none, and both are. */
function apart(name: string, topics: TopicBook): readonly string[] {
  if (name.length > LONGEST_NAME || topics.named(name) !== undefined) return [name]
  const parts = name.split(/\s+(?:and|or|&)\s+|\s*[+/]\s*/iu)
  return parts.every(part => topics.named(part) !== undefined) ? parts : [name]
}

function numberIn(typed: string, usual: number, most: number): number | undefined {
  const text = typed.trim()
  if (text === '') return usual
  const number = /^\d{1,6}$/u.test(text) ? Number(text) : 0
  return number >= 1 && number <= most ? number : undefined
}

/** Of each what may have been meant; of all others together what there is. */
function unknownTopics(typed: readonly string[], topics: TopicBook): readonly string[] {
  const maybe = typed.map(name => ({ name, near: topics.near(name) }))
  const lost = maybe.flatMap(({ name, near }) => (near === undefined ? [name] : []))
  return [
    ...maybe.flatMap(({ name, near }) =>
      near === undefined ? [] : [say('digest-wrong.topic-maybe', { typed: name, topic: near })],
    ),
    ...(lost.length === 0 ? [] : [lostTopics(lost, topics)]),
  ]
}

function lostTopics(names: readonly string[], topics: TopicBook): string {
  const typed = listed(names.map(name => `“${name}”`))
  const some = topics.most(TOPICS_SHOWN)
  const values = { typed, count: names.length }
  return some.length === 0
    ? say('digest-wrong.topic', values)
    : say('digest-wrong.topic-some', { ...values, topics: listed(some) })
}

/** `at most 5 stories, about North Korea and Gaza`, to be put into a sentence. */
export function describeWish(wish: Wish, topics: Pick<TopicBook, 'title'>): string {
  const titles = wish.topics.map(topics.title)
  const parts = [
    say('digest-wish.stories', { count: wish.stories }),
    titles.length === 0 ? say('digest-wish.all') : say('digest-wish.topics', { topics: listed(titles) }),
    ...(wish.layout === 'full' ? [say('digest-wish.full')] : []),
    ...(wish.oldestDays === USUAL_WISH.oldestDays ? [] : [say('digest-wish.oldest', { days: wish.oldestDays })]),
  ]
  return parts.join(', ')
}
