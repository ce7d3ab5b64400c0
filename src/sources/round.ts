import type { Problem } from '../core/story/problem.ts'
import type { Story } from '../core/story/story.ts'

/** What one look at the folder brought. */
export interface Round {
  readonly added: Several<Put>
  readonly edited: Several<Put>
  readonly removed: Several<Headline>
  /** Those that were not there before. */
  readonly problems: readonly Problem[]
  /** Problems that are no longer there. */
  readonly mended: number
}

/** How many, and the first of them by name: nobody reads a thousand lines, and writing them would stop everything else. */
export interface Several<T> {
  readonly count: number
  readonly first: readonly T[]
}

export interface Put {
  readonly story: Headline
  readonly file: string
}

/** What a story is called. */
export type Headline = Pick<Story, 'id' | 'title'>

const MOST_NAMED = 100

/** The same while it is counted. */
export interface Counting<T> {
  count: number
  readonly first: T[]
}

export function noneYet<T>(): Counting<T> {
  return { count: 0, first: [] }
}

/** `thing` is made only where it is named. */
export function countOne<T>(several: Counting<T>, thing: () => T): void {
  several.count += 1
  if (several.first.length < MOST_NAMED) several.first.push(thing())
}

export function broughtSomething({ added, edited, removed, problems, mended }: Round): boolean {
  return added.count + edited.count + removed.count + problems.length + mended > 0
}
