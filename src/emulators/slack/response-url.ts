import { readArguments } from './arguments.ts'
import { secret, team } from './identity.ts'
import type { Json } from './json.ts'
import { limits } from './limits.ts'
import { messagePayload } from './message-payload.ts'
import { type Refusal, refuse } from './method.ts'
import type { Platform } from './platform.ts'
import { postAsBot, readContent, tellOwn } from './posting.ts'
import { messageAt, roomById } from './workspace.ts'

/** What a response_url answers to. */
export interface Occasion {
  readonly kind: 'commands' | 'actions'
  readonly user: string
  readonly room: string
  /** The message that was acted on. */
  readonly source?: string
}

/** An address that was given out. */
export interface ResponseUrl {
  readonly occasion: Occasion
  readonly at: number
  uses: number
}

export interface ResponseUrls {
  readonly issue: (occasion: Occasion) => string
  /** By the path of the address. */
  readonly find: (path: string) => ResponseUrl | undefined
}

export function openResponseUrls(origin: () => string, now: () => number): ResponseUrls {
  const issued = new Map<string, ResponseUrl>()
  return {
    issue(occasion) {
      const path = `/${occasion.kind}/${team.id}/${issued.size + 1}/${secret(24)}`
      issued.set(path, { occasion, at: now(), uses: 0 })
      return `${origin()}${path}`
    },
    find: path => issued.get(path),
  }
}

/** What the address does with a body: undefined when done. Only what was carried out counts as a use. */
export function useResponseUrl(found: ResponseUrl, body: Json, platform: Platform): Refusal | undefined {
  if (platform.now() - found.at > limits.response_url.ms) return refuse('expired_url')
  if (found.uses >= limits.response_url.uses) return refuse('used_url')
  const refused = respond(found.occasion, body, platform)
  if (!refused) found.uses += 1
  return refused
}

/** The body of a response as a message: new, instead of the source, or none instead of it. */
export function respond(occasion: Occasion, body: Json, platform: Platform): Refusal | undefined {
  const { workspace } = platform
  const room = roomById(workspace, occasion.room)
  if (!room) return refuse('channel_not_found')
  if (room.archived) return refuse('is_archived')
  const args = readArguments(body)
  const source = occasion.source === undefined ? undefined : messageAt(workspace, room.id, occasion.source)
  if (args.flag('delete_original')) {
    if (!source) return refuse('message_not_found')
    workspace.drop(source)
    return undefined
  }
  const content = readContent(args, true)
  if ('error' in content) return content
  if (args.flag('replace_original') && occasion.source !== undefined) {
    if (!source || source.tombstone) return refuse('message_not_found')
    const { metadata: _, ...kept } = source
    const { text, blocks, metadata } = content
    const edited = { user: source.user, ts: workspace.nextTs() }
    const next = { ...kept, text, blocks, ...(metadata && { metadata }), edited }
    workspace.replace(next)
    if (next.onlyFor !== undefined) return undefined
    const message = messagePayload(workspace, next)
    tellOwn(platform, room, { type: 'message', subtype: 'message_changed', hidden: true, message }, edited.ts)
    return undefined
  }
  // A response to an act inside a thread goes to the channel unless it names the thread.
  const threadTs = args.text('thread_ts')
  postAsBot(platform, room, content, args, {
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(args.text('response_type') === 'in_channel' ? {} : { onlyFor: occasion.user }),
  })
  return undefined
}
