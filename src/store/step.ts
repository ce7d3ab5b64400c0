import type { RefusedEdition, Tells } from './subscription.ts'

export type StepKind = 'post' | 'open-thread' | 'publish' | 'edit' | 'remove' | 'archive'

/** One act towards a platform, complete: after a restart nothing else is needed to do it. */
export interface NewStep {
  /** Never changes, names the step on the platform too: opaque there, so it holds nothing private. */
  readonly key: string
  readonly kind: StepKind
  /** The installation: `slack/T01` or `discord`. */
  readonly lane: string
  readonly channel: string
  /** The exact payload as JSON; only the adapter of the lane reads it. */
  readonly payload: string
  /** What must never be logged and is forgotten when the step is settled: a response_url, an interaction's token. */
  readonly secret?: string
  /** Its platform gives only seconds for it: it goes before all others, is bound by no hold, and shares no place with them. */
  readonly urgent?: boolean
  /** Its receipt is needed: the root of a reply, the thread of a message. Dropped when that one is settled without a receipt. */
  readonly under?: string
  /** Only if that one was refused; dropped when it is settled otherwise. */
  readonly ifRefused?: string
  /** Not before that one is settled, however it went. */
  readonly after?: string
  /** Refused, if it could not be done until then. */
  readonly expiresAt: number
  /**
   * Makes the step the root of a posting, which is remembered in the commit that settles it as posted; with it every step
   * of the same claim that stands `under` it, however deep.
   */
  readonly about?: About
  /**
   * The key of the posting whose message the step takes away. When such a step is kept, what is still to be posted of that
   * posting is dropped, but for what may have landed. One that stands `under` a step which is being posted takes away what that one
   * leaves: it is dropped when that one did not land, and that one is then not tried again. When it is settled as posted, the message named by its receipt is forgotten, and with the root the posting.
   * With a `story` only what tells that one is dropped, and the step that edits the root ends its being told there, if no
   * message of it is left.
   */
  readonly takes?: string
  /**
   * The key of the posting of which it changes a message, from what that says by then: where the first step of a claim changes or
   * `takes` something, it waits for those of other claims that do so in the same posting, or one change would undo the other.
   */
  readonly edits?: string
  /** Of a digest's posting, the story that the step tells or takes away. */
  readonly story?: string
  /** The stories that its readers have had with it: remembered in the commit that keeps it, and no more when it is refused or dropped. */
  readonly tells?: readonly Tells[]
}

/** What a root tells of, and for whom. */
export interface About {
  /** The ids of the stories, in the order in which it tells them. */
  readonly stories: readonly string[]
  /** The platform's id of the person who asked. */
  readonly asker: string
  /** The thread that it is itself a reply in. */
  readonly thread?: string
}

/** Where a step ended up. */
export interface Receipt {
  readonly channel: string
  readonly message: string
}

export interface LeasedStep extends NewStep {
  /** The claim that it was kept under: of a digest `edition/<subscription>@<nominal>`. */
  readonly claim: string
  /** True when an earlier try may have landed. */
  readonly looks: boolean
  /** Tries before this one. */
  readonly attempts: number
  /** When it was first tried; `now` of the lease for a first try. */
  readonly firstTryAt: number
  /** The receipt of `under`. */
  readonly beneath?: Receipt
  /** What `after` names, settled by now; without a receipt where it did not land. */
  readonly behind?: { readonly kind: StepKind; readonly receipt?: Receipt }
}

/** How a try went. `in-doubt` is for good: it may have landed, nobody can look, and it is not repeated. */
export type StepOutcome =
  | { readonly state: 'posted'; readonly receipt: Receipt }
  | { readonly state: 'waiting'; readonly nextTryAt: number; readonly looks: boolean }
  | { readonly state: 'in-doubt'; readonly reason: string }
  /**
   * With an `edition` it is counted in the same commit that it was refused, once for each: when something below a root was, or
   * the last of its roots. The third in a row halts the subscription; one that was posted in between lets the count start anew.
   */
  | { readonly state: 'refused'; readonly reason: string; readonly edition?: RefusedEdition }

/**
 * `lost`: another owner has the step, and nothing was written. `dropped`: it did not land and is not tried again, because somebody
 * removes what it belongs to. `halted`: it was written, and its digest does not run any more.
 */
export type Settled = 'lost' | 'kept' | 'dropped' | 'halted'

export type StepState = 'queued' | 'posting' | 'posted' | 'waiting' | 'in-doubt' | 'refused' | 'dropped'

export interface KeptStep {
  readonly key: string
  readonly claim: string
  readonly state: StepState
  readonly attempts: number
  readonly receipt?: Receipt
  readonly reason?: string
}
