import type { Sent } from '../store/ledger.ts'

/** How a delivery went, in one word or two; what somebody has to look at comes before what went well. */
export type DeliveryOutcome =
  | 'in doubt'
  | 'refused'
  | 'partly refused'
  | 'on its way'
  | 'posted'
  | 'nothing new'
  | 'skipped'
  | 'not posted'

export function outcomeOf({ edition, steps }: Pick<Sent, 'edition' | 'steps'>): DeliveryOutcome {
  if (edition?.outcome === 'nothing-new') return 'nothing new'
  if (edition?.outcome === 'skipped') return 'skipped'
  if (steps.inDoubt > 0) return 'in doubt'
  if (steps.waiting > 0) return 'on its way'
  if (steps.refused > 0) return steps.posted > 0 ? 'partly refused' : 'refused'
  return steps.posted > 0 ? 'posted' : 'not posted'
}
