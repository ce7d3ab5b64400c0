import { z } from 'zod'
import type { Change } from '../store/store.ts'
import type { Ask } from './command.ts'
import type { Filled } from './digest-asked.ts'
import type { DigestRoom } from './digest-room.ts'
import { laneOf } from './lane.ts'

/** What a person filled in and was wrong, kept so that it can be mended. */
export interface Draft {
  readonly filled: Filled
  /** The digest that was to be changed. */
  readonly id?: string | undefined
}

const KEPT_MS = 86_400_000
/** Of each answer; nobody needs more, and it is kept. */
const LONGEST = 300

const DRAFT = z.object({
  filled: z.object({
    day: z.string(),
    time: z.string(),
    timezone: z.string(),
    topics: z.string(),
    layout: z.string(),
    stories: z.string(),
    oldest: z.string(),
  }),
  id: z.string().optional(),
})

/** The place of a person's draft among the settings: no channel is called so. */
function draftOf({ address, person }: Ask): string {
  return `draft/${address.room}/${person.id}`
}

export function keepDraft(ask: Ask, draft: Draft): Change {
  const { space } = ask.address
  return {
    kind: 'setting',
    lane: laneOf(ask.address),
    channel: draftOf(ask),
    value: JSON.stringify({ ...draft, filled: bounded(draft.filled) } satisfies Draft),
    by: ask.person.id,
    expiresAt: ask.at + KEPT_MS,
    ...(space === undefined ? {} : { space }),
  }
}

function bounded(filled: Filled): Filled {
  const cut = (text: string) => Array.from(text).slice(0, LONGEST).join('')
  return {
    day: cut(filled.day),
    time: cut(filled.time),
    timezone: cut(filled.timezone),
    topics: cut(filled.topics),
    layout: cut(filled.layout),
    stories: cut(filled.stories),
    oldest: cut(filled.oldest),
  }
}

export async function readDraft(ask: Ask, { courtesy }: DigestRoom): Promise<Draft | undefined> {
  const kept = await courtesy.store.setting(laneOf(ask.address), draftOf(ask))
  return kept === undefined ? undefined : DRAFT.safeParse(JSON.parse(kept)).data
}
