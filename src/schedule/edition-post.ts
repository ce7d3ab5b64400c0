import type { Thread } from '../core/message/message.ts'
import type { Receipt } from '../store/step.ts'
import type { DueSubscription, Tells } from '../store/subscription.ts'

/** A digest that is to be posted, before any platform has touched it. Times are milliseconds since 1970. */
export interface EditionPost {
  /** The claim of its steps, for good: `edition/k3j9x0aa@2026-11-30T08:30`. */
  readonly id: string
  readonly subscription: DueSubscription
  /** `compact`: one thread for all; `full`: one for each story. */
  readonly layout: Layout
  readonly threads: readonly EditionThread[]
  /** Each story with a thread of its own, in the same order, for a channel that wants a post for each; in layout `full` the same as `threads`. */
  readonly stories: readonly EditionThread[]
  /** The threads that earlier editions of the subscription opened, newest first, where a platform has a limit of open ones. */
  readonly earlier: readonly Receipt[]
  readonly at: number
  /** As `at`, and a little more for each edition of a tick: what is kept one after the other gets keys in that order. */
  readonly keyedAt: number
  /** What was not posted until then is refused. */
  readonly expiresAt: number
}

export type Layout = 'compact' | 'full'

export interface EditionThread {
  /** What a place of its own for it is called. */
  readonly name: string
  readonly thread: Thread
  /** The stories that its root tells. */
  readonly tells: readonly Tells[]
  /** What these stories are about, as readers call it: `North Korea`. */
  readonly topics: readonly string[]
}

/** What kind of place a channel is, as far as digests differ there. */
export type PlaceKind = 'text' | 'announcement' | 'forum' | 'direct'

/** What a platform says of a channel in which a digest is to come. */
export interface Checked {
  readonly kind: PlaceKind
  /** What is missing to post there and to open threads; empty: nothing is. */
  readonly missing: readonly Missing[]
}

export interface Missing {
  /** A whole sentence: `Counterpoint is not a member of this channel.` */
  readonly what: string
  /** What a person can do about it, a whole sentence. */
  readonly remedy: string
}
