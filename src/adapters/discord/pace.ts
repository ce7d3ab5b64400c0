import { isAsked } from '../../delivery/asked.ts'
import type { Paced } from '../../delivery/carrier.ts'
import type { Limit } from '../../delivery/pace.ts'
import type { DiscordPayload } from './payload.ts'
import { channelOf, discordPayload } from './payload.ts'

/**
 * Of the 50 calls a second that Discord gives a bot, with room for those that look for a step or register commands. Answers to
 * interactions are not counted. https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
 */
const ALL = { kind: 'steady', covers: 'lane', bucket: 'all', everyMs: 1_000 / 45, burst: 3 } as const
/** What leaves together after a moment in which nothing ran; with room for those that bunch up on their way. */
const SECOND = { kind: 'window', covers: 'lane', bucket: 'second', calls: 49, perMs: 1_030 } as const
/** A story that somebody asked for, two calls a second of them: they do not stand behind the digests that were let through before. */
const ASKED = { kind: 'steady', covers: 'lane', bucket: 'asked', everyMs: 500, burst: 5 } as const
const GLOBAL: readonly Limit[] = [ALL, SECOND]
const ASKED_FIRST: readonly Limit[] = [{ ...ALL, first: ASKED }, SECOND]
/**
 * Discord tells a route's limit only in its answers; for messages it has been five in five seconds for years, in each channel.
 * Calls can bunch up on their way, so the window is a little longer.
 */
const ROUTE = { kind: 'window', covers: 'step', calls: 5, perMs: 5_100 } as const

/** Publications of a channel. https://discord.com/developers/docs/resources/message#crosspost-message */
const PUBLISHING = { kind: 'window', covers: 'step', calls: 10, perMs: 3_600_000 } as const

/** What a step's call counts against. */
export function discordLimits(step: Paced): readonly Limit[] {
  const payload = discordPayload.parse(JSON.parse(step.payload))
  const all = isAsked(step) ? ASKED_FIRST : GLOBAL
  if (payload.call === 'publish') return [...all, { ...PUBLISHING, bucket: `publish ${step.channel}` }]
  const bucket = routeOf(step, payload)
  return bucket === undefined ? [] : [...all, { ...ROUTE, bucket }]
}

/** A route is counted in each channel; a thread is a channel of its own. */
function routeOf(step: Paced, payload: Exclude<DiscordPayload, { call: 'publish' }>): string | undefined {
  const beneath = step.beneath?.message ?? ''
  switch (payload.call) {
    case 'callback':
    case 'follow-up':
      return undefined
    case 'message':
      return `post ${channelOf(step, payload)}`
    case 'open-thread':
      return `threads ${step.channel}`
    case 'forum-post':
      return `posts ${step.channel}`
    case 'lock-thread':
      return `channel ${beneath}`
    case 'edit':
    case 'retell':
      return `edit ${payload.channel}`
    case 'delete-landed':
      return `delete ${step.beneath?.channel ?? step.channel}`
    case 'delete-message':
      return `delete ${payload.channel}`
    case 'delete-thread':
    case 'archive-thread':
      return `channel ${payload.thread}`
  }
}
