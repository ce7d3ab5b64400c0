import { z } from 'zod'

const goneBody = z.looseObject({
  team_id: z.string().optional(),
  event: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('app_uninstalled') }),
    z.looseObject({
      type: z.literal('tokens_revoked'),
      tokens: z.looseObject({ bot: z.array(z.string()).optional() }),
    }),
  ]),
})

/** Where the bot is not any more: a workspace of the organisation, or without one the whole installation. */
export interface Gone {
  readonly space?: string
}

/**
 * The app was removed, or the bot's own token revoked; undefined for any other event, and where only somebody's own token was.
 * https://docs.slack.dev/reference/events/app_uninstalled and https://docs.slack.dev/reference/events/tokens_revoked
 */
export function hearGone(
  body: unknown,
  { installation, botUserId }: { readonly installation: string; readonly botUserId: string },
): Gone | undefined {
  const parsed = goneBody.safeParse(body)
  if (!parsed.success) return undefined
  const { event, team_id } = parsed.data
  if (event.type === 'tokens_revoked' && event.tokens.bot?.includes(botUserId) !== true) return undefined
  return team_id === undefined || team_id === installation ? {} : { space: team_id }
}
