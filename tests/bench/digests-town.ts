import { setTimeout as wait } from 'node:timers/promises'
import { channelOf, discordPayload } from '../../src/adapters/discord/payload.ts'
import type { Carrier, Posting } from '../../src/delivery/carrier.ts'
import { openThrottle } from '../../src/emulators/discord/throttle.ts'
import { posting } from '../../src/emulators/slack/limits.ts'
import type { LeasedStep } from '../../src/store/step.ts'

/** What has landed in a platform of this process, in order. */
export interface Landed {
  readonly key: string
  /** Of `performance.now()`. */
  readonly at: number
}

/** A platform without a network: it holds the limits as the emulators do, takes its time for a call, and remembers what came. */
export interface ModelTown {
  readonly post: Carrier['post']
  readonly landed: readonly Landed[]
  turnedAway(): number
}

export interface ModelOptions {
  readonly callMs: number
  /** Milliseconds until the call would be let through; undefined when it is, and then it counts. */
  readonly hold: (step: LeasedStep) => Held | undefined
}

interface Held {
  readonly ms: number
  readonly scope: 'channel' | 'lane'
}

export function openModel({ callMs, hold }: ModelOptions): ModelTown {
  const landed: Landed[] = []
  let turnedAway = 0
  return {
    landed,
    turnedAway: () => turnedAway,
    async post(step): Promise<Posting> {
      const held = hold(step)
      if (held !== undefined) {
        turnedAway += 1
        return { kind: 'try-later', retryAfterMs: held.ms, scope: held.scope, reason: 'Too many calls.' }
      }
      await wait(callMs)
      landed.push({ key: step.key, at: performance.now() })
      return { kind: 'posted', receipt: { channel: step.channel, message: `m-${step.key}` } }
    },
  }
}

/** Slack: one message a second in each channel, with short bursts, each installation by itself. */
export function slackHold(times: number): (place: Pick<LeasedStep, 'lane' | 'channel'>) => Held | undefined {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const perMs = posting.perMs / times
  return ({ lane, channel }) => {
    const key = `${lane} ${channel}`
    const now = performance.now()
    const bucket = buckets.get(key) ?? { tokens: posting.burst, at: now }
    const tokens = Math.min(posting.burst, bucket.tokens + (now - bucket.at) / perMs)
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1 ? undefined : { ms: Math.ceil((1 - tokens) * perMs), scope: 'channel' }
  }
}

/** Discord: 50 calls a second for one application in all its servers, and a window for each route in each channel. */
export function discordHold(times: number): ModelOptions['hold'] {
  const throttle = openThrottle({ monotonic: () => performance.now(), routes: true, times })
  return step => {
    const all = throttle.tooMany()
    if (all !== undefined) return { ms: Math.ceil(all), scope: 'lane' }
    const payload = discordPayload.parse(JSON.parse(step.payload))
    const route =
      payload.call === 'open-thread' ? 'POST /channels/:id/messages/:id/threads' : 'POST /channels/:id/messages'
    const channel = payload.call === 'message' ? channelOf(step, payload) : step.channel
    const standing = throttle.route(route, channel)
    return standing?.over === true ? { ms: Math.ceil(standing.resetAfterMs), scope: 'channel' } : undefined
  }
}
