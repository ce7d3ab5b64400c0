import { app, team } from './identity.ts'
import type { Json } from './json.ts'
import { messagePayload } from './message-payload.ts'
import type { Platform } from './platform.ts'
import type { Room, User } from './population.ts'
import type { View } from './view-store.ts'
import { channelName, type Message } from './workspace.ts'

/** What every payload of an act says. */
function common(platform: Platform, user: User): Json {
  return {
    user: { id: user.id, username: user.name.toLowerCase(), name: user.name.toLowerCase(), team_id: team.id },
    api_app_id: app.id,
    token: 'emulated',
    trigger_id: platform.triggers.issue(user.id),
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function commandPayload(platform: Platform, user: User, room: Room, command: string, text: string): Json {
  return {
    token: 'emulated',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: room.id,
    channel_name: channelName(room),
    user_id: user.id,
    user_name: user.name.toLowerCase(),
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: platform.responseUrls.issue({ kind: 'commands', user: user.id, room: room.id }),
    trigger_id: platform.triggers.issue(user.id),
  }
}

/** Where an element stands: in a message of a channel, or in a view. */
export type Place =
  | { readonly kind: 'message'; readonly message: Message; readonly room: Room }
  | { readonly kind: 'view'; readonly view: View }

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function actionsPayload(platform: Platform, user: User, place: Place, action: Json, values: Json): Json {
  const shared = { type: 'block_actions', ...common(platform, user), ...placePayload(platform, place) }
  if (place.kind === 'view') return { ...shared, actions: [action] }
  const source = place.message.ts
  return {
    ...shared,
    state: { values },
    response_url: platform.responseUrls.issue({ kind: 'actions', user: user.id, room: place.room.id, source }),
    actions: [action],
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export function suggestionPayload(
  platform: Platform,
  user: User,
  place: Place,
  at: { readonly actionId: string; readonly blockId: string; readonly value: string },
): Json {
  const { trigger_id: _, ...shared } = common(platform, user)
  return {
    type: 'block_suggestion',
    ...shared,
    ...placePayload(platform, place),
    action_id: at.actionId,
    block_id: at.blockId,
    value: at.value,
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function submissionPayload(platform: Platform, user: User, view: View, values: Json): Json {
  return {
    type: 'view_submission',
    ...common(platform, user),
    view: { ...view.payload, state: { values } },
    response_urls: [],
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function shortcutPayload(
  platform: Platform,
  user: User,
  callbackId: string,
  on?: { readonly room: Room; readonly message: Message },
): Json {
  const shared = { ...common(platform, user), callback_id: callbackId, action_ts: platform.workspace.nextTs() }
  if (!on) return { type: 'shortcut', ...shared }
  const { room, message } = on
  return {
    type: 'message_action',
    ...shared,
    channel: { id: room.id, name: channelName(room) },
    message_ts: message.ts,
    message: messagePayload(platform.workspace, message),
    response_url: platform.responseUrls.issue({ kind: 'actions', user: user.id, room: room.id, source: message.ts }),
  }
}

/** A private message is never part of the payload; only its place is. */
function placePayload(platform: Platform, place: Place): Json {
  if (place.kind === 'view') {
    return { container: { type: 'view', view_id: place.view.id }, view: place.view.payload }
  }
  const { message, room } = place
  const isPrivate = message.onlyFor !== undefined
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: room.id,
      is_ephemeral: isPrivate,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: room.id, name: channelName(room) },
    ...(!isPrivate && { message: messagePayload(platform.workspace, message) }),
  }
}
