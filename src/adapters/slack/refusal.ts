import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import type { Refusal } from '../../delivery/carrier.ts'
import { LATER, MEANINGS, UNCLEAR } from './refusal-meaning.ts'

/** They speak of one message, one thread or one person: the next message can go well. */
const ALONE = new Set([
  'cannot_reply_to_message',
  'thread_not_found',
  'restricted_action_thread_locked',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'no_text',
  'metadata_too_large',
  'cant_delete_message',
  'message_not_found',
  'user_not_in_channel',
])

const LATER_RETRY_MS = 30_000
/** Nothing reached Slack. */
const UNREACHED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/u
const UNREACHED_RETRY_MS = 2_000

/** What happens next after a failed Web API call. Never repeats what Slack said beyond its error code: answers can hold tokens. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof WebAPIRateLimitedError) {
    const reason = 'Slack asks to wait (rate limit).'
    return { kind: 'try-later', retryAfterMs: error.retryAfter * 1_000, scope: 'channel', reason }
  }
  if (error instanceof WebAPIPlatformError) return platformRefusal(error.data.error)
  if (error instanceof WebAPIHTTPError) {
    const answered = `Slack answered with HTTP ${error.statusCode}`
    if (error.statusCode >= 500) return { kind: 'look-first', reason: `${answered}.` }
    const remedy = 'Check SLACK_API_URL, then see https://slack-status.com.'
    return { kind: 'give-up', reason: `Slack refused it without a reason (${answered}).`, remedy, scope: 'channel' }
  }
  if (error instanceof WebAPIRequestError) return requestRefusal(error)
  return { kind: 'look-first', reason: 'The call to Slack failed before its answer was read.' }
}

function platformRefusal(code: string): Refusal {
  const [later, unclear, meaning] = [meantBy(LATER, code), meantBy(UNCLEAR, code), meantBy(MEANINGS, code)]
  if (later !== undefined) {
    return { kind: 'try-later', retryAfterMs: LATER_RETRY_MS, scope: 'channel', reason: reasonOf(later, code) }
  }
  if (unclear !== undefined) return { kind: 'look-first', reason: reasonOf(unclear, code) }
  return {
    kind: 'give-up',
    reason: reasonOf(meaning?.what ?? 'Slack refused it, and Counterpoint does not know this reason', code),
    remedy: meaning?.remedy ?? `See https://docs.slack.dev/reference/methods/chat.postMessage#errors for "${code}".`,
    scope: ALONE.has(code) ? 'step' : 'channel',
  }
}

/** A code comes from outside, and what every object has is no meaning. */
function meantBy<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined
}

/** What happened in words, and Slack's own word for operators. */
function reasonOf(what: string, code: string): string {
  return `${what} (Slack answered "${code}").`
}

export function requestRefusal(error: unknown): Refusal {
  if (UNREACHED.test(causes(error))) {
    const reason = 'Slack could not be reached.'
    return { kind: 'try-later', retryAfterMs: UNREACHED_RETRY_MS, scope: 'lane', reason }
  }
  return { kind: 'look-first', reason: 'The connection to Slack ended before its answer came.' }
}

function causes(error: unknown): string {
  const parts: string[] = []
  let at: unknown = error
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    parts.push(at.message, 'code' in at && typeof at.code === 'string' ? at.code : '')
    at = 'original' in at && at.original instanceof Error ? at.original : at.cause
  }
  return parts.join(' ')
}
