import type { Arguments } from './arguments.ts'
import { lacking, type Refusal, refuse } from './method.ts'
import type { Platform } from './platform.ts'
import type { Bar, Room } from './population.ts'
import { roomById } from './workspace.ts'

/** Prefix of the scopes for each kind of conversation. */
export const scopePrefix = { public: 'channels', private: 'groups', im: 'im' } as const

/** Public channels are visible to all; others only to members. */
export function visible(platform: Platform, id: string): Room | undefined {
  const room = roomById(platform.workspace, id)
  return room && (room.kind === 'public' || room.member) ? room : undefined
}

/** The channel by id. */
export function roomOf(args: Arguments, platform: Platform): Room | Refusal {
  const id = args.text('channel')
  return (id === undefined ? undefined : visible(platform, id)) ?? refuse('channel_not_found')
}

/** Where to post: an id, a name of a public channel, or a user id for the direct message with them. */
export function targetOf(args: Arguments, platform: Platform): Room | Refusal {
  const wanted = args.text('channel')
  if (wanted === undefined) return refuse('channel_not_found')
  const rooms = platform.workspace.rooms()
  const named = rooms.find(room => room.kind === 'public' && room.name === wanted.replace(/^#/, ''))
  const direct = rooms.find(room => room.person === wanted)
  return visible(platform, wanted) ?? named ?? direct ?? refuse('channel_not_found')
}

export function isRoom(found: Room | Refusal): found is Room {
  return 'kind' in found
}

/** Slack's error codes. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const barCodes = {
  posts: 'restricted_action_read_only_channel',
  roots: 'restricted_action_thread_only_channel',
  replies: 'restricted_action_non_threadable_channel',
} as const satisfies Readonly<Record<Bar, string>>

/** Why the bot may not post there, or not as a reply. */
export function postingRefusal(room: Room, platform: Platform, reply: boolean): Refusal | undefined {
  if (room.archived) return refuse('is_archived')
  if (!room.member && !platform.scopes.includes('chat:write.public')) return refuse('not_in_channel')
  const { bars } = room
  if (bars === undefined || (bars === 'roots' && reply) || (bars === 'replies' && !reply)) return undefined
  return refuse(barCodes[bars])
}

/** Why the bot may not read there. */
export function readingRefusal(room: Room, platform: Platform): Refusal | undefined {
  return lacking(platform, `${scopePrefix[room.kind]}:history`) ?? (room.member ? undefined : refuse('not_in_channel'))
}
