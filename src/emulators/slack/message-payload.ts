import { app, secret, team } from './identity.ts'
import { isJson, type Json, listOf } from './json.ts'
import { robot } from './population.ts'
import type { Message, Workspace } from './workspace.ts'

/** The message as `conversations.history` returns it. Metadata is there only when it was asked for. */
export function messagePayload(workspace: Workspace, message: Message, withMetadata = false): Json {
  if (message.tombstone) return tombstone(workspace, message)
  return {
    user: message.user,
    type: 'message',
    ts: message.ts,
    ...(message.bot && { bot_id: app.bot, app_id: app.id }),
    text: message.text,
    team: team.id,
    ...(message.bot && { bot_profile: botProfile() }),
    ...(message.edited && { edited: message.edited }),
    ...threadFields(workspace, message),
    ...(message.broadcast && { subtype: 'thread_broadcast' }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(withMetadata && message.metadata && { metadata: message.metadata }),
  }
}

function tombstone(workspace: Workspace, message: Message): Json {
  return {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    text: message.text,
    hidden: true,
    ts: message.ts,
    ...threadFields(workspace, message),
  }
}

export function botProfile(): Json {
  return { id: app.bot, app_id: app.id, name: robot.name, deleted: false, team_id: team.id, icons: {}, updated: 0 }
}

/** Replies name their root; a root with replies names them. */
function threadFields(workspace: Workspace, message: Message): Json {
  if (message.threadTs !== undefined) {
    const root = workspace.messages().find(one => one.ts === message.threadTs && one.room === message.room)
    return { thread_ts: message.threadTs, ...(root && { parent_user_id: root.user }) }
  }
  const replies = repliesOf(workspace, message)
  const last = replies.at(-1)
  if (!last) return {}
  const users = [...new Set(replies.map(reply => reply.user))]
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: last.ts,
    reply_users: users,
    is_locked: false,
    subscribed: false,
  }
}

/** Replies that everybody sees, in order. */
export function repliesOf(workspace: Workspace, root: Message): readonly Message[] {
  return workspace
    .messages()
    .filter(one => one.threadTs === root.ts && one.room === root.room && one.onlyFor === undefined)
}

/**
 * Blocks as Slack gives them back: with the ids and the defaults that it adds. Block ids are short and random, so nobody may
 * compare what was sent with what is stored.
 */
export function storedBlocks(blocks: readonly Json[]): readonly Json[] {
  return blocks.map(block => ({
    ...withDefaults(block),
    block_id: typeof block.block_id === 'string' && block.block_id !== '' ? block.block_id : secret(5),
  }))
}

/** An object of a payload with the defaults that Slack adds. */
export function withDefaults(value: Json): Json {
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, deep(name, one)]))
  if (value.type === 'plain_text') return { emoji: true, ...inner }
  if (value.type === 'mrkdwn') return { verbatim: false, ...inner }
  const acts = value.type === 'button' || String(value.type).endsWith('_select') || value.type === 'overflow'
  return acts && value.action_id === undefined ? { action_id: secret(5), ...inner } : inner
}

function deep(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = listOf(value)
    return name === 'child_blocks' ? storedBlocks(items.filter(isJson)) : items.map(one => deep('', one))
  }
  return isJson(value) ? withDefaults(value) : value
}
