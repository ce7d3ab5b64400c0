import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import type { Refusal } from '../../delivery/carrier.ts'

/** What a person can do about it, by Slack's error code. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const REMEDIES: Readonly<Record<string, string>> = {
  not_in_channel: 'The bot is not in that channel. Type /invite @Counterpoint there.',
  channel_not_found: 'The bot does not see that channel. If it is private, type /invite @Counterpoint there.',
  is_archived: 'The channel is archived. Unarchive it, or use another channel.',
  restricted_action: 'Only some people may post in that channel. Ask an admin to let the app post there.',
  restricted_action_read_only_channel: 'The channel is read-only. Ask an admin to let the app post there.',
  missing_scope: 'The app lacks a permission. Install it again with the scopes of config/slack-manifest.json.',
  invalid_auth: 'Slack does not accept SLACK_BOT_TOKEN. Copy it anew from the app’s "OAuth & Permissions" page.',
  not_authed: 'No bot token was sent. Set SLACK_BOT_TOKEN.',
  token_revoked: 'The bot token was revoked. Install the app again and set the new SLACK_BOT_TOKEN.',
  token_expired: 'The bot token has expired. Install the app again and set the new SLACK_BOT_TOKEN.',
  account_inactive: 'The app was removed from the workspace. Install it again and set the new SLACK_BOT_TOKEN.',
  cant_delete_message:
    'Slack lets the bot delete its own messages only. Somebody who manages the channel can delete it.',
  message_not_found: 'The message is gone already.',
  user_not_in_channel: 'The person who asked is not in that channel any more.',
}

/** Codes after which the call may have taken effect. https://docs.slack.dev/apis/web-api/#responses */
const UNCLEAR = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])
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
    const reason = `Slack answered with HTTP ${error.statusCode}.`
    if (error.statusCode >= 500) return { kind: 'look-first', reason }
    return { kind: 'give-up', reason, remedy: 'Check SLACK_API_URL, then see https://slack-status.com.' }
  }
  if (error instanceof WebAPIRequestError) return requestRefusal(error)
  return { kind: 'look-first', reason: 'The call to Slack failed before its answer was read.' }
}

function platformRefusal(code: string): Refusal {
  const reason = `Slack answered "${code}".`
  if (code === 'ratelimited' || code === 'rate_limited') {
    return { kind: 'try-later', retryAfterMs: 30_000, scope: 'channel', reason }
  }
  if (UNCLEAR.has(code)) return { kind: 'look-first', reason }
  return {
    kind: 'give-up',
    reason,
    remedy: REMEDIES[code] ?? `See https://docs.slack.dev/reference/methods/chat.postMessage#errors for "${code}".`,
  }
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
