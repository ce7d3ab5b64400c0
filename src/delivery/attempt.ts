import type { LeasedStep, StepOutcome } from '../store/store.ts'
import type { Carrier, Posting } from './carrier.ts'

export interface Patience {
  /** How long after a lost answer the platform is asked whether the step landed. */
  readonly lookAfterMs: number
  /** The longest wait between two tries. */
  readonly longestWaitMs: number
  /** A step that was first tried longer ago than this and is not found is in doubt: a person may have removed it. */
  readonly repostWithinMs: number
}

export const PATIENCE: Patience = { lookAfterMs: 1_000, longestWaitMs: 60_000, repostWithinMs: 10 * 60_000 }

/** How a try went, and what else has to wait because of it. */
export interface Attempted {
  readonly outcome: StepOutcome
  readonly hold?: { readonly channel?: string; readonly until: number }
  /** What the owner should do, when there is something. */
  readonly remedy?: string
}

/**
 * One try of a leased step: looks first when an earlier try may have landed, posts only when it did not.
 * `now` gives milliseconds since 1970.
 */
export async function attempt(
  step: LeasedStep,
  carrier: Carrier,
  now: () => number,
  patience: Patience,
): Promise<Attempted> {
  if (step.looks) {
    const looked = await look(step, carrier, now, patience)
    if (looked !== undefined) return looked
  }
  if (now() > step.expiresAt) {
    return { outcome: { state: 'refused', reason: 'It could not be posted in time.' } }
  }
  return judge(await carrier.post(step), step, now(), patience)
}

async function look(
  step: LeasedStep,
  carrier: Carrier,
  now: () => number,
  patience: Patience,
): Promise<Attempted | undefined> {
  const sighting = await carrier.find(step)
  switch (sighting.kind) {
    case 'found':
      return { outcome: { state: 'posted', receipt: sighting.receipt } }
    case 'absent':
      if (now() - step.firstTryAt <= patience.repostWithinMs) return undefined
      return {
        outcome: { state: 'in-doubt', reason: 'It was first tried too long ago to tell whether it was removed.' },
      }
    case 'cannot-look':
      return { outcome: { state: 'in-doubt', reason: sighting.reason }, remedy: sighting.reason }
    case 'try-later': {
      const nextTryAt = now() + Math.max(sighting.retryAfterMs, backoff(step.attempts, patience))
      if (nextTryAt > step.expiresAt) return { outcome: { state: 'in-doubt', reason: sighting.reason } }
      return { outcome: { state: 'waiting', nextTryAt, looks: true } }
    }
  }
}

function judge(posting: Posting, step: LeasedStep, now: number, patience: Patience): Attempted {
  switch (posting.kind) {
    case 'posted':
      return { outcome: { state: 'posted', receipt: posting.receipt } }
    case 'try-later': {
      const nextTryAt = now + posting.retryAfterMs
      if (nextTryAt > step.expiresAt) return { outcome: { state: 'refused', reason: posting.reason } }
      const channel = posting.scope === 'channel' ? { channel: step.channel } : {}
      return { outcome: { state: 'waiting', nextTryAt, looks: false }, hold: { ...channel, until: nextTryAt } }
    }
    case 'look-first':
      return { outcome: { state: 'waiting', nextTryAt: now + backoff(step.attempts, patience), looks: true } }
    case 'give-up':
      return { outcome: { state: 'refused', reason: posting.reason }, remedy: posting.remedy }
  }
}

function backoff(attempts: number, patience: Patience): number {
  return Math.min(patience.longestWaitMs, patience.lookAfterMs * 2 ** Math.min(attempts, 10))
}
