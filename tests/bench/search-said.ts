import { z } from 'zod'

/** What is asked on both platforms, and what is typed on Discord: as it stands in a title, and mistyped. */
export const QUESTIONS = z.object({
  asked: z.array(z.string()),
  right: z.array(z.string()),
  mistyped: z.array(z.string()),
})

export type Questions = z.infer<typeof QUESTIONS>

/** What the bench tells those who ask: the bot listens, or is gone and the bare programs are to be asked the same. */
export const TOLD = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask'), questions: QUESTIONS }),
  z.object({ kind: z.literal('ask-bare'), questions: QUESTIONS }),
])

const MILLISECONDS = z.array(z.number())

/** From the moment at which somebody presses return, or has typed. */
const SEEN = z.object({
  slack: z.object({ acknowledged: MILLISECONDS, first: MILLISECONDS }),
  discord: z.object({ acknowledged: MILLISECONDS, first: MILLISECONDS }),
  right: MILLISECONDS,
  mistyped: MILLISECONDS,
})

export type SearchSeen = z.infer<typeof SEEN>

/** What those who ask tell the bench: where the bot is to connect, and what they saw. */
export const HEARD = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('towns'), environment: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal('seen'), seen: SEEN }),
])
