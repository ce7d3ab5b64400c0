import { RATE } from './limits.ts'

/** The limits over all routes. `monotonic` in milliseconds; real time, because they protect a real server. */
export interface Throttle {
  /** Counts a request; the milliseconds to wait when there were too many in this second. */
  readonly tooMany: () => number | undefined
  /** Counts an answer of 401, 403 or 429. */
  readonly count: (status: number) => void
  /** Whether the address is banned for too many of those. */
  readonly banned: () => boolean
}

export function openThrottle(monotonic: () => number, perSecond: number = RATE.requestsPerSecond): Throttle {
  let second: number[] = []
  let invalid: number[] = []
  return {
    tooMany() {
      const now = monotonic()
      second = second.filter(at => now - at < 1000)
      const oldest = second[0]
      if (oldest !== undefined && second.length >= perSecond) return oldest + 1000 - now
      second.push(now)
      return undefined
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
