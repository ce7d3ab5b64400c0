import type { Story } from '../story/story.ts'
import type { Aliases } from './aliases.ts'
import { idIn, topicsIn } from './card.ts'
import { earlierThan, find, storiesOf, topicIn } from './find.ts'
import { emptyPile, newest, slotsOf } from './order.ts'
import { type Sheet, sheetOf } from './sheet.ts'
import { emptyShelf, shelve, slotWith, storyOf, unshelve } from './shelf.ts'
import { suggest } from './suggest.ts'

/** `exact`: an id, address, title, topic or alias as a whole, or every word is in title or topics; else `near`. */
export type Strength = 'exact' | 'near'

/** What a query finds. */
export type Found =
  /** One story, and up to four older ones on its subject, newest first. With a topic it is the newest of that topic. */
  | {
      readonly kind: 'story'
      readonly story: Story
      readonly topic?: string
      readonly earlier: readonly Story[]
      readonly strength: Strength
    }
  /** Several that are equally meant, best first, equals newest first; at most ten. */
  | { readonly kind: 'several'; readonly nearest: readonly Story[]; readonly strength: Strength }
  /** Nothing that can be meant; at most five that are near. */
  | { readonly kind: 'none'; readonly nearest: readonly Story[] }
  /** Nothing was asked: the newest five. */
  | { readonly kind: 'latest'; readonly stories: readonly Story[] }

/** Something to choose while typing. */
export interface Suggestion {
  readonly kind: 'topic' | 'story'
  /** The whole title: whoever shows it cuts it. */
  readonly label: string
  /** A topic's slug or a story's id, at most 100 characters; `find(value)` gives what was chosen. */
  readonly value: string
}

/** A topic and how many stories it has. */
export interface TopicCount {
  readonly topic: string
  readonly title: string
  readonly stories: number
}

export type Filed = 'added' | 'edited' | 'same'

/**
 * All stories in memory, newest first wherever there are several. Each story is filed when it comes; nothing is rebuilt.
 * Stories are kept as bytes: each that is given out is a new object, equal to the one that was put.
 */
export interface Library {
  readonly size: number
  /** Adds the story, or replaces the one with its id, which may be just the same. */
  put(story: Story): Filed
  /** The same with a story that `sheetOf` made ready, perhaps in another thread; it is not needed afterwards. */
  file(sheet: Sheet): Filed
  /** Whether there was such a story. */
  remove(id: string): boolean
  get(id: string): Story | undefined
  /** The ids of all stories. */
  ids(): Iterable<string>
  /** Up to four older stories of this one's first topic, newest first. */
  earlier(story: Story): readonly Story[]
  latest(n: number): readonly Story[]
  /** Topics with stories, those with most stories first. */
  topics(): readonly TopicCount[]
  /** Stories of a topic, given by slug or by any of its names. */
  byTopic(topic: string, n: number): readonly Story[]
  /** Whether a story is among those of a topic, given by slug or by any of its names. */
  isAbout(id: string, topic: string): boolean
  find(query: string): Found
  suggest(typed: string, n: number): readonly Suggestion[]
}

export function createLibrary(aliases: Aliases): Library {
  const shelf = emptyShelf(aliases)
  const file = (sheet: Sheet) => shelve(shelf, sheet, slotWith(shelf, sheet.id))
  const stories = (slots: readonly number[]) => storiesOf(shelf, slots)
  return {
    get size() {
      return shelf.all.size
    },
    file,
    put: story => file(sheetOf(story, aliases)),
    remove: id => {
      const slot = slotWith(shelf, id)
      if (slot !== undefined) unshelve(shelf, slot)
      return slot !== undefined
    },
    get: id => {
      const slot = slotWith(shelf, id)
      return slot === undefined ? undefined : storyOf(shelf, slot)
    },
    *ids() {
      for (const slot of slotsOf(shelf.all)) yield idIn(shelf.archive, slot)
    },
    earlier: story => {
      const slot = slotWith(shelf, story.id)
      return slot === undefined ? [] : earlierThan(shelf, slot)
    },
    latest: n => stories(newest(shelf.all, n)),
    topics: () =>
      [...shelf.byTopic]
        .map(([topic, pile]) => ({ topic, title: aliases.title(topic), stories: pile.size }))
        .sort((a, b) => b.stories - a.stories || (a.topic < b.topic ? -1 : 1)),
    byTopic: (topic, n) => stories(newest(shelf.byTopic.get(topicIn(shelf, topic) ?? '') ?? emptyPile(), n)),
    isAbout: (id, topic) => {
      const [slot, slug] = [slotWith(shelf, id), topicIn(shelf, topic)]
      return slot !== undefined && slug !== undefined && topicsIn(shelf.archive, slot).includes(slug)
    },
    find: query => find(shelf, query),
    suggest: (typed, n) => suggest(shelf, typed, n),
  }
}
