import type { NewStep } from './store.ts'

/** A person waits, and the platform with them. */
export const URGENT = 0
/** All ranks, the first to go first: urgent steps, then those that stand for themselves, then what goes below them. */
export const RANKS = [URGENT, 1, 2] as const

export function rankOf(step: Pick<NewStep, 'urgent' | 'under'>): (typeof RANKS)[number] {
  if (step.urgent === true) return URGENT
  return step.under === undefined ? 1 : 2
}
