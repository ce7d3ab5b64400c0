import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { Refusal } from '../../delivery/carrier.ts'

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

/** What it means, and what a person can do about it. */
const MEANINGS: Readonly<Record<number, readonly [reason: string, remedy: string]>> = {
  10003: ['The channel is gone.', 'Use another one.'],
  10004: ['The bot is not in that server.', 'Invite it again.'],
  10008: ['The message is gone.', 'Ask again.'],
  10015: ['The time to answer is over.', 'Ask again.'],
  10062: ['The time to answer is over.', 'Discord waits three seconds for an answer. Ask again.'],
  40058: ['A forum takes posts and no messages.', 'Set the digest anew, or ask in one of its posts.'],
  40066: [
    'The forum wants a tag, and has none that the bot may give.',
    'Add a tag that everybody may use in the forum\'s settings, or give the bot "Manage Threads" there.',
  ],
  40067: [
    'The forum wants a tag.',
    'Add tags that are called like topics, or switch "Require people to select tags" off.',
  ],
  50001: [
    'The bot does not see that channel.',
    'Give it "View Channel" there; if it was removed from the server, invite it again.',
  ],
  50008: ['No messages can be posted there.', 'Use a text channel, an announcement channel or a forum.'],
  50013: [
    'The bot may not post there.',
    'Give it "Send Messages", "Create Public Threads" and "Send Messages in Threads".',
  ],
  50024: ['That cannot be done in this kind of channel.', 'Use a text channel, an announcement channel or a forum.'],
  50027: ['The time to answer is over.', 'Ask again.'],
  50083: ['The thread is archived.', 'Open it again, or ask in the channel.'],
  160005: ['The thread is locked.', 'Unlock it, or ask in the channel.'],
  160006: ['The server has as many open threads as Discord allows.', 'Archive some.'],
}
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
    const reason = `Discord answered with HTTP ${error.status}.`
    if (error.status >= 500) return { kind: 'look-first', reason }
    const remedy = 'Check DISCORD_API_URL, then see https://discordstatus.com.'
    return { kind: 'give-up', reason, remedy, scope: 'channel' }
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
  const named = Number.isNaN(code) ? `HTTP ${error.status}` : `error ${code} (HTTP ${error.status})`
  const [meaning, remedy] = MEANINGS[code] ?? []
  const reason = [`Discord answered with ${named}.`, ...(meaning === undefined ? [] : [meaning])].join(' ')
  if (code === OVERLOADED) return { kind: 'try-later', retryAfterMs: 5_000, scope: 'lane', reason }
  if (error.status >= 500) return { kind: 'look-first', reason }
  if (error.status === 401 && code !== CODE.invalidWebhookToken) {
    const copy = 'Discord does not accept the token. Copy it anew into DISCORD_TOKEN.'
    return { kind: 'give-up', reason, remedy: copy, scope: 'channel' }
  }
  const page = 'https://discord.com/developers/docs/topics/opcodes-and-status-codes#json'
  const scope = ALONE.has(code) ? 'step' : 'channel'
  return { kind: 'give-up', reason, remedy: remedy ?? `See ${page} for ${named}.`, scope }
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
