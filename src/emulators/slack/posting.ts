import type { Arguments } from './arguments.ts'
import { refuseBlocks } from './block-check.ts'
import { app } from './identity.ts'
import { isJson, type Json, listOf, objectsOf } from './json.ts'
import { limits } from './limits.ts'
import { messagePayload, storedBlocks } from './message-payload.ts'
import { type Refusal, refuse, refuseWith } from './method.ts'
import type { Platform } from './platform.ts'
import { type Room, robot } from './population.ts'
import type { Message } from './workspace.ts'

/** What a message says, checked. */
export interface Content {
  readonly text: string
  readonly blocks: readonly Json[]
  readonly metadata?: Json
  /** What Slack took, but complained about. */
  readonly warnings: readonly string[]
}

/** Reads `text`, `blocks` and `metadata`. `truncates`: whether too long a text is cut, as only `chat.postMessage` does. */
export function readContent(args: Arguments, truncates: boolean): Content | Refusal {
  if (args.has('attachments') && listOf(args.value('attachments')).length > 0) {
    return refuse('not_emulated', { response_metadata: { messages: ['[ERROR] attachments are not emulated'] } })
  }
  const blocks = args.has('blocks') ? args.value('blocks') : []
  if (!Array.isArray(blocks)) return refuse('invalid_blocks_format')
  const wrong = refuseBlocks(blocks)
  if (wrong) return refuseWith(wrong.error, wrong.findings)
  const text = args.text('text') ?? ''
  if (text === '' && blocks.length === 0) return refuse('no_text')
  const long = text.length > limits.message.text
  if (long && !truncates) return refuse('msg_too_long')
  const metadata = readMetadata(args)
  if (typeof metadata === 'string') return refuse(metadata)
  return {
    text: long ? text.slice(0, limits.message.text) : text,
    blocks: storedBlocks(objectsOf(blocks)),
    ...(metadata && { metadata }),
    warnings: long ? ['message_truncated'] : [],
  }
}

/** The metadata, nothing, or Slack's error. https://docs.slack.dev/messaging/message-metadata */
function readMetadata(args: Arguments): Json | string | undefined {
  if (!args.has('metadata')) return undefined
  const metadata = args.value('metadata')
  if (!isJson(metadata)) return 'invalid_metadata_format'
  if (Object.keys(metadata).length === 0) return metadata
  const { event_type, event_payload } = metadata
  if (typeof event_type !== 'string' || event_type === '' || !isJson(event_payload)) return 'invalid_metadata_format'
  return JSON.stringify(metadata).length > limits.message.metadataBytes ? 'metadata_too_large' : metadata
}

export interface Placement {
  readonly threadTs?: string
  readonly broadcast?: boolean
  readonly onlyFor?: string
}

/** Posts as the bot. Slack tells the app of its own messages in direct messages; Bolt leaves them out. */
export function postAsBot(platform: Platform, room: Room, content: Content, args: Arguments, at: Placement): Message {
  const { workspace } = platform
  const message: Message = {
    ts: workspace.nextTs(),
    room: room.id,
    user: robot.id,
    bot: true,
    ...(at.threadTs === undefined ? {} : { threadTs: at.threadTs }),
    broadcast: at.broadcast ?? false,
    ...(at.onlyFor === undefined ? {} : { onlyFor: at.onlyFor }),
    text: content.text,
    blocks: content.blocks,
    ...(content.metadata && { metadata: content.metadata }),
    names: args.flag('link_names') || args.text('parse') === 'full',
    mrkdwn: args.flag('mrkdwn', true),
    tombstone: false,
  }
  workspace.add(message)
  if (message.onlyFor === undefined) tellOwn(platform, room, messagePayload(workspace, message), message.ts)
  return message
}

export function tellOwn(platform: Platform, room: Room, message: Json, ts: string): void {
  if (room.kind !== 'im') return
  void platform.events.emit({ ...message, channel: room.id, event_ts: ts, channel_type: 'im', app_id: app.id })
}
