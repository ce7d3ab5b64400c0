import { iso, userJson } from './guild-json.ts'
import type { Json } from './json.ts'
import type { Overwrite } from './permissions.ts'
import type { Place, Room, Tag, Thread } from './place.ts'
import { messagesIn, type State } from './state.ts'

// Channels and threads as the API returns them. https://discord.com/developers/docs/resources/channel

/** `type` of each kind of channel. https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const TYPES = { text: 0, private: 0, announcement: 5, forum: 15 } as const

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-flags */
const REQUIRE_TAG = 1 << 4

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
    flags: room.tagRequired ? REQUIRE_TAG : 0,
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
