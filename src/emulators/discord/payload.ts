import type { Json } from './json.ts'
import { FLAG } from './limits.ts'
import type { Overwrite } from './permissions.ts'
import type { Account, Place, Role, Room, Tag, Thread } from './place.ts'
import { accountOf, type Message, messagesIn, permissionsIn, type State, threadOf } from './state.ts'

// What the API returns, in its shapes of version 10. https://discord.com/developers/docs/reference

export function iso(at: number): string {
  return new Date(at).toISOString()
}

export function userJson(account: Account): Json {
  return {
    id: account.id,
    username: account.bot ? account.name : account.name.toLowerCase(),
    global_name: account.bot ? null : account.name,
    discriminator: account.bot ? '0042' : '0',
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(account.bot && { bot: true }),
  }
}

export function memberJson(state: State, account: Account): Json {
  return { ...memberWithoutUser(state, account), user: userJson(account) }
}

function memberWithoutUser(state: State, account: Account): Json {
  return {
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    flags: 0,
    joined_at: iso(state.joinedAt),
    nick: null,
    pending: false,
    premium_since: null,
    roles: account.roles.filter(role => role.id !== state.everyone.id).map(role => role.id),
    mute: false,
    deaf: false,
  }
}

/** As it comes with an interaction: with what the person may do in that channel. */
export function actingMemberJson(state: State, account: Account, place: Place): Json {
  return { ...memberJson(state, account), permissions: permissionsIn(state, account, place).toString() }
}

export function roleJson(state: State, role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managed,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.managed && { tags: { bot_id: state.bot.id } }),
  }
}

export function guildJson(state: State): Json {
  return {
    id: state.guild,
    name: 'The Newsroom',
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: ['COMMUNITY', 'NEWS'],
    banner: null,
    owner_id: state.owner.id,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    roles: state.roles.map(role => roleJson(state, role)),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 2,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  }
}

/** `type` of each kind of channel. https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const TYPES = { text: 0, private: 0, announcement: 5, forum: 15 } as const

export function channelType(place: Place): number {
  if (place.kind === 'direct') return 1
  return place.kind === 'thread' ? place.type : TYPES[place.form]
}

export function placeJson(state: State, place: Place): Json {
  switch (place.kind) {
    case 'room':
      return roomJson(state, place)
    case 'thread':
      return threadJson(state, place)
    case 'direct':
      return {
        id: place.id,
        type: 1,
        last_message_id: lastMessage(state, place),
        flags: 0,
        recipients: [userJson(place.person)],
      }
  }
}

function roomJson(state: State, room: Room): Json {
  return {
    id: room.id,
    type: TYPES[room.form],
    last_message_id: lastMessage(state, room),
    flags: 0,
    guild_id: state.guild,
    name: room.name,
    parent_id: null,
    rate_limit_per_user: 0,
    topic: room.topic ?? null,
    position: room.position,
    permission_overwrites: room.overwrites.map(overwriteJson),
    nsfw: false,
    ...(room.form === 'forum' && {
      available_tags: room.tags.map(tagJson),
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
      default_tag_setting: 'match_some',
    }),
  }
}

function overwriteJson(rule: Overwrite): Json {
  return { id: rule.id, type: rule.kind === 'role' ? 0 : 1, allow: rule.allow.toString(), deny: rule.deny.toString() }
}

function tagJson(tag: Tag): Json {
  return { ...tag, emoji_id: null, emoji_name: null }
}

function lastMessage(state: State, place: Place): string | null {
  return messagesIn(state, place).findLast(message => !message.onlyFor)?.id ?? null
}

export function threadJson(state: State, thread: Thread): Json {
  const count = messagesIn(state, thread).filter(message => message.id !== thread.id && !message.onlyFor).length
  const joined = thread.members.get(state.bot.id)
  return {
    id: thread.id,
    type: thread.type,
    last_message_id: lastMessage(state, thread),
    flags: 0,
    guild_id: state.guild,
    name: thread.name,
    parent_id: thread.parent.id,
    rate_limit_per_user: thread.slowmodeSeconds,
    owner_id: thread.owner,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: iso(thread.archivedAt),
      auto_archive_duration: thread.archiveMinutes,
      locked: thread.locked,
      create_timestamp: iso(thread.madeAt),
      ...(thread.type === 12 && { invitable: thread.invitable }),
    },
    message_count: count,
    member_count: Math.min(thread.members.size, 50),
    total_message_sent: thread.sent,
    ...(thread.parent.form === 'forum' && { applied_tags: thread.appliedTags }),
    ...(joined !== undefined && { member: threadMemberJson(thread.id, state.bot.id, joined) }),
  }
}

export function threadMemberJson(thread: string, user: string, joinedAt: number): Json {
  return { id: thread, user_id: user, join_timestamp: iso(joinedAt), flags: 0 }
}

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
