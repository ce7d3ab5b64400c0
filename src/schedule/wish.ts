import { z } from 'zod'

/** What a digest holds and how it looks. */
export interface Wish {
  /** Slugs, in the order of the alphabet; none: stories of every topic. */
  readonly topics: readonly string[]
  /** How many stories at most. */
  readonly stories: number
  /** A story that is older than so many days is no news, unless it changed. */
  readonly oldestDays: number
  /** `compact`: one thread for all stories; `full`: one for each. */
  readonly layout: 'compact' | 'full'
}

export const MOST_STORIES = 10
export const OLDEST_DAYS = 30
export const MOST_TOPICS = 10

/** What counts where nothing is said. */
export const USUAL_WISH: Wish = { topics: [], stories: 5, oldestDays: 7, layout: 'compact' }

// Made once: a part of a schema costs more than what it reads.
const WISH = z
  .object({
    topics: z.array(z.string()),
    stories: z.int().min(1).max(MOST_STORIES),
    oldestDays: z.int().min(1).max(OLDEST_DAYS),
    layout: z.enum(['compact', 'full']),
  })
  .partial()

/** As it is kept in a subscription. */
export function wishText({ topics, stories, oldestDays, layout }: Wish): string {
  return JSON.stringify({ topics: [...new Set(topics)].toSorted(), stories, oldestDays, layout } satisfies Wish)
}

/** A wish as it was kept. What is not understood, of a newer version for example, is as usual. */
export function readWish(kept: string): Wish {
  const read = WISH.safeParse(jsonOf(kept))
  if (!read.success) return USUAL_WISH
  const { topics, stories, oldestDays, layout } = read.data
  return {
    topics: topics ?? USUAL_WISH.topics,
    stories: stories ?? USUAL_WISH.stories,
    oldestDays: oldestDays ?? USUAL_WISH.oldestDays,
    layout: layout ?? USUAL_WISH.layout,
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
