import { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Finding } from '../finding.ts'
import { slackLogger } from './logger.ts'
import { refusalOf } from './refusal.ts'

export interface SlackCheckup {
  readonly botToken: string
  readonly appToken: string
  /** Ends with a slash: `https://slack.com/api/`. */
  readonly apiUrl: string
  /** Scopes that the bot's token has to have. */
  readonly scopes: readonly string[]
  /** How long each call may take. */
  readonly withinMs: number
}

const silence = { info: () => undefined, warn: () => undefined, error: () => undefined }

const whoAnswer = z.looseObject({
  team: z.string(),
  user: z.string(),
  bot_id: z.string().optional(),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
})
const botAnswer = z.looseObject({ bot: z.looseObject({ app_id: z.string() }) })

/** Tries both tokens without connecting: who they are, what the bot may do, whether the socket opens. Never rejects. */
export async function checkSlack(options: SlackCheckup): Promise<readonly Finding[]> {
  const client = (token: string) =>
    new WebClient(token, {
      slackApiUrl: options.apiUrl,
      timeout: options.withinMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: slackLogger(silence),
    })
  const [bot, app] = await Promise.all([
    checkBot(client(options.botToken), options),
    checkApp(client(options.appToken)),
  ])
  return [...bot, app]
}

async function checkBot(client: WebClient, { scopes, appToken }: SlackCheckup): Promise<readonly Finding[]> {
  try {
    const who = whoAnswer.parse(await client.auth.test())
    const has = who.response_metadata?.scopes ?? []
    const same = await checkSameApp(client, appToken, who.bot_id)
    return [
      { state: 'ok', what: `the bot token is that of @${who.user} in ${who.team}` },
      checkScopes(scopes.filter(scope => !has.includes(scope))),
      ...same,
    ]
  } catch (error) {
    return [problem('the bot token could not be tried', error)]
  }
}

function checkScopes(missing: readonly string[]): Finding {
  if (missing.length === 0) return { state: 'ok', what: 'the bot has all scopes' }
  const what = `the bot lacks the ${missing.length === 1 ? 'scope' : 'scopes'} ${missing.join(', ')}`
  const remedy =
    'Add what is missing at https://api.slack.com/apps under "OAuth & Permissions", "Bot Token Scopes", then press "Reinstall" there.'
  return { state: 'problem', what, remedy }
}

/** An app-level token names its app: `xapp-1-A0123456789-…`. With tokens of two apps the bot would post and never hear. */
async function checkSameApp(client: WebClient, appToken: string, bot: string | undefined): Promise<readonly Finding[]> {
  const app = /^xapp-\d+-(A[A-Z\d]+)-/u.exec(appToken)?.[1]
  if (app === undefined || bot === undefined) return []
  // Without users:read Slack does not tell, and that is a finding already.
  const found = await client.bots.info({ bot }).then(
    answer => botAnswer.safeParse(answer),
    () => undefined,
  )
  if (found?.data === undefined || found.data.bot.app_id === app) return []
  return [
    {
      state: 'problem',
      what: 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN belong to two different apps',
      remedy: 'Copy both from the pages of one app at https://api.slack.com/apps.',
    },
  ]
}

async function checkApp(client: WebClient): Promise<Finding> {
  try {
    await client.apps.connections.open({})
    return { state: 'ok', what: 'the app-level token opens the socket' }
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal.kind !== 'give-up') return problem('the socket could not be tried', error)
    return {
      state: 'problem',
      what: `the app-level token does not open the socket: ${refusal.reason}`,
      remedy:
        'At https://api.slack.com/apps switch "Socket Mode" on, make an app-level token with connections:write under "Basic Information", and set SLACK_APP_TOKEN to it.',
    }
  }
}

function problem(what: string, error: unknown): Finding {
  const refusal = refusalOf(error)
  const remedy =
    refusal.kind === 'give-up'
      ? refusal.remedy
      : 'Check the network and SLACK_API_URL, see https://slack-status.com, then try again.'
  return { state: 'problem', what: `${what}: ${refusal.reason}`, remedy }
}
