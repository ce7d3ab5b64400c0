import type { Receipt, StepKind } from './step.ts'

/** What stands in a channel below one root: a story, or the stories of a digest. */
export interface StoryPosting {
  /** The key of its root's step. */
  readonly key: string
  /** The ids of the stories that it tells, in their order; none that was taken out of it. */
  readonly stories: readonly string[]
  readonly asker: string
  readonly lane: string
  readonly channel: string
  readonly root: Receipt
  /** The thread of its replies where that is a place of its own, or the one that its root stands in. */
  readonly thread?: string
  /** When its root was settled. */
  readonly at: number
}

export type WhichPosting =
  | { readonly key: string }
  | { readonly lane: string; readonly channel: string; readonly message: string }

/** A posting with all that was posted of it. */
export interface Standing extends StoryPosting {
  /** Its root tells several stories, each in a part of its own, or did so when it was posted. */
  readonly several: boolean
  /** In the order in which they were planned, the root among them; a thread that was opened too. */
  readonly messages: readonly StandingMessage[]
  /** What was still to be posted of it when this was read, or on its way, in that order. */
  readonly unposted: readonly UnpostedStep[]
  /** The root's payload as it was posted; absent of several stories, and where an older version did not keep it. */
  readonly payload?: string
}

/** A step of a posting that leaves a message or a thread. */
export interface UnpostedStep {
  readonly key: string
  readonly kind: StepKind
}

export interface StandingMessage {
  readonly kind: StepKind
  readonly receipt: Receipt
  /** Of a digest's posting, the story that it tells; absent where it tells of all of them. */
  readonly story?: string
}

export interface PostingQuery {
  readonly lane: string
  readonly channel: string
  /** Any, when absent. */
  readonly story?: string
  readonly since: number
}
