import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { Refusal } from '../../delivery/carrier.ts'
import { MEANINGS } from './refusal-meaning.ts'

/** Discord's error codes that we act on. https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const CODE = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  invalidWebhookToken: 50027,
  tooLarge: 40005,
  emptyMessage: 50006,
  invalidForm: 50035,
  blockedMessage: 200000,
  blockedTitle: 200001,
  publishedAlready: 40033,
  alreadyAnswered: 40060,
  missingAccess: 50001,
  missingPermissions: 50013,
  threadArchived: 50083,
  noHistoryToReply: 160002,
  threadExists: 160004,
  threadLocked: 160005,
} as const

/**
 * They speak of one message, one thread or one request: the next message can go well. A post of a forum that was deleted is
 * an unknown channel too; where it is the channel itself, the next root says so.
 */
const ALONE: ReadonlySet<number> = new Set([
  CODE.unknownChannel,
  CODE.unknownMessage,
  CODE.unknownWebhook,
  CODE.unknownInteraction,
  CODE.invalidWebhookToken,
  CODE.threadArchived,
  CODE.threadLocked,
  CODE.tooLarge,
  CODE.emptyMessage,
  CODE.invalidForm,
  CODE.blockedMessage,
  CODE.blockedTitle,
])
const OVERLOADED = 130000
const UNREACHED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/u
const UNREACHED_RETRY_MS = 2_000

/** What happens next after a failed REST call. Repeats Discord's error code only: its addresses hold tokens. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RateLimitError) {
    const scope = error.global ? 'lane' : 'channel'
    return { kind: 'try-later', retryAfterMs: error.retryAfter, scope, reason: 'Discord asks to wait (rate limit).' }
  }
  if (error instanceof DiscordAPIError) return apiRefusal(error)
  if (error instanceof HTTPError) {
    const answered = `Discord answered with HTTP ${error.status}`
    if (error.status >= 500) return { kind: 'look-first', reason: `${answered}.` }
    const remedy = 'Check DISCORD_API_URL, then see https://discordstatus.com.'
    return { kind: 'give-up', reason: `Discord refused it without a reason (${answered}).`, remedy, scope: 'channel' }
  }
  if (UNREACHED.test(causes(error))) {
    const reason = 'Discord could not be reached.'
    return { kind: 'try-later', retryAfterMs: UNREACHED_RETRY_MS, scope: 'lane', reason }
  }
  return { kind: 'look-first', reason: 'The connection to Discord ended before its answer came.' }
}

/** Discord's error code; undefined when the call failed in another way. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError ? Number(error.code) : undefined
}

function apiRefusal(error: DiscordAPIError): Refusal {
  const code = Number(error.code)
  const named = Number.isNaN(code) ? `HTTP ${error.status}` : `error ${code}, HTTP ${error.status}`
  const answered = `(Discord answered with ${named}).`
  if (code === OVERLOADED) {
    const reason = `Discord has too much to do ${answered}`
    return { kind: 'try-later', retryAfterMs: 5_000, scope: 'lane', reason }
  }
  if (error.status >= 500) return { kind: 'look-first', reason: `Something broke on Discord’s side ${answered}` }
  if (error.status === 401 && code !== CODE.invalidWebhookToken) {
    const reason = `Discord does not accept the token ${answered}`
    return { kind: 'give-up', reason, remedy: 'Copy it anew into DISCORD_TOKEN.', scope: 'channel' }
  }
  const [what = 'Discord refused it, and Counterpoint does not know this reason', remedy] = MEANINGS[code] ?? []
  const page = 'https://discord.com/developers/docs/topics/opcodes-and-status-codes#json'
  return {
    kind: 'give-up',
    reason: `${what} ${answered}`,
    remedy: remedy ?? `See ${page} for ${named}.`,
    scope: ALONE.has(code) ? 'step' : 'channel',
  }
}

function causes(error: unknown): string {
  const parts: string[] = []
  let at = error
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    parts.push(at.message, 'code' in at && typeof at.code === 'string' ? at.code : '')
    at = at.cause
  }
  return parts.join(' ')
}
