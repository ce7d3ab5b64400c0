import type { LeasedStep, NewStep, Receipt } from '../store/step.ts'
import type { Limit } from './pace.ts'

/** What takes a step to a platform. An adapter is a carrier that also listens. */
export interface Carrier {
  /** The first part of the lanes that it serves: `slack`, `discord`. */
  readonly platform: string
  /** The platform's limits that the step's call counts against; `beneath` is the receipt of the step above it. */
  limits(step: Paced): readonly Limit[]
  /** Does the step once, without trying again by itself. Never throws for what a platform may answer. */
  post(step: LeasedStep): Promise<Posting>
  /** Looks on the platform whether the step landed already. */
  find(step: LeasedStep): Promise<Sighting>
}

/** A step that was leased, or one that is being taken: that has no claim yet. */
export type Paced = NewStep & Partial<Pick<LeasedStep, 'claim' | 'beneath'>>

export type Posting = { readonly kind: 'posted'; readonly receipt: Receipt } | Refusal

/** A refusal, named by what happens next. */
export type Refusal =
  /** It did not land. `scope` says what has to wait: this step alone, its channel, or the whole lane. */
  | {
      readonly kind: 'try-later'
      readonly retryAfterMs: number
      readonly scope: 'step' | 'channel' | 'lane'
      readonly reason: string
    }
  /** It may have landed. */
  | { readonly kind: 'look-first'; readonly reason: string }
  /**
   * It did not land and never will; the remedy is a sentence that a person can follow. `scope` says what it holds for: this
   * step alone, or whatever like it comes into its channel until somebody has followed the remedy.
   */
  | { readonly kind: 'give-up'; readonly reason: string; readonly remedy: string; readonly scope: 'step' | 'channel' }

export type Sighting =
  | { readonly kind: 'found'; readonly receipt: Receipt }
  | { readonly kind: 'absent' }
  /** The platform gives no way to look, now or ever. */
  | { readonly kind: 'cannot-look'; readonly reason: string }
  | { readonly kind: 'try-later'; readonly retryAfterMs: number; readonly reason: string }
