/** What a refusal means to people. */
export interface Meaning {
  /** What happened, as a sentence without its stop. */
  readonly what: string
  /** Sentences that a person can follow. */
  readonly remedy: string
}

const MISTAKE = 'This is a mistake in Counterpoint. Please report it with the name of the story.'
const REINSTALL = 'Install the app again and set the new SLACK_BOT_TOKEN.'
const LET_POST = 'Ask an admin to let the app post there, or use another channel.'
const UNARCHIVE = 'Unarchive it, or use another channel.'
const SCOPES = 'Install it again with the scopes of config/slack-manifest.json.'

const meaning = (what: string, remedy: string): Meaning => ({ what, remedy })

/** What Slack's error codes mean after which nothing was posted. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  not_in_channel: meaning('Counterpoint is not in the channel', 'Type /invite @Counterpoint there.'),
  channel_not_found: meaning(
    'Counterpoint does not see the channel: it was deleted, or is private',
    'If it is private, type /invite @Counterpoint there.',
  ),
  is_archived: meaning('The channel is archived', UNARCHIVE),
  channel_is_archived: meaning('The channel is archived', UNARCHIVE),
  restricted_action: meaning('Only some people may post in the channel', LET_POST),
  restricted_action_read_only_channel: meaning('The channel is read-only', LET_POST),
  restricted_action_thread_only_channel: meaning('In the channel only replies can be posted', LET_POST),
  restricted_action_non_threadable_channel: meaning(
    'That channel takes no threads, and every side stands in one',
    'Use another.',
  ),
  restricted_action_thread_locked: meaning('The thread is locked', 'Somebody who manages the channel can unlock it.'),
  posting_to_general_channel_denied: meaning('Only some people may post in #general', LET_POST),
  channel_is_limited_access: meaning('Access to the channel is limited', LET_POST),
  cannot_reply_to_message: meaning('Slack takes no replies to the message', 'Ask for the story again.'),
  thread_not_found: meaning('The message above the thread was deleted', 'Ask for the story again.'),
  missing_scope: meaning('The app lacks a permission', SCOPES),
  no_permission: meaning('The app lacks a permission', SCOPES),
  not_allowed_token_type: meaning(
    'The app’s token is one of another kind',
    'Set SLACK_BOT_TOKEN to the one that starts with xoxb-.',
  ),
  invalid_auth: meaning(
    'Slack does not accept the app’s token',
    'Copy SLACK_BOT_TOKEN anew from the app’s "OAuth & Permissions" page.',
  ),
  not_authed: meaning('No token was sent', 'Set SLACK_BOT_TOKEN.'),
  token_revoked: meaning('The app’s token was revoked', REINSTALL),
  token_expired: meaning('The app’s token has expired', REINSTALL),
  account_inactive: meaning('The app was removed from the workspace', REINSTALL),
  app_not_installed: meaning('The app was removed from the workspace', REINSTALL),
  access_denied: meaning(
    'Slack does not let the app in',
    'Ask an admin whether the app is approved for the workspace.',
  ),
  team_access_not_granted: meaning(
    'The app is not approved for the workspace',
    'Ask an admin of the organization to approve it.',
  ),
  two_factor_setup_required: meaning('The workspace wants two-factor sign-in first', 'Ask an admin.'),
  org_login_required: meaning('The workspace is being moved to an organization', 'Try again when that is done.'),
  ekm_access_denied: meaning('An admin has suspended posting with encryption keys', 'Ask them.'),
  enterprise_is_restricted: meaning('The organization does not let apps do this', 'Ask an admin of the organization.'),
  msg_too_long: meaning('The message is longer than Slack takes', MISTAKE),
  msg_blocks_too_long: meaning('The message is longer than Slack takes', MISTAKE),
  invalid_blocks: meaning('The message is not made as Slack wants it', MISTAKE),
  invalid_blocks_format: meaning('The message is not made as Slack wants it', MISTAKE),
  no_text: meaning('The message was empty', MISTAKE),
  metadata_too_large: meaning('The message carries more than Slack takes', MISTAKE),
  messages_tab_disabled: meaning(
    'The app takes no direct messages',
    'Switch "Messages Tab" on under "App Home" at https://api.slack.com/apps.',
  ),
  cant_delete_message: meaning(
    'Slack lets the bot delete its own messages only',
    'Somebody who manages the channel can delete it.',
  ),
  message_not_found: meaning('The message is gone already', 'Nothing has to be done.'),
  user_not_in_channel: meaning('The person who asked is not in the channel any more', 'They can ask again from there.'),
}

/** The same of what is refused for now: nothing was posted, and it is tried again. */
export const LATER: Readonly<Record<string, string>> = {
  ratelimited: 'Slack asks to wait',
  rate_limited: 'Slack asks to wait',
  message_limit_exceeded: 'More was posted in the workspace than Slack takes at once',
  external_channel_migrating: 'Slack is moving the shared channel',
}

/** The same of codes after which the call may have taken effect. https://docs.slack.dev/apis/web-api/#responses */
export const UNCLEAR: Readonly<Record<string, string>> = {
  fatal_error: 'Something broke on Slack’s side',
  internal_error: 'Something broke on Slack’s side',
  service_unavailable: 'Slack is out of service',
  request_timeout: 'What was sent to Slack did not arrive whole',
  team_added_to_org: 'The workspace is being moved to an organization',
}
