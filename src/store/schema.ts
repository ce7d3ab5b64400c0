import type { Generated } from 'kysely'
import type { StepKind, StepState } from './store.ts'

/** The tables as Kysely sees them. */
export interface Schema {
  claim: ClaimTable
  step: StepTable
  hold: HoldTable
}

interface ClaimTable {
  id: string
  claimed_at: number
}

interface StepTable {
  key: string
  claim: string
  /** Order among the steps of a claim, from 0. */
  position: number
  kind: StepKind
  lane: string
  channel: string
  payload: string
  secret: string | null
  under: string | null
  if_refused: string | null
  after: string | null
  expires_at: number
  state: Generated<StepState>
  looks: Generated<number>
  attempts: Generated<number>
  first_try_at: number | null
  next_try_at: number
  lease_owner: string | null
  lease_until: number | null
  receipt_channel: string | null
  receipt_message: string | null
  reason: string | null
  kept_at: number
  settled_at: number | null
}

interface HoldTable {
  lane: string
  /** Empty for the whole lane. */
  channel: string
  until: number
}
