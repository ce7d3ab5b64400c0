import type { Plan } from '../core/schedule/plan.ts'
import { samePlan } from '../core/schedule/plan.ts'
import type { Wish } from '../schedule/wish.ts'
import type { TopicBook } from './digest-topic.ts'

/** A digest as it was asked for, understood. */
export interface Wanted {
  readonly plan: Plan
  readonly wish: Wish
}

/** The same as it was typed or chosen, in words: what a form is filled with. An empty text is what was not said. */
export interface Filled {
  /** `daily`, `weekdays`, `fri` or `mon,fri` */
  readonly day: string
  readonly time: string
  readonly timezone: string
  /** Names or slugs with commas between. */
  readonly topics: string
  readonly layout: string
  readonly stories: string
  readonly oldest: string
}

/** Both digests that may be meant by a name that is a topic and a time zone. */
export interface Either {
  readonly asZone: Wanted
  readonly asTopic: Wanted
}

export type Read =
  | ({ readonly kind: 'wanted' } & Wanted)
  | {
      readonly kind: 'wrong'
      /** All of it, in whole sentences. */
      readonly problem: string
      /** What could have been meant. */
      readonly nearest: Wanted
      readonly filled: Filled
      /** Where that cannot be told; the nearest is one of both. */
      readonly either?: Either
    }

/** By what it is read. */
export interface Reader {
  readonly topics: TopicBook
  /** The zone of whoever asks. */
  readonly zone?: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What may be wrong where nothing else was understood. */
export const EXAMPLE_PLAN: Plan = { days: 'daily', hour: 8, minute: 30, zone: 'Europe/Berlin' }

/** The same runs of stories of the same topics. */
export function sameDigest(one: Wanted, other: Wanted): boolean {
  return samePlan(one.plan, other.plan) && one.wish.topics.toSorted().join() === other.wish.topics.toSorted().join()
}
