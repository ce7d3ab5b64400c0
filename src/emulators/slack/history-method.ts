import type { Arguments } from './arguments.ts'
import { isRoom, readingRefusal, roomOf } from './conversation.ts'
import type { Json } from './json.ts'
import { limits } from './limits.ts'
import { messagePayload, repliesOf } from './message-payload.ts'
import { type Method, type Refusal, refuse } from './method.ts'
import { pageOf } from './page.ts'
import type { Platform } from './platform.ts'
import { type Message, messageAt } from './workspace.ts'

const reading = { token: 'bot', writes: false, tier: 'tier3' } as const

/** Messages are found again by these two; private ones never are. */
export const historyMethods: Readonly<Record<string, Method>> = {
  /** Newest first; replies only when they were broadcast. https://docs.slack.dev/reference/methods/conversations.history */
  'conversations.history': {
    ...reading,
    run(args, platform) {
      const room = roomOf(args, platform)
      if (!isRoom(room)) return room
      const barred = readingRefusal(room, platform)
      if (barred) return barred
      const messages = platform.workspace
        .messages()
        .filter(one => one.room === room.id && one.onlyFor === undefined)
        .filter(one => one.threadTs === undefined || one.broadcast)
        .filter(within(args))
        .toReversed()
      return page(args, platform, messages, [])
    },
  },
  /** The root, always, then replies from the oldest. https://docs.slack.dev/reference/methods/conversations.replies */
  'conversations.replies': {
    ...reading,
    run(args, platform) {
      const room = roomOf(args, platform)
      if (!isRoom(room)) return room
      const barred = readingRefusal(room, platform)
      if (barred) return barred
      const root = messageAt(platform.workspace, room.id, args.text('ts') ?? '')
      if (!root || root.onlyFor !== undefined) return refuse('thread_not_found')
      return page(args, platform, repliesOf(platform.workspace, root).filter(within(args)), [root])
    },
  },
}

/** `oldest` and `latest` are left out of the range unless `inclusive`. */
function within(args: Arguments): (message: Message) => boolean {
  const oldest = args.text('oldest')
  const latest = args.text('latest')
  const inclusive = args.flag('inclusive')
  return message => {
    const late = oldest === undefined ? 1 : compareTs(message.ts, oldest)
    const early = latest === undefined ? 1 : compareTs(latest, message.ts)
    return inclusive ? late >= 0 && early >= 0 : late > 0 && early > 0
  }
}

/** Compared as numbers in two parts, because a float loses the last digits. */
function compareTs(one: string, other: string): number {
  const [seconds = '0', micros = '0'] = one.split('.')
  const [otherSeconds = '0', otherMicros = '0'] = other.split('.')
  return Number(seconds) - Number(otherSeconds) || Number(micros.padEnd(6, '0')) - Number(otherMicros.padEnd(6, '0'))
}

function page(
  args: Arguments,
  platform: Platform,
  messages: readonly Message[],
  always: readonly Message[],
): Json | Refusal {
  const wanted = args.count('limit') ?? limits.history.defaultLimit
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > limits.history.limit) return refuse('invalid_limit')
  const limit = platform.distributed ? Math.min(wanted, limits.history.distributedLimit) : wanted
  const found = pageOf(messages, args.text('cursor'), Math.max(1, limit - always.length))
  if (!found) return refuse('invalid_cursor')
  const withMetadata = args.flag('include_all_metadata')
  return {
    messages: [...always, ...found.items].map(one => messagePayload(platform.workspace, one, withMetadata)),
    has_more: found.next !== '',
    ...(found.next !== '' && { response_metadata: { next_cursor: found.next } }),
  }
}
