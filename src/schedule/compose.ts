import type { DigestItem } from '../core/library/selection.ts'
import { isolated } from '../core/message/clean.ts'
import { shortDate } from '../core/message/day.ts'
import { digestThread, digestThreads } from '../core/message/digest.ts'
import { drawOrder } from '../core/message/draw.ts'
import { revisionOf } from '../core/story/revision.ts'
import type { Story } from '../core/story/story.ts'
import { isSeen } from '../core/story/visible.ts'
import { say } from '../core/words/words.ts'
import type { Receipt } from '../store/step.ts'
import type { DueSubscription, Tells } from '../store/subscription.ts'
import type { EditionPost, EditionThread } from './edition-post.ts'
import type { Wish } from './wish.ts'

/** What an edition is made of. Times are milliseconds since 1970. */
export interface Material {
  /** The claim of its steps: `edition/k3j9x0aa@2026-11-30T08:30`, or whatever else names for good what asked for it. */
  readonly id: string
  readonly subscription: DueSubscription
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
  /** See `EditionPost`. */
  readonly keyedAt: number
  readonly expiresAt: number
}

/** What editions that tell the same at the same time have in common. */
type Composed = Pick<EditionPost, 'threads' | 'stories'>

/** All orders of five stories with two sides are 32. */
const MOST_REMEMBERED = 256

/** A digest as it is to be posted: the same material makes the same edition. */
export function composeEdition(material: Material): EditionPost {
  return postOf(material, compose(material))
}

/**
 * The same for many channels at one moment: what was composed for one is given to all that draw the same lots for the same
 * stories. Not to be kept longer than that.
 */
export function createComposer(): typeof composeEdition {
  const remembered = new Map<string, Composed>()
  return material => {
    const key = keyOf(material)
    const composed = remembered.get(key) ?? compose(material)
    if (remembered.size < MOST_REMEMBERED) remembered.set(key, composed)
    return postOf(material, composed)
  }
}

/** All that `compose` reads: of a story what its readers see, of a channel only the lots. */
function keyOf({ subscription, wish, items, day, at }: Material): string {
  const told = items.map(({ story, changes }) => {
    const lot = drawOrder(story.id, subscription.channel, story.narratives.length)
    return [story.id, tellsOf(story).hash, lot, changes]
  })
  return JSON.stringify([wish.layout, wish.topics, day, at, told])
}

function postOf(material: Material, composed: Composed): EditionPost {
  const { id, subscription, wish, earlier, at, keyedAt, expiresAt } = material
  return { id, subscription, layout: wish.layout, ...composed, earlier, at, keyedAt, expiresAt }
}

function compose(material: Material): Composed {
  const { subscription, wish, items, day, at } = material
  const options = { channel: subscription.channel, now: at, day, topics: wish.topics.map(material.topicTitle) }
  const stories = digestThreads(items, options).map(
    ({ story, thread }, index): EditionThread => ({
      name: threadName(story, items[index]?.changes !== undefined),
      thread,
      tells: [tellsOf(story)],
      topics: topicsOf([story], material),
    }),
  )
  if (wish.layout === 'full') return { threads: stories, stories }
  const told = items.map(({ story }) => story)
  const all: EditionThread = {
    name: say('digest.summary', { day: shortDate(day), titles: told.map(({ title }) => isolated(title)).join('; ') }),
    thread: digestThread(items, options),
    tells: told.map(tellsOf),
    topics: topicsOf(told, material),
  }
  return { threads: [all], stories }
}

/** A headline of which nothing is to be seen would be a name that no platform takes. */
function threadName({ title }: Story, isUpdate: boolean): string {
  const summary = isSeen(title) ? title : say('digest.title')
  return isUpdate ? say('digest.update-summary', { summary }) : summary
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
