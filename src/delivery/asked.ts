import { DIGEST_ROOT, rankOf } from '../store/rank.ts'
import type { Paced } from './carrier.ts'

/** Whether somebody waits for the step: it is no digest's. What is taken without a claim is what people ask for; digests are published. */
export function isAsked(step: Paced): boolean {
  return step.claim === undefined || rankOf(step, step.claim) < DIGEST_ROOT
}
