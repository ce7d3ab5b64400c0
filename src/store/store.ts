import type { PostingQuery, Standing, StoryPosting, WhichPosting } from './posting.ts'
import type { Queue } from './queue.ts'
import type { KeptStep, LeasedStep, NewStep, Receipt, Settled, StepOutcome } from './step.ts'
import type {
  DueSubscription,
  Edition,
  EditionTerms,
  KeptEdition,
  MovedSubscription,
  Subscription,
  Told,
  ToldQuery,
  WhichSubscriptions,
} from './subscription.ts'

/**
 * What is kept between two moments. Every method is one commit, which those that are called in the same moment share: when it has resolved, a power cut changes nothing of it.
 * Times are milliseconds since 1970. Safe for several processes on one store.
 */
export interface Store {
  /**
   * Keeps the steps under a claim, both or neither. `known` when the claim was there already: somebody else answers. A step
   * can wait only for steps before it or kept earlier; rejects otherwise. One whose condition is lost already is dropped.
   */
  take(claim: string, steps: readonly NewStep[], now: number, terms?: Terms): Promise<Taken>
  /**
   * Leases steps that are ready at `now`: the urgent ones first, then those that wait for no root, then replies, and then the
   * same of digests; of each the longest due first. Each is `posting` and its `looks` says whether to look before posting. May give fewer than there are;
   * there is nothing more for now when it gives none and `admit` turned none away.
   */
  lease(request: LeaseRequest): Promise<readonly LeasedStep[]>
  /** Writes how a leased step went, and what that says of its edition. */
  settle(key: string, owner: string, outcome: StepOutcome, now: number): Promise<Settled>
  /** Nothing of this channel (or, without one, of this lane) is ready before `until`, but what is urgent. */
  hold(lane: string, channel: string | undefined, until: number): Promise<void>
  /** When, later than `after`, the next step of these platforms becomes due or a lease runs out; undefined when none does. */
  nextWake(platforms: readonly string[], after: number): Promise<number | undefined>
  /** Ends the leases of owners that are gone, so that their steps are looked for at once. Returns how many. */
  release(gone: (owner: string) => boolean, now: number): Promise<number>
  /**
   * The clock shows an earlier time than it did: what waits for a later one is ready, as if a platform had not asked to be waited
   * for; it says so again. Where nobody has `seen` that, only if something that waits was kept well after `now`, or would wait for
   * longer than platforms ask for. What was told or posted later than `now` counts as of now. Returns how many steps.
   */
  setBack(now: number, seen: boolean): Promise<number>
  /**
   * Forgets the claims made before `before` with their steps, if these are settled or expired before it, and nothing waits
   * for them. A forgotten claim can be taken again: `before` lies further back than any redelivery. Returns how many. Not
   * one commit but several, so that others get their turn.
   */
  prune(before: number): Promise<number>
  /** The newest posting, of one story or of any, in a channel that was made at `since` or later, and was not removed. */
  lastPosting(query: PostingQuery): Promise<StoryPosting | undefined>
  /** The posting of that key, or the one whose root is that message; undefined for one that was removed or forgotten. */
  posting(which: WhichPosting): Promise<Standing | undefined>
  /** All postings of a story, wherever they are, the oldest first. */
  postingsOf(story: string): Promise<readonly Standing[]>
  /** How many messages that tell a story are still to be posted, or under way: roots, and what tells it below a digest's root. */
  unposted(story: string): Promise<number>
  /** Forgets the postings made before `before`: their messages can no longer be named, neither to link nor to remove them. Returns how many. */
  forgetPostings(before: number): Promise<number>
  /** What was last set for a channel, as it was given. */
  setting(lane: string, channel: string): Promise<string | undefined>
  /** The longest set first; those of a space that the bot has left too. */
  subscriptions(which: WhichSubscriptions): Promise<readonly Subscription[]>
  /** Whose `nextAt` has come, the longest due first, without the first that were `passed`; none of a space that the bot has left. */
  dueSubscriptions(now: number, most: number, passed?: number): Promise<readonly DueSubscription[]>
  /** When the next subscription comes due, or came. */
  nextDue(): Promise<number | undefined>
  /**
   * Keeps an edition, its steps under the claim `edition/<subscription>@<nominal>`, and `after`'s next time. False, and no
   * step is kept, when the edition is there already (then a subscription that is still due goes on to `after`'s next time; one
   * that told nothing gives way to one that does),
   * or when the subscription is gone, halted or was changed since it was read.
   */
  publish(
    edition: Edition,
    steps: readonly NewStep[],
    after: MovedSubscription,
    now: number,
    terms?: EditionTerms,
  ): Promise<boolean>
  /** Keeps `after`'s next time without an edition: a pause went by, or zone data changed. False when it is not as `before` any more. */
  moveOn(before: DueSubscription, after: MovedSubscription): Promise<boolean>
  /** The newest first; of one subscription, or of all. */
  editions(subscription: string | undefined, most: number): Promise<readonly KeptEdition[]>
  /** Where threads were opened for editions of that subscription, those of the newest first. */
  editionThreads(subscription: string, most: number): Promise<readonly Receipt[]>
  /** The newest version of each story that the channel has had. */
  told(query: ToldQuery): Promise<readonly Told[]>
  /** The bot has left a space, or with `undefined` a whole lane: what was set there rests, and is forgotten later. Without `gone` it is back. */
  forgetSpace(lane: string, space: string | undefined, gone: { readonly at: number } | undefined): Promise<void>
  /** The bot is in these spaces of a lane and in no other: what was set elsewhere rests from now on, and what was set here goes on. */
  present(lane: string, spaces: readonly string[], now: number): Promise<void>
  /** Forgets editions after 400 days, what was told 60 before the last of it, what was set in a space 30 days after the bot left, and settings that have expired. Returns how many. */
  forgetDigests(now: number): Promise<number>
  /** What waits at `now`, and what gave way later than `since`: for whoever watches. */
  queue(since: number, now: number): Promise<Queue>
  /** Steps in the order in which they were kept, for reports and tests. */
  steps(): Promise<readonly KeptStep[]>
  /** Much is about to come: what has to be started for it is started now. Resolves when it is, or cannot be; never rejects. */
  warm(): Promise<void>
  close(): Promise<void>
}

/** What else belongs into the commit of a take. */
export interface Terms {
  /** What people changed, in order. */
  readonly changes?: readonly Change[]
  /** Leases the first step, if it waits for nothing and is admitted: it can be carried without another commit. */
  readonly begin?: Beginning
  /** Keeps nothing when so many claims wait in the channel, or in the lane, of the first step already. */
  readonly room?: Room
  /** Keeps nothing when the channel was told the same of one of the stories later than this: it is to be composed anew. */
  readonly toldSince?: number
}

export type Change =
  /** Takes the place of the channel's former one. */
  | ({ readonly kind: 'setting' } & Setting)
  /** A new one; two processes that set the same at one moment keep one. */
  | { readonly kind: 'subscribe'; readonly subscription: Subscription }
  /** In the place of the one with that id. Where somebody has stopped it meanwhile, nothing of the take is kept. */
  | { readonly kind: 'resubscribe'; readonly subscription: Subscription }
  /** Of its edition that is under way no further root is posted. */
  | { readonly kind: 'unsubscribe'; readonly id: string }
  /** Somebody who manages the channel was told that it halted. */
  | { readonly kind: 'halt-told'; readonly id: string }

export interface Beginning {
  readonly owner: string
  readonly until: number
  /** Asked at most once, inside the commit or before it: what it let through may not be begun after all. */
  admits(step: NewStep): boolean
}

/** How many claims may have steps that wait. */
export interface Room {
  readonly channel: number
  readonly lane: number
}

export type Taken =
  | { readonly kind: 'taken'; readonly begun?: LeasedStep }
  | { readonly kind: 'known' }
  /** Nothing was kept, the claim neither. */
  | { readonly kind: 'full'; readonly of: 'channel' | 'lane' }
  /** Nothing was kept, the claim neither: one of the stories was told there meanwhile. */
  | { readonly kind: 'told' }
  /** Nothing was kept, the claim neither: a subscription that was to be changed is gone. */
  | { readonly kind: 'gone' }

/** What people have set for a channel. */
export interface Setting {
  readonly lane: string
  readonly channel: string
  /** JSON; only the commands read it. */
  readonly value: string
  /** Who has set it: the platform's id of a person. */
  readonly by: string
  /** The guild or workspace: forgotten with it. */
  readonly space?: string
  /** Forgotten after this: a form that was not filled in to the end. */
  readonly expiresAt?: number
}

export interface LeaseRequest {
  readonly now: number
  readonly owner: string
  /** The first parts of the lanes that can be served now. */
  readonly platforms: readonly string[]
  /** Longer than the adapter's longest call. */
  readonly until: number
  /** Of steps that are not urgent. */
  readonly most: number
  readonly mostUrgent: number
  /** At most this many of one channel are leased to this owner at once, so that a slow channel leaves room for the others; urgent ones do not count. */
  readonly perChannel: number
  /** Lanes of which only urgent steps are given. */
  readonly closed: readonly string[]
  /** Nothing that stands below a digest's root is given. */
  readonly rootsOnly?: boolean
  /** Asked for each step that would be given, in that order, inside the commit or before it: what it let through may not be given after all. */
  admit(step: LeasedStep): Admission
}

/** Whether a step may go: yes; not before a time, which is kept; or no, and it stays as it is. */
export type Admission =
  | { readonly kind: 'go' }
  | { readonly kind: 'not-before'; readonly at: number }
  | { readonly kind: 'closed' }

/** The store cannot be used, with a remedy in its message. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}
