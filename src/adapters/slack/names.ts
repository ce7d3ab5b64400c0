import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Ask, Command } from '../../commands/command.ts'

const userAnswer = z.looseObject({
  user: z.looseObject({
    name: z.string().optional(),
    real_name: z.string().optional(),
    tz: z.string().nullish(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    profile: z.looseObject({ display_name: z.string().optional() }).optional(),
  }),
})

const KEPT = 1_000
/** People travel, and change their names. */
const KEPT_MS = 60 * 60_000

interface Known {
  readonly name?: string
  readonly zone?: string
  readonly at: number
}

/** What Slack says of people. */
export interface Names {
  /** The display name by user id, for events that carry an id only. A mention would ping, so the name is written as text. */
  of(user: string): Promise<string>
  /** The zone that a person has set for themselves: `Europe/Berlin`; undefined when Slack does not say, or not in time. */
  zoneOf(user: string): Promise<string | undefined>
  /** Whether somebody is an admin or an owner of the workspace now; false when Slack does not say. */
  isAdmin(user: string): Promise<boolean>
}

/** `now` gives milliseconds since 1970. The client's own timeout is how long anybody waits for an answer. */
export function createNames(client: WebClient, now: () => number): Names {
  const known = new Map<string, Known>()

  /** Nothing, where Slack gives no answer: what was asked for matters more than who asked. */
  async function lookUp(user: string): Promise<Omit<Known, 'at'>> {
    const kept = known.get(user)
    if (kept !== undefined && now() - kept.at < KEPT_MS) return kept
    try {
      const { user: found } = userAnswer.parse(await client.users.info({ user }))
      const name = found.profile?.display_name || found.real_name || found.name
      const fresh = { ...(name ? { name } : {}), ...(found.tz ? { zone: found.tz } : {}), at: now() }
      if (known.size >= KEPT) known.clear()
      known.set(user, fresh)
      return fresh
    } catch {
      return kept ?? {}
    }
  }

  return {
    async isAdmin(user) {
      try {
        const { user: found } = userAnswer.parse(await client.users.info({ user }))
        return found.is_admin === true || found.is_owner === true
      } catch {
        return false
      }
    },
    of: async user => (await lookUp(user)).name ?? user,
    zoneOf: async user => (await lookUp(user)).zone,
  }
}

/** The ask with the zone of whoever asks, if its command wants to know it. */
export async function zoned(ask: Ask, commands: readonly Command[], names: Pick<Names, 'zoneOf'>): Promise<Ask> {
  const command = commands.find(known => known.name === ask.command)
  if (command === undefined || !wantsZone(command)) return ask
  const zone = await names.zoneOf(ask.person.id)
  return zone === undefined ? ask : { ...ask, person: { ...ask.person, zone } }
}

function wantsZone({ words, subcommands }: Command): boolean {
  return [...words, ...subcommands.flatMap(one => one.words)].some(word => word.kind === 'zone')
}
