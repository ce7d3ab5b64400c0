import type { Attempted } from '../delivery/attempt.ts'
import { EDITION_CLAIM } from '../store/rank.ts'
import type { LeasedStep } from '../store/step.ts'
import type { EditionId } from '../store/subscription.ts'

/**
 * The try, with what it says of the digest that its step belongs to: one whose root, or whose sides, the platform refused for a
 * reason that a person can mend is counted in the commit that keeps it.
 */
export function judgeStep(step: Pick<LeasedStep, 'claim' | 'kind' | 'under'>, attempted: Attempted): Attempted {
  const { outcome, remedy, lasts } = attempted
  // Without a remedy it was only too late: an outage of the platform halts nobody's digest.
  if (step.kind !== 'post' || outcome.state !== 'refused' || remedy === undefined) return attempted
  const below = step.under !== undefined
  // One reply can be too long, or somebody took its root away: the next edition's are not refused for that.
  if (below && lasts !== true) return attempted
  const edition = editionOf(step.claim)
  return edition === undefined
    ? attempted
    : { ...attempted, outcome: { ...outcome, edition: { ...edition, remedy, below } } }
}

/** The edition whose steps are kept under that claim. */
function editionOf(claim: string): EditionId | undefined {
  if (!claim.startsWith(EDITION_CLAIM)) return undefined
  const [subscription, nominal] = claim.slice(EDITION_CLAIM.length).split('@')
  return subscription === undefined || nominal === undefined ? undefined : { subscription, nominal }
}
