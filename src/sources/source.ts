import type { Sheet } from '../core/library/sheet.ts'
import type { Problem } from '../core/story/problem.ts'
import type { Story } from '../core/story/story.ts'

/** Where stories come from. It remembers what it gave out, as long as the process lives. */
export interface Source {
  /** What it is called in problems and logs: `seeds`. */
  readonly name: string
  /**
   * At first everything there is; later everything new, changed or gone since. One bad document is a problem, never an
   * exception; only `signal` ends it early, by throwing its reason. What has arrived counts as given out once the next one is
   * asked for, so what a broken-off read did not give out comes with the next. Never two at once.
   */
  read(look?: Look): AsyncIterable<Arrival>
  /** Lets go of everything; nothing is read afterwards. */
  close(): Promise<void>
}

export interface Look {
  readonly signal?: AbortSignal
  /** Where it is known that only these may have changed; paths relative to the folder, with `/` between names. */
  readonly only?: ReadonlySet<string>
}

export type Arrival =
  /** Everything there is follows: what was known before and does not come again is gone. */
  | { readonly kind: 'anew' }
  /** A story, new or changed or just the same. */
  | { readonly kind: 'story'; readonly story: Story; readonly file: string }
  /** The same, made ready in another thread; valid until the next arrival is asked for. */
  | { readonly kind: 'sheet'; readonly sheet: Sheet; readonly file: string }
  /** The source no longer has this story. */
  | { readonly kind: 'gone'; readonly id: string }
  /** What was said of this file before does not hold any more; what holds is said again. */
  | { readonly kind: 'looked'; readonly file: string }
  | { readonly kind: 'problem'; readonly problem: Problem }
