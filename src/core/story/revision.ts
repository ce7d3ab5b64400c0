import { z } from 'zod'
import { say } from '../words/words.ts'
import { changesBetween } from './change.ts'
import { fingerprint } from './fingerprint.ts'
import { seenOf, seenSchema } from './seen.ts'
import type { Story } from './story.ts'

/** A version of a story as readers had it. */
export interface Revision {
  /** The story's id. */
  readonly story: string
  /** The same for as long as readers see the same, 16 hexadecimal digits. */
  readonly hash: string
  /** Enough of it to say later what changed: JSON of at most 8,000 characters. */
  readonly snapshot: string
}

const LONGEST_SNAPSHOT = 8_000
const snapshotSchema = z.object({ v: z.literal(1), hash: z.string(), seen: seenSchema.optional() })

/** The story's present revision. What readers do not see (`seenOf` tells) does not change the hash, nor does the order of sides, which is drawn. */
export function revisionOf(story: Story): Revision {
  const seen = seenOf(story)
  // What is kept of a fact to recognise it in other words, and how a label begins, follow from what is hashed already.
  const hash = fingerprint(
    JSON.stringify([
      seen.title,
      seen.date ?? '',
      seen.facts.map(({ text, cites }) => [text, cites]),
      seen.sides.map(({ called, text, outlets, cites }) => [called, text, outlets, cites].join(' ')).sort(),
      seen.forecast === undefined ? [] : [seen.forecast.text, seen.forecast.outlets, seen.forecast.cites],
      seen.updates.map(update => update.line).sort(),
      seen.sources,
    ]),
  )
  const whole = JSON.stringify({ v: 1, hash, seen } satisfies z.infer<typeof snapshotSchema>)
  const snapshot = whole.length <= LONGEST_SNAPSHOT ? whole : JSON.stringify({ v: 1, hash })
  return { story: story.id, hash, snapshot }
}

/**
 * What changed in a story since a snapshot of it, in the bot's own words: whole sentences, and the story's own new update lines
 * as they are. Empty when readers see the same. A snapshot that says too little, or that another version wrote, gives the one
 * sentence that it was changed.
 */
export function changesSince(snapshot: string, story: Story): readonly string[] {
  const before = read(snapshot)
  if (before === undefined) return [say('change.unknown')]
  if (before.hash === revisionOf(story).hash) return []
  const changes = before.seen === undefined ? [] : changesBetween(before.seen, story)
  return changes.length === 0 ? [say('change.unknown')] : changes
}

function read(snapshot: string): z.infer<typeof snapshotSchema> | undefined {
  try {
    return snapshotSchema.safeParse(JSON.parse(snapshot)).data
  } catch {
    return undefined
  }
}
