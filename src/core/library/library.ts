import type { Story } from '../story/story.ts'
import type { Aliases } from './aliases.ts'
import { type Found, find, topicIn } from './find.ts'
import { newest } from './order.ts'
import { emptyShelf, shelve, unshelve } from './shelf.ts'
import { type Suggestion, suggest } from './suggest.ts'

/** A topic and how many stories it has. */
export interface TopicCount {
  readonly topic: string
  readonly title: string
  readonly stories: number
}

/** All stories in memory, newest first wherever there are several. Each story is filed when it comes; nothing is rebuilt. */
export interface Library {
  readonly size: number
  /** Adds the story, or replaces the one with its id. */
  put(story: Story): void
  /** Whether there was such a story. */
  remove(id: string): boolean
  get(id: string): Story | undefined
  latest(n: number): readonly Story[]
  /** Topics with stories, those with most stories first. */
  topics(): readonly TopicCount[]
  /** Stories of a topic, given by slug or by any of its names. */
  byTopic(topic: string, n: number): readonly Story[]
  find(query: string): Found
  suggest(typed: string, n: number): readonly Suggestion[]
}

export function createLibrary(aliases: Aliases): Library {
  const shelf = emptyShelf(aliases)
  const remove = (id: string) => {
    const entry = shelf.byId.get(id)
    if (entry !== undefined) unshelve(shelf, entry)
    return entry !== undefined
  }
  return {
    get size() {
      return shelf.byId.size
    },
    put: story => {
      remove(story.id)
      shelve(shelf, story)
    },
    remove,
    get: id => shelf.byId.get(id)?.story,
    latest: n => newest(shelf.all, n).map(entry => entry.story),
    topics: () =>
      [...shelf.byTopic]
        .map(([topic, pile]) => ({ topic, title: aliases.title(topic), stories: pile.length }))
        .sort((a, b) => b.stories - a.stories || (a.topic < b.topic ? -1 : 1)),
    byTopic: (topic, n) => newest(shelf.byTopic.get(topicIn(shelf, topic) ?? '') ?? [], n).map(entry => entry.story),
    find: query => find(shelf, query),
    suggest: (typed, n) => suggest(shelf, typed, n),
  }
}
