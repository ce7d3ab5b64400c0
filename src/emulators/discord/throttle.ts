import { RATE } from './limits.ts'

/** Discord's rate limits. */
export interface Throttle {
  /** Counts a request over all routes; the milliseconds to wait when there were too many in this second. */
  readonly tooMany: () => number | undefined
  /** Counts a request against its route in its channel; undefined where none is held. */
  readonly route: (name: string, channel: string) => Standing | undefined
  /** Counts an answer of 401, 403 or 429. */
  readonly count: (status: number) => void
  /** Whether the address is banned for too many of those. */
  readonly banned: () => boolean
}

/** How a route's bucket stands after a request. */
export interface Standing {
  readonly limit: number
  readonly remaining: number
  readonly resetAfterMs: number
  /** Whether the request was one too many. */
  readonly over: boolean
}

export interface ThrottleOptions {
  /** Milliseconds; real time, because limits protect a real server. */
  readonly monotonic: () => number
  readonly perSecond?: number | undefined
  /** Whether routes are held to limits of their own. */
  readonly routes: boolean
  /** How many times as much is let through: a world in which time passes faster. */
  readonly times: number
}

interface Window {
  count: number
  until: number
}

export function openThrottle({
  monotonic,
  perSecond = RATE.requestsPerSecond,
  routes,
  times,
}: ThrottleOptions): Throttle {
  const windows = new Map<string, Window>()
  let second: number[] = []
  let invalid: number[] = []
  return {
    tooMany() {
      const now = monotonic()
      second = second.filter(at => now - at < 1000 / times)
      const oldest = second[0]
      if (oldest !== undefined && second.length >= perSecond) return oldest + 1000 / times - now
      second.push(now)
      return undefined
    },
    route(name, channel) {
      if (!routes || !RATE.routes.some(held => held === name)) return undefined
      const { calls, perMs } = RATE.route
      const now = monotonic()
      const key = `${name} ${channel}`
      const known = windows.get(key)
      const open = known !== undefined && known.until > now ? known : { count: 0, until: now + perMs / times }
      windows.set(key, open)
      const over = open.count >= calls
      if (!over) open.count += 1
      return { limit: calls, remaining: calls - open.count, resetAfterMs: open.until - now, over }
    },
    count(status) {
      if (status === 401 || status === 403 || status === 429) invalid.push(monotonic())
    },
    banned() {
      const since = monotonic() - RATE.invalidWindowMs
      if ((invalid[0] ?? since) < since) invalid = invalid.filter(at => at >= since)
      return invalid.length >= RATE.invalidRequests
    },
  }
}
