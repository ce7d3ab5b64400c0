import type { Problem } from '../core/story/problem.ts'
import type { Story } from '../core/story/story.ts'

/** Where stories come from. */
export interface Source {
  /** What it is called in problems and logs: `seeds`. */
  readonly name: string
  /**
   * Everything new, changed or gone since `cursor` was given out; everything there is when it is undefined.
   * One bad document is a problem, never an exception; only `signal` ends it early, by throwing its reason.
   */
  read(cursor: string | undefined, signal?: AbortSignal): AsyncIterable<Arrival>
}

export type Arrival =
  /** A new story, or a story that replaces the one with its id. */
  | { readonly kind: 'story'; readonly story: Story; readonly file: string }
  /** The source no longer has this story. */
  | { readonly kind: 'gone'; readonly id: string }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** Always the last: where the next read goes on. Keep it once all before it is kept; its content is the source's own. */
  | { readonly kind: 'cursor'; readonly cursor: string }
