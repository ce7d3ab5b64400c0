import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import type { Refusal } from '../../delivery/carrier.ts'

const MISTAKE = 'This is a mistake in Counterpoint. Please report it with the name of the story.'
const REINSTALL = 'Install the app again and set the new SLACK_BOT_TOKEN.'
const LET_POST = 'Ask an admin to let the app post there, or use another channel.'

/** What a person can do about it, by Slack's error code. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const REMEDIES: Readonly<Record<string, string>> = {
  not_in_channel: 'The bot is not in that channel. Type /invite @Counterpoint there.',
  channel_not_found:
    'The bot does not see that channel: it was deleted, or is private. If it is private, type /invite @Counterpoint there.',
  is_archived: 'The channel is archived. Unarchive it, or use another channel.',
  channel_is_archived: 'The channel is archived. Unarchive it, or use another channel.',
  restricted_action: `Only some people may post in that channel. ${LET_POST}`,
  restricted_action_read_only_channel: `The channel is read-only. ${LET_POST}`,
  restricted_action_thread_only_channel: `In that channel only replies can be posted. ${LET_POST}`,
  restricted_action_non_threadable_channel: 'That channel takes no threads, and every side stands in one. Use another.',
  restricted_action_thread_locked: 'The thread is locked. Somebody who manages the channel can unlock it.',
  posting_to_general_channel_denied: `Only some people may post in #general. ${LET_POST}`,
  channel_is_limited_access: `Access to that channel is limited. ${LET_POST}`,
  cannot_reply_to_message: 'Slack takes no replies to that message. Ask for the story again.',
  thread_not_found: 'The message above the thread was deleted. Ask for the story again.',
  missing_scope: 'The app lacks a permission. Install it again with the scopes of config/slack-manifest.json.',
  no_permission: 'The app lacks a permission. Install it again with the scopes of config/slack-manifest.json.',
  not_allowed_token_type: 'SLACK_BOT_TOKEN is a token of another kind. Copy the one that starts with xoxb-.',
  invalid_auth: 'Slack does not accept SLACK_BOT_TOKEN. Copy it anew from the app’s "OAuth & Permissions" page.',
  not_authed: 'No bot token was sent. Set SLACK_BOT_TOKEN.',
  token_revoked: `The bot token was revoked. ${REINSTALL}`,
  token_expired: `The bot token has expired. ${REINSTALL}`,
  account_inactive: `The app was removed from the workspace. ${REINSTALL}`,
  app_not_installed: `The app was removed from the workspace. ${REINSTALL}`,
  access_denied: 'Slack does not let the app in. Ask an admin whether the app is approved for the workspace.',
  team_access_not_granted:
    'The app is not approved for that workspace. Ask an admin of the organization to approve it.',
  two_factor_setup_required: 'The workspace wants two-factor sign-in first. Ask an admin.',
  org_login_required: 'The workspace is being moved to an organization. Try again when that is done.',
  ekm_access_denied: 'An admin has suspended posting with encryption keys. Ask them.',
  enterprise_is_restricted: 'The organization does not let apps do this. Ask an admin of the organization.',
  msg_too_long: MISTAKE,
  msg_blocks_too_long: MISTAKE,
  invalid_blocks: MISTAKE,
  invalid_blocks_format: MISTAKE,
  no_text: MISTAKE,
  metadata_too_large: MISTAKE,
  messages_tab_disabled:
    'The app takes no direct messages. Switch "Messages Tab" on under "App Home" at https://api.slack.com/apps.',
  cant_delete_message:
    'Slack lets the bot delete its own messages only. Somebody who manages the channel can delete it.',
  message_not_found: 'The message is gone already.',
  user_not_in_channel: 'The person who asked is not in that channel any more.',
}

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

/** Refused for now: nothing was posted. */
const LATER = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded', 'external_channel_migrating'])
const LATER_RETRY_MS = 30_000

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
    const remedy = 'Check SLACK_API_URL, then see https://slack-status.com.'
    return { kind: 'give-up', reason, remedy, scope: 'channel' }
  }
  if (error instanceof WebAPIRequestError) return requestRefusal(error)
  return { kind: 'look-first', reason: 'The call to Slack failed before its answer was read.' }
}

function platformRefusal(code: string): Refusal {
  const reason = `Slack answered "${code}".`
  if (LATER.has(code)) return { kind: 'try-later', retryAfterMs: LATER_RETRY_MS, scope: 'channel', reason }
  if (UNCLEAR.has(code)) return { kind: 'look-first', reason }
  return {
    kind: 'give-up',
    reason,
    remedy: REMEDIES[code] ?? `See https://docs.slack.dev/reference/methods/chat.postMessage#errors for "${code}".`,
    scope: ALONE.has(code) ? 'step' : 'channel',
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
