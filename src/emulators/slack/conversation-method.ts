import { isRoom, roomOf, scopePrefix } from './conversation.ts'
import { team } from './identity.ts'
import type { Json } from './json.ts'
import { lacking, type Method, type Refusal, refuse } from './method.ts'
import { pageOf } from './page.ts'
import type { Platform } from './platform.ts'
import { type Room, robot } from './population.ts'

const reading = { token: 'bot', writes: false } as const

/** https://docs.slack.dev/reference/methods?family=conversations */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': {
    ...reading,
    tier: 'tier3',
    run(args, platform) {
      const room = roomOf(args, platform)
      if (!isRoom(room)) return room
      const barred = lacking(platform, `${scopePrefix[room.kind]}:read`)
      return barred ?? { channel: channelPayload(room) }
    },
  },
  'conversations.list': {
    ...reading,
    tier: 'tier2',
    run: (args, platform) =>
      listed(
        args.text('types'),
        args.flag('exclude_archived'),
        platform,
        () => true,
        args.text('cursor'),
        args.count('limit'),
      ),
  },
  'users.conversations': {
    ...reading,
    tier: 'tier3',
    run: (args, platform) =>
      listed(
        args.text('types'),
        args.flag('exclude_archived'),
        platform,
        room => room.member,
        args.text('cursor'),
        args.count('limit'),
      ),
  },
  'conversations.open': {
    token: 'bot',
    writes: true,
    tier: 'tier3',
    scope: 'im:write',
    run(args, platform) {
      const id = args.text('channel')
      const users = (args.text('users') ?? '').split(',').filter(one => one !== '')
      if (users.length > 1) return refuse('not_emulated')
      const room = platform.workspace
        .rooms()
        .find(one => one.kind === 'im' && one.member && (one.id === id || one.person === users[0]))
      if (!room) return refuse(users.length === 0 ? 'channel_not_found' : 'user_not_found')
      return {
        no_op: true,
        already_open: true,
        channel: args.flag('return_im') ? channelPayload(room) : { id: room.id },
      }
    },
  },
  'conversations.join': {
    token: 'bot',
    writes: true,
    tier: 'tier3',
    scope: 'channels:join',
    run(args, platform) {
      const room = roomOf(args, platform)
      if (!isRoom(room)) return room
      if (room.kind !== 'public') return refuse('method_not_supported_for_channel_type')
      if (room.archived) return refuse('is_archived')
      const joined = { ...room, member: true }
      platform.workspace.changeRoom(joined)
      return {
        channel: channelPayload(joined),
        ...(room.member && { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }),
      }
    },
  },
}

const kindOf: Readonly<Record<string, Room['kind'] | undefined>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
}

function listed(
  types = 'public_channel',
  withoutArchived: boolean,
  platform: Platform,
  fits: (room: Room) => boolean,
  cursor: string | undefined,
  limit: number | undefined,
): Json | Refusal {
  const names = types.split(',').map(name => name.trim())
  if (names.some(name => name !== 'mpim' && kindOf[name] === undefined)) return refuse('invalid_types')
  const kinds = names.flatMap(name => kindOf[name] ?? [])
  for (const kind of kinds) {
    const barred = lacking(platform, `${scopePrefix[kind]}:read`)
    if (barred) return barred
  }
  const rooms = platform.workspace
    .rooms()
    .filter(room => kinds.includes(room.kind) && (room.kind === 'public' || room.member))
    .filter(room => fits(room) && !(withoutArchived && room.archived))
  const page = pageOf(rooms, cursor, limit ?? 100)
  if (!page) return refuse('invalid_cursor')
  return { channels: page.items.map(channelPayload), response_metadata: { next_cursor: page.next } }
}

function channelPayload(room: Room): Json {
  const shared = { id: room.id, created: 1_700_000_000, is_archived: room.archived, updated: 1_700_000_000_000 }
  if (room.kind === 'im')
    return { ...shared, is_im: true, is_org_shared: false, context_team_id: team.id, user: room.person }
  return {
    ...shared,
    name: room.name,
    name_normalized: room.name,
    is_channel: room.kind === 'public',
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: room.kind === 'private',
    is_general: room.name === 'general',
    is_member: room.member,
    is_read_only: room.bars === 'posts',
    is_thread_only: room.bars === 'roots',
    is_non_threadable: room.bars === 'replies',
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    creator: robot.id,
    context_team_id: team.id,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}
