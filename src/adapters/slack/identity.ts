import { setTimeout as wait } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { AdapterLog } from '../adapter.ts'
import { AdapterError } from '../adapter.ts'
import { watchOutage } from './logger.ts'
import { refusalOf } from './refusal.ts'

/** Who the bot is: the one installation that a token from the environment stands for. */
export interface Identity {
  /** The organisation for an organisation-wide installation, else the workspace. */
  readonly installation: string
  readonly teamId: string
  /** `https://quay.slack.com/` */
  readonly teamUrl: string
  readonly enterpriseId?: string
  readonly botId: string
  readonly botUserId: string
  readonly botToken: string
}

const authAnswer = z.looseObject({
  url: z.string(),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  bot_id: z.string(),
  user_id: z.string(),
})

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/** Asks Slack who the token is, again and again while Slack is out of reach. Rejects with an `AdapterError` when Slack refuses the token. */
export async function identify(client: WebClient, log: AdapterLog, signal: AbortSignal): Promise<Identity> {
  const outage = watchOutage()
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    try {
      const answer = authAnswer.parse(await client.auth.test())
      const enterprise = typeof answer.enterprise_id === 'string' ? { enterpriseId: answer.enterprise_id } : {}
      const wide = answer.is_enterprise_install === true && typeof answer.enterprise_id === 'string'
      return {
        installation: wide && answer.enterprise_id ? answer.enterprise_id : answer.team_id,
        teamId: answer.team_id,
        teamUrl: answer.url.endsWith('/') ? answer.url : `${answer.url}/`,
        botId: answer.bot_id,
        botUserId: answer.user_id,
        botToken: client.token ?? '',
        ...enterprise,
      }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal.kind === 'give-up') throw new AdapterError(`${refusal.reason} ${refusal.remedy}`, { cause: error })
      if (outage.isNews(refusal.reason)) log.warn('Slack is out of reach; trying again.', { reason: refusal.reason })
      await wait(pause, undefined, { signal })
    }
  }
}

/** The token for a request; without one where this app is not installed, and then the person is told. */
export function authorization(
  identity: Identity,
  source: { readonly teamId?: string; readonly enterpriseId?: string },
) {
  const { botToken, botId, botUserId, teamId, enterpriseId } = identity
  const ours = source.teamId === teamId || (enterpriseId !== undefined && source.enterpriseId === enterpriseId)
  return ours ? { botToken, botId, botUserId, teamId } : {}
}
