import { schedule } from 'node-cron'

/** The clock that asks for what is due. */
export interface Clock {
  stop(): Promise<void>
}

const MINUTE_MS = 60_000
/** A timer may be early by a moment; a digest would then wait for the next minute. */
const EARLY_MS = 1_000

/**
 * Calls `tick` at each full minute with the time in milliseconds since 1970, and never while it is still at it; what was
 * missed meanwhile it finds at its next call. `tick` never rejects.
 */
export function startClock(now: () => number, tick: (now: number) => Promise<void>): Clock {
  let busy = false
  const beat = async () => {
    if (busy) return
    busy = true
    await tick(minuteOf(now()))
    busy = false
  }
  const task = schedule('* * * * *', beat, {
    timezone: 'UTC',
    noOverlap: true,
    suppressMissedWarning: true,
    logger: QUIET,
  })
  // A process that was suspended has slept through many minutes, and is told of each.
  task.on('execution:missed', beat)
  return { stop: async () => task.destroy() }
}

/** The time, and just before a full minute that minute. */
export function minuteOf(now: number): number {
  const left = MINUTE_MS - (now % MINUTE_MS)
  return left <= EARLY_MS ? now + left : now
}

/** It speaks of itself: that a tick takes longer than a minute, which is no news with many digests. */
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }
