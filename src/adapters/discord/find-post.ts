import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Sighting } from '../../delivery/carrier.ts'
import type { LeasedStep } from '../../store/step.ts'
import type { Line } from './line.ts'
import { markOf } from './mark.ts'
import type { DiscordPayload } from './payload.ts'
import { CODE, codeOf } from './refusal.ts'
import { earliestId } from './snowflake.ts'

/** Posts of the bot that are looked into; as many in a forum within minutes are not of one digest. */
const MOST_LOOKED_INTO = 25
const ARCHIVED_AT_ONCE = 100

const threadList = z.looseObject({
  threads: z.array(
    z.looseObject({
      id: z.string(),
      parent_id: z.string().nullish(),
      owner_id: z.string().optional(),
      name: z.string(),
    }),
  ),
})
const starter = z.looseObject({
  components: z.array(z.looseObject({ id: z.number().optional() })).optional(),
})

/** Looks for a forum's post among the threads of the guild that are open, then among the forum's last archived ones. */
export async function findPost(
  line: Line,
  step: LeasedStep,
  { guild, body }: DiscordPayload & { call: 'forum-post' },
): Promise<Sighting> {
  const earliest = BigInt(earliestId(step.firstTryAt))
  // Discord's clock can be so far behind ours that what was just posted seems to be older.
  const isCandidate = (thread: { readonly id: string; readonly name: string }) =>
    thread.name === body.name || BigInt(thread.id) >= earliest
  const query = new URLSearchParams({ limit: String(ARCHIVED_AT_ONCE) })
  const lists = [
    () => line.rest.get(Routes.guildActiveThreads(guild)),
    () => line.rest.get(Routes.channelThreads(step.channel, 'public'), { query }),
  ]
  let looked = 0
  for (const list of lists) {
    const { threads } = threadList.parse(await list())
    const own = threads.filter(
      thread => thread.parent_id === step.channel && thread.owner_id === line.me && isCandidate(thread),
    )
    // Somebody may have given it another name, so the others are looked into after those that are called so.
    const likely = own.toSorted((a, b) => Number(b.name === body.name) - Number(a.name === body.name))
    for (const { id } of likely) {
      looked += 1
      if (looked > MOST_LOOKED_INTO)
        return { kind: 'cannot-look', reason: 'The forum has too many new posts to look for it.' }
      if (await isMarked(line, id, markOf(step.key))) return { kind: 'found', receipt: { channel: id, message: id } }
    }
  }
  return { kind: 'absent' }
}

/** The first message of a forum's post has the post's id. */
async function isMarked({ rest }: Line, post: string, mark: number): Promise<boolean> {
  try {
    const { components } = starter.parse(await rest.get(Routes.channelMessage(post, post)))
    return components?.[0]?.id === mark
  } catch (error) {
    if (codeOf(error) === CODE.unknownMessage || codeOf(error) === CODE.unknownChannel) return false
    throw error
  }
}
