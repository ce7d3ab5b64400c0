import type { LeasedStep, StepKind, StepOutcome } from '../store/step.ts'
import type { Carrier, Posting, Sighting } from './carrier.ts'

export interface Patience {
  /** How long after a lost answer the platform is asked whether the step landed. */
  readonly lookAfterMs: number
  /** The longest wait between two tries. */
  readonly longestWaitMs: number
  /** A message or thread that was first tried longer ago than this and is not found is in doubt: a person may have removed it. */
  readonly repostWithinMs: number
}

export const PATIENCE: Patience = { lookAfterMs: 1_000, longestWaitMs: 60_000, repostWithinMs: 10 * 60_000 }

/** What leaves something that a person may take away again. All else can be done once more: to take a message away, to change or to publish it. */
const REMOVED_BY_PEOPLE: ReadonlySet<StepKind> = new Set(['post', 'open-thread'])

/** How a try went, and what else has to wait because of it. */
export interface Attempted {
  readonly outcome: StepOutcome
  readonly hold?: { readonly channel?: string; readonly until: number }
  /** What the owner should do, when there is something. */
  readonly remedy?: string
  /** The next step like it will be refused there as well, until somebody has followed the remedy. */
  readonly lasts?: boolean
  /** What the carrier threw, which is a mistake in it. */
  readonly thrown?: unknown
}

/**
 * One try of a leased step: looks first when an earlier try may have landed, posts only when it did not. `now` gives
 * milliseconds since 1970. Nothing is posted after `postUntil`: the lease could run out during the call, and somebody else
 * would look for what is still on its way. `again` resolves when another call may leave, because a look was one, and says whether one
 * may: whoever closes posts nothing out of turn. The default is at once. Never rejects: what a carrier throws is judged like a lost answer.
 */
export async function attempt(
  step: LeasedStep,
  carrier: Carrier,
  now: () => number,
  patience: Patience,
  postUntil: number,
  again: () => Promise<boolean> = atOnce,
): Promise<Attempted> {
  let mayPost = true
  if (step.looks) {
    const looked = await safely(() => carrier.find(step), {
      kind: 'try-later',
      retryAfterMs: 0,
      reason: `The ${carrier.platform} adapter failed while looking.`,
    })
    const seen = see(looked.answer, step, now(), patience)
    if (seen !== undefined) return { ...seen, ...looked.thrown }
    mayPost = await again()
  }
  if (now() > step.expiresAt) {
    return { outcome: { state: 'refused', reason: 'It could not be posted in time.' } }
  }
  if (!mayPost || now() > postUntil) return { outcome: { state: 'waiting', nextTryAt: now(), looks: false } }
  const posted = await safely(() => carrier.post(step), {
    kind: 'look-first',
    reason: `The ${carrier.platform} adapter failed while posting.`,
  })
  return { ...judge(posted.answer, step, now(), patience), ...posted.thrown }
}

async function atOnce(): Promise<boolean> {
  return true
}

async function safely<Answer>(
  call: () => Promise<Answer>,
  otherwise: Answer,
): Promise<{ readonly answer: Answer; readonly thrown: { readonly thrown?: unknown } }> {
  try {
    return { answer: await call(), thrown: {} }
  } catch (error) {
    return { answer: otherwise, thrown: { thrown: error } }
  }
}

/** What a look says to do; undefined to post. */
function see(sighting: Sighting, step: LeasedStep, now: number, patience: Patience): Attempted | undefined {
  switch (sighting.kind) {
    case 'found':
      return { outcome: { state: 'posted', receipt: sighting.receipt } }
    case 'absent':
      if (!REMOVED_BY_PEOPLE.has(step.kind) || now - step.firstTryAt <= patience.repostWithinMs) return undefined
      return {
        outcome: { state: 'in-doubt', reason: 'It was first tried too long ago to tell whether it was removed.' },
      }
    case 'cannot-look':
      return { outcome: { state: 'in-doubt', reason: sighting.reason }, remedy: sighting.reason }
    case 'try-later': {
      const nextTryAt = now + Math.max(waitOf(sighting.retryAfterMs, patience), backoff(step.attempts, patience))
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
      const nextTryAt = now + waitOf(posting.retryAfterMs, patience)
      const channel = posting.scope === 'channel' ? { channel: step.channel } : {}
      const held = posting.scope === 'step' ? {} : { hold: { ...channel, until: nextTryAt } }
      if (nextTryAt > step.expiresAt) return { outcome: { state: 'refused', reason: posting.reason }, ...held }
      return { outcome: { state: 'waiting', nextTryAt, looks: false }, ...held }
    }
    case 'look-first':
      return { outcome: { state: 'waiting', nextTryAt: now + backoff(step.attempts, patience), looks: true } }
    case 'give-up':
      return {
        outcome: { state: 'refused', reason: posting.reason },
        remedy: posting.remedy,
        lasts: posting.scope === 'channel',
      }
  }
}

/** What a platform asks for; our own wait when it asks for nothing that is a time, or for an instant retry without end. */
function waitOf(retryAfterMs: number, patience: Patience): number {
  return Number.isFinite(retryAfterMs) && retryAfterMs > 0 ? Math.ceil(retryAfterMs) : patience.lookAfterMs
}

function backoff(attempts: number, patience: Patience): number {
  return Math.min(patience.longestWaitMs, patience.lookAfterMs * 2 ** Math.min(attempts, 10))
}
