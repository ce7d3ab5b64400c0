import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

const userAnswer = z.looseObject({
  user: z.looseObject({
    name: z.string().optional(),
    real_name: z.string().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    profile: z.looseObject({ display_name: z.string().optional() }).optional(),
  }),
})

const KEPT = 1_000

/** What Slack says of people. */
export interface Names {
  /** The display name by user id, for events that carry an id only. A mention would ping, so the name is written as text. */
  of(user: string): Promise<string>
  /** Whether somebody is an admin or an owner of the workspace now; false when Slack does not say. */
  isAdmin(user: string): Promise<boolean>
}

export function createNames(client: WebClient): Names {
  const known = new Map<string, string>()

  async function ask(user: string): Promise<string> {
    try {
      const { user: found } = userAnswer.parse(await client.users.info({ user }))
      const name = found.profile?.display_name || found.real_name || found.name
      return name === undefined || name === '' ? user : name
    } catch {
      // The answer matters more than the name of who asked.
      return user
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
    async of(user) {
      const name = known.get(user) ?? (await ask(user))
      if (name !== user) {
        if (known.size >= KEPT) known.clear()
        known.set(user, name)
      }
      return name
    },
  }
}
