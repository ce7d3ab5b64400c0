import type { NewStep } from './step.ts'

/** A person waits, and the platform with them. */
export const URGENT = 0
/**
 * All ranks, the first to go first: urgent steps; then of what people asked for that which stands for itself, and what goes below
 * it; then the same of digests. A morning's digests take minutes, and whoever asks meanwhile is answered at once, with both sides.
 */
export const RANKS = [URGENT, 1, 2, 3, 4] as const
export const DIGEST_ROOT = 3
export const BELOW_DIGESTS = 4

/** What an edition's steps are kept under begins with it. */
export const EDITION_CLAIM = 'edition/'

export function rankOf(step: Pick<NewStep, 'urgent' | 'under'>, claim: string): (typeof RANKS)[number] {
  if (step.urgent === true) return URGENT
  const isRoot = step.under === undefined
  if (claim.startsWith(EDITION_CLAIM)) return isRoot ? DIGEST_ROOT : BELOW_DIGESTS
  return isRoot ? 1 : 2
}
