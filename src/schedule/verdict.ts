import type { Attempted } from '../delivery/attempt.ts'
import { EDITION_CLAIM } from '../store/rank.ts'
import type { LeasedStep } from '../store/step.ts'
import type { Store } from '../store/store.ts'

/** Where the schedule says what happened. */
export interface ScheduleLog {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void
  error(message: string, detail?: Readonly<Record<string, unknown>>): void
}

/**
 * What the try of a step says of the digest that it belongs to: one whose root, or whose sides, the platform refused for a reason
 * that a person can mend is counted; the third in a row halts it.
 */
export async function judgeStep(
  store: Pick<Store, 'refused'>,
  step: LeasedStep,
  { outcome, remedy, lasts }: Attempted,
  now: number,
  log: ScheduleLog,
): Promise<void> {
  const edition = editionOf(step.claim)
  // Without a remedy it was only too late: an outage of the platform halts nobody's digest.
  if (edition === undefined || step.kind !== 'post' || outcome.state !== 'refused' || remedy === undefined) return
  const below = step.under !== undefined
  // One reply can be too long, or somebody took its root away: the next edition's are not refused for that.
  if (below && lasts !== true) return
  const { reason } = outcome
  const counted = await store.refused(edition, { reason, remedy, below }, now)
  const halted = counted?.halted
  if (halted?.at !== now) return
  const place = { subscription: edition.subscription, lane: step.lane, channel: step.channel }
  log.warn('A digest was refused too often and does not run any more.', { ...place, reason, remedy })
}

/** The edition whose steps are kept under that claim. */
function editionOf(claim: string): { readonly subscription: string; readonly nominal: string } | undefined {
  if (!claim.startsWith(EDITION_CLAIM)) return undefined
  const [subscription, nominal] = claim.slice(EDITION_CLAIM.length).split('@')
  return subscription === undefined || nominal === undefined ? undefined : { subscription, nominal }
}
