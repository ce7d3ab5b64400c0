import { REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Finding } from '../finding.ts'
import { invitation, lacking } from './invitation.ts'
import { refusalOf } from './refusal.ts'

export interface DiscordCheckup {
  readonly token: string
  /** Without version and final slash: `https://discord.com/api`. */
  readonly apiUrl: string
  /** How long each call may take. */
  readonly withinMs: number
}

const userAnswer = z.looseObject({ username: z.string() })
const applicationAnswer = z.looseObject({ id: z.string(), approximate_guild_count: z.number().optional() })
const guildsAnswer = z.array(z.looseObject({ name: z.string(), permissions: z.string().regex(/^\d+$/u) }))
const gatewayAnswer = z.looseObject({
  session_start_limit: z.looseObject({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
})

/** Tries the token without connecting: who it is, whether the gateway lets it in, in which servers it is and what it may do there. Never rejects. */
export async function checkDiscord({ token, apiUrl, withinMs }: DiscordCheckup): Promise<readonly Finding[]> {
  const rest = new REST({ api: apiUrl, retries: 0, timeout: withinMs, rejectOnRateLimit: () => true }).setToken(token)
  try {
    const user = userAnswer.parse(await rest.get(Routes.user()))
    const who: Finding = { state: 'ok', what: `the token is that of ${user.username}` }
    const more = await Promise.all([
      checkGateway(rest).catch(error => [problem('the gateway could not be asked', error)]),
      checkServers(rest).catch(error => [problem('the servers could not be listed', error)]),
    ])
    return [who, ...more.flat()]
  } catch (error) {
    return [problem('the token could not be tried', error)]
  } finally {
    rest.clearHandlerSweeper()
    rest.clearHashSweeper()
  }
}

async function checkGateway(rest: REST): Promise<readonly Finding[]> {
  const { total, remaining, reset_after } = gatewayAnswer.parse(await rest.get(Routes.gatewayBot())).session_start_limit
  if (remaining > 0) return [{ state: 'ok', what: `the gateway allows ${remaining} of ${total} more starts today` }]
  const hours = Math.ceil(reset_after / 3_600_000)
  const remedy = `Leave the bot stopped until then; something starts it again and again, and its log says why.`
  return [{ state: 'problem', what: `the gateway allows no further start for ${hours} h`, remedy }]
}

async function checkServers(rest: REST): Promise<readonly Finding[]> {
  const [application, guilds] = await Promise.all([
    rest.get(Routes.currentApplication()).then(answer => applicationAnswer.parse(answer)),
    rest.get(Routes.userGuilds()).then(answer => guildsAnswer.parse(answer)),
  ])
  const link = invitation(application.id)
  if (guilds.length === 0) return [{ state: 'problem', what: 'the bot is in no server', remedy: `Invite it: ${link}` }]
  const short = guilds.map(guild => ({ name: guild.name, missing: lacking(guild.permissions) }))
  const problems = short
    .filter(({ missing }) => missing.length > 0)
    .map(({ name, missing }): Finding => {
      const remedy = `Give it to the bot's role there, or invite the bot again: ${link}`
      return { state: 'problem', what: `in the server “${name}” the bot lacks ${missing.join(', ')}`, remedy }
    })
  if (problems.length > 0) return problems
  // The list is one page of at most 200.
  const servers = Math.max(guilds.length, application.approximate_guild_count ?? 0)
  const where = servers === 1 ? '1 server' : `${servers} servers`
  return [{ state: 'ok', what: `the bot is in ${where} and has all permissions` }]
}

function problem(what: string, error: unknown): Finding {
  const refusal = refusalOf(error)
  const remedy =
    refusal.kind === 'give-up'
      ? refusal.remedy
      : 'Check the network and DISCORD_API_URL, see https://discordstatus.com, then try again.'
  return { state: 'problem', what: `${what}: ${refusal.reason}`, remedy }
}
