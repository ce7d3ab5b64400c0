import type { DigestItem } from '../core/library/selection.ts'
import { shortDate } from '../core/message/day.ts'
import { digestThread, digestThreads } from '../core/message/digest.ts'
import { revisionOf } from '../core/story/revision.ts'
import type { Story } from '../core/story/story.ts'
import { say } from '../core/words/words.ts'
import type { Receipt } from '../store/store.ts'
import type { Subscription, Tells } from '../store/subscription.ts'
import type { EditionPost, EditionThread } from './edition-post.ts'
import type { Wish } from './wish.ts'

/** What an edition is made of. Times are milliseconds since 1970. */
export interface Material {
  /** The claim of its steps: `edition/k3j9x0aa@2026-11-30T08:30`, or whatever else names for good what asked for it. */
  readonly id: string
  readonly subscription: Subscription
  readonly wish: Wish
  /** In the order in which they are told. */
  readonly items: readonly DigestItem[]
  /** What readers call a topic, given its slug. */
  readonly topicTitle: (slug: string) => string
  /** The threads that earlier editions opened, newest first. */
  readonly earlier: readonly Receipt[]
  /** The day of the digest as its channel's calendar has it, `YYYY-MM-DD`. */
  readonly day: string
  readonly at: number
  readonly expiresAt: number
}

/** A digest as it is to be posted: the same material makes the same edition. */
export function composeEdition(material: Material): EditionPost {
  const { id, subscription, wish, items, earlier, at, expiresAt } = material
  const options = {
    channel: subscription.channel,
    now: at,
    day: material.day,
    topics: wish.topics.map(material.topicTitle),
  }
  const stories = digestThreads(items, options).map(
    ({ story, thread }, index): EditionThread => ({
      name: items[index]?.changes === undefined ? story.title : say('digest.update-summary', { summary: story.title }),
      thread,
      tells: [tellsOf(story)],
      topics: topicsOf([story], material),
    }),
  )
  const compact = (): EditionThread => ({
    name: say('digest.summary', {
      day: shortDate(material.day),
      titles: items.map(({ story }) => story.title).join('; '),
    }),
    thread: digestThread(items, options),
    tells: items.map(({ story }) => tellsOf(story)),
    topics: topicsOf(
      items.map(({ story }) => story),
      material,
    ),
  })
  const threads = wish.layout === 'full' ? stories : [compact()]
  return { id, subscription, layout: wish.layout, threads, stories, earlier, at, expiresAt }
}

function topicsOf(stories: readonly Story[], { topicTitle }: Material): readonly string[] {
  return [...new Set(stories.flatMap(story => story.topics))].map(topicTitle)
}

/** Many channels are told the same stories at the same minute. */
const tells = new WeakMap<Story, Tells>()

function tellsOf(story: Story): Tells {
  const known = tells.get(story) ?? revisionOf(story)
  tells.set(story, known)
  return known
}
