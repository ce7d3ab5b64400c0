import type { AliasBook } from '../core/library/aliases.ts'
import type { Problem } from '../core/story/problem.ts'
import type { Known } from './folder-marks.ts'

/** What a folder's thread is started with. */
export interface FolderJob {
  readonly folder: string
  readonly name: string
  readonly aliases: AliasBook
  /** What was given out before there was a thread. */
  readonly known: Known
}

/** What it is told. */
export type Request =
  | { readonly kind: 'read'; readonly only?: ReadonlySet<string> }
  /** Bytes that are free for other stories. */
  | { readonly kind: 'bytes'; readonly bytes: ArrayBuffer }

/** What it answers. */
export type Answer =
  | { readonly kind: 'arrived'; readonly parcel: Parcel }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string }

/** Many arrivals at once: the thread's and the bot's loop would else have nothing to do but hand over. */
export interface Parcel {
  /** In order. */
  readonly arrivals: readonly Parcelled[]
  /** Where the sheets lie. */
  readonly bytes: ArrayBuffer
}

export type Parcelled =
  | { readonly kind: 'anew' }
  | { readonly kind: 'sheet'; readonly at: number; readonly file: string }
  | { readonly kind: 'gone'; readonly id: string }
  | { readonly kind: 'looked'; readonly file: string }
  | { readonly kind: 'problem'; readonly problem: Problem }
