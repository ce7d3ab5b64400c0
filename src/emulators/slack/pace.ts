import type { Arguments } from './arguments.ts'
import { posting, tiers } from './limits.ts'
import type { Method } from './method.ts'

/** Slack's rate limits. */
export interface Pace {
  /** Milliseconds until such a call is let through; undefined when it is now, and then it counts. */
  readonly hold: (name: string, method: Method, args: Arguments) => number | undefined
}

interface Bucket {
  tokens: number
  at: number
}

export const noPace: Pace = { hold: () => undefined }

/** Once a minute for a commercially distributed app outside the Marketplace. */
const rare = ['conversations.history', 'conversations.replies']

function perMinute(name: string, calls: number): readonly [string, number, number] {
  return [name, calls, 60_000 / calls]
}

/** A bucket for each method, and for `chat.postMessage` one for each channel. All of it passes `times` as fast. */
export function openPace(now: () => number, distributed: boolean, times = 1): Pace {
  const buckets = new Map<string, Bucket>()
  return {
    hold(name, method, args) {
      if (method.tier === 'special' && name !== 'chat.postMessage') return undefined
      const [key, size, realMs]: readonly [string, number, number] =
        method.tier === 'special'
          ? [`${name} ${args.text('channel')}`, posting.burst, posting.perMs]
          : perMinute(name, distributed && rare.includes(name) ? tiers.tier1 : tiers[method.tier])
      const perMs = realMs / times
      const bucket = buckets.get(key) ?? { tokens: size, at: now() }
      const tokens = Math.min(size, bucket.tokens + (now() - bucket.at) / perMs)
      const open = tokens >= 1
      buckets.set(key, { tokens: open ? tokens - 1 : tokens, at: now() })
      return open ? undefined : Math.ceil((1 - tokens) * perMs)
    },
  }
}
