import { readArguments } from './arguments.ts'
import { isRoom, postingRefusal, roomOf, targetOf } from './conversation.ts'
import { team } from './identity.ts'
import type { Json } from './json.ts'
import { messagePayload } from './message-payload.ts'
import { type Method, type Refusal, refuse } from './method.ts'
import type { Platform } from './platform.ts'
import { type Room, robot } from './population.ts'
import { type Content, postAsBot, readContent, tellOwn } from './posting.ts'
import { type Message, messageAt } from './workspace.ts'

const writing = { token: 'bot', writes: true, scope: 'chat:write' } as const

/** https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': {
    ...writing,
    tier: 'special',
    run(args, platform) {
      const room = targetOf(args, platform)
      if (!isRoom(room)) return room
      const threadTs = args.text('thread_ts')
      const barred = postingRefusal(room, platform, threadTs !== undefined)
      if (barred) return barred
      const content = readContent(args, true)
      if (isRefused(content)) return content
      if (threadTs !== undefined && !/^\d+\.\d+$/.test(threadTs)) return refuse('invalid_arguments')
      const isReply = threadTs !== undefined && canBeRepliedTo(room, threadTs, platform)
      const placement = isReply ? { threadTs, broadcast: args.flag('reply_broadcast') } : {}
      const message = postAsBot(platform, room, content, args, placement)
      return {
        channel: room.id,
        ts: message.ts,
        message: messagePayload(platform.workspace, message, true),
        ...(content.warnings.length > 0 && { response_metadata: { warnings: content.warnings } }),
      }
    },
  },
  'chat.postEphemeral': {
    ...writing,
    tier: 'tier4',
    run(args, platform) {
      const room = roomOf(args, platform)
      if (!isRoom(room)) return room
      if (!room.member) return refuse('not_in_channel')
      if (room.archived) return refuse('is_archived')
      const user = platform.workspace.users.find(one => one.id === args.text('user') && !one.bot)
      if (!user || (room.person !== undefined && room.person !== user.id)) return refuse('user_not_in_channel')
      const content = readContent(args, false)
      if (isRefused(content)) return content
      const threadTs = args.text('thread_ts')
      // Taken, but shown only where the thread has replies already. https://docs.slack.dev/reference/methods/chat.postEphemeral
      const isActive = platform.workspace
        .messages()
        .some(one => one.room === room.id && one.threadTs === threadTs && one.onlyFor === undefined)
      if (threadTs !== undefined && !isActive) return { message_ts: platform.workspace.nextTs() }
      const message = postAsBot(platform, room, content, args, {
        onlyFor: user.id,
        ...(threadTs === undefined ? {} : { threadTs }),
      })
      return { message_ts: message.ts }
    },
  },
  'chat.update': {
    ...writing,
    tier: 'tier3',
    run(args, platform) {
      const found = ownMessage(args.text('channel'), args.text('ts'), platform, 'cant_update_message')
      if ('error' in found) return found
      const { room, message } = found
      const kept = readArguments({ ...(args.has('text') ? {} : { text: message.text }), ...args.raw })
      const content = readContent(
        kept.has('blocks') ? kept : readArguments({ ...kept.raw, blocks: message.blocks }),
        false,
      )
      if (isRefused(content)) return content
      const next = updated(message, content, platform)
      platform.workspace.replace(next)
      const payload = messagePayload(platform.workspace, next, true)
      tellOwn(
        platform,
        room,
        { type: 'message', subtype: 'message_changed', hidden: true, message: payload, ts: next.ts },
        platform.workspace.nextTs(),
      )
      return { channel: room.id, ts: next.ts, text: next.text, message: payload }
    },
  },
  'chat.delete': {
    ...writing,
    tier: 'tier3',
    run(args, platform) {
      const found = ownMessage(args.text('channel'), args.text('ts'), platform, 'cant_delete_message')
      if ('error' in found) return found
      platform.workspace.drop(found.message)
      return { channel: found.room.id, ts: found.message.ts }
    },
  },
  'chat.getPermalink': {
    token: 'bot',
    writes: false,
    tier: 'special',
    run(args, platform) {
      const room = roomOf(args, platform)
      if (!isRoom(room)) return room
      const ts = args.text('message_ts') ?? ''
      const message = messageAt(platform.workspace, room.id, ts)
      if (!message || message.onlyFor !== undefined) return refuse('message_not_found')
      return { channel: room.id, permalink: permalink(room, message) }
    },
  },
}

function permalink(room: Room, message: Message): string {
  const place = `https://${team.domain}.slack.com/archives/${room.id}/p${message.ts.replace('.', '')}`
  return message.threadTs === undefined ? place : `${place}?thread_ts=${message.threadTs}&cid=${room.id}`
}

/**
 * A reply to what is not there is posted all the same, into the channel, and the answer's message is the only one to say so: it
 * has no `thread_ts`. Of a deleted message with replies a tombstone is there. https://github.com/slack-go/slack/issues/1571
 */
function canBeRepliedTo(room: Room, ts: string, platform: Platform): boolean {
  const root = messageAt(platform.workspace, room.id, ts)
  return root !== undefined && root.onlyFor === undefined
}

function isRefused(content: Content | Refusal): content is Refusal {
  return 'error' in content
}

/** A message that the bot may change: its own, and not a private one. */
function ownMessage(
  channel: string | undefined,
  ts: string | undefined,
  platform: Platform,
  foreign: string,
): { readonly room: Room; readonly message: Message } | Refusal {
  const room = roomOf(readArguments({ channel }), platform)
  if (!isRoom(room)) return room
  if (room.archived) return refuse('is_archived')
  const message = messageAt(platform.workspace, room.id, ts ?? '')
  if (!message || message.onlyFor !== undefined || message.tombstone) return refuse('message_not_found')
  return message.user === robot.id ? { room, message } : refuse(foreign)
}

/** Metadata that is not sent is kept; an empty object removes it. */
function updated(message: Message, content: Content, platform: Platform): Message {
  const { metadata: old, ...rest } = message
  const metadata: Json | undefined = content.metadata ?? old
  return {
    ...rest,
    text: content.text,
    blocks: content.blocks,
    ...(metadata && Object.keys(metadata).length > 0 && { metadata }),
    edited: { user: robot.id, ts: platform.workspace.nextTs() },
  }
}
