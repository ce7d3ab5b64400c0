import { channelType, threadJson } from './channel-json.ts'
import { iso, memberWithoutUser, userJson } from './guild-json.ts'
import type { Json } from './json.ts'
import { FLAG } from './limits.ts'
import { accountOf, type Message, type State, threadOf } from './state.ts'

// Messages as the API and the gateway return them. https://discord.com/developers/docs/resources/message

/** A message as a `GET` returns it. */
export function messageJson(state: State, message: Message): Json {
  const thread = threadOf(state, message)
  const known = message.pings.map(id => accountOf(state, id)).filter(account => account !== undefined)
  return {
    type: message.type,
    content: message.content,
    mentions: known.map(userJson),
    mention_roles: message.pings.filter(id => state.roles.some(role => role.id === id)),
    attachments: message.attachments,
    embeds: message.embeds,
    timestamp: iso(message.at),
    edited_timestamp: message.editedAt === undefined ? null : iso(message.editedAt),
    flags: message.flags | (thread ? FLAG.hasThread : 0),
    components: message.components,
    id: message.id,
    channel_id: message.place.id,
    author: userJson(message.author),
    pinned: false,
    mention_everyone: message.pings.some(id => id === 'everyone' || id === 'here'),
    tts: false,
    ...(message.poll && { poll: message.poll }),
    ...(message.webhook && { application_id: state.bot.id, webhook_id: state.bot.id }),
    ...(message.metadata && { interaction_metadata: message.metadata }),
    ...(message.used && { interaction: message.used }),
    ...(message.reference && referenceJson(state, message.reference)),
    ...(thread && { thread: threadJson(state, thread) }),
  }
}

function referenceJson(state: State, target: Message): Json {
  const guild = target.place.kind === 'direct' ? {} : { guild_id: state.guild }
  const { thread: _, referenced_message: __, ...basic } = messageJson(state, target)
  return {
    message_reference: { type: 0, channel_id: target.place.id, message_id: target.id, ...guild },
    referenced_message: state.messages.has(target.id) ? basic : null,
  }
}

/** A message as the gateway tells of it: in a server, with its author as a member there. */
export function messageEvent(state: State, message: Message): Json {
  const member = message.webhook ? {} : { member: memberWithoutUser(state, message.author) }
  const guild = message.place.kind === 'direct' ? {} : { guild_id: state.guild, ...member }
  return { ...messageJson(state, message), channel_type: channelType(message.place), ...guild }
}
