import type { Receipt, StepKind } from './step.ts'

/** A story that stands in a channel. */
export interface StoryPosting {
  /** The key of its root's step. */
  readonly key: string
  readonly story: string
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
  /** In the order in which they were planned, the root among them; a thread that was opened too. */
  readonly messages: readonly { readonly kind: StepKind; readonly receipt: Receipt }[]
  /** The root's payload as it was posted; absent where an older version did not keep it. */
  readonly payload?: string
}

export interface PostingQuery {
  readonly lane: string
  readonly channel: string
  /** Any, when absent. */
  readonly story?: string
  readonly since: number
}
