import type { Generated } from 'kysely'
import type { StepKind, StepState } from './step.ts'
import type { Edition } from './subscription.ts'

/** The tables as Kysely sees them. */
export interface Schema {
  claim: ClaimTable
  step: StepTable
  hold: HoldTable
  setting: SettingTable
  posting: PostingTable
  posting_message: PostingMessageTable
  posted_story: PostedStoryTable
  subscription: SubscriptionTable
  edition: EditionTable
  told: ToldTable
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
  /** The key of the root of the posting that the step belongs to. */
  posting: string | null
  /** Of that root itself, as JSON. */
  about: string | null
  /** Of a digest's posting, the story that it tells or takes away. */
  story: string | null
  /** What goes first among what is due: 0 urgent, 1 not below another step, 2 below one. */
  rank: Generated<number>
  /** 1 when it waits for no other step any more. */
  ready: Generated<number>
}

interface SettingTable {
  lane: string
  channel: string
  value: string
  set_by: string
  set_at: number
  space: string | null
  expires_at: number | null
  /** When the bot left its space. */
  gone_at: number | null
}

interface PostingTable {
  key: string
  claim: string
  /** Empty where it tells several: these are named by `posted_story`. */
  story: string
  asker: string
  lane: string
  channel: string
  root_channel: string
  root_message: string
  thread: string | null
  at: number
  payload: string | null
}

interface PostingMessageTable {
  step: string
  posting: string
  /** Order among the steps of its claim. */
  position: number
  kind: StepKind
  channel: string
  message: string
  /** Of a digest's posting, the story that it tells. */
  story: string | null
}

/** The stories of a posting that tells several. */
interface PostedStoryTable {
  posting: string
  story: string
  position: number
}

interface HoldTable {
  lane: string
  /** Empty for the whole lane. */
  channel: string
  until: number
}

interface SubscriptionTable {
  id: string
  lane: string
  space: string | null
  channel: string
  plan: string
  wish: string
  set_by: string
  set_at: number
  next_at: number | null
  next_nominal: string | null
  last_nominal: string | null
  paused_until: number | null
  zone_data: string
  refusals: number
  halt_reason: string | null
  halt_remedy: string | null
  halt_at: number | null
  /** 1 when somebody was told. */
  halt_told: number
  /** When the bot left its space. */
  gone_at: number | null
}

interface EditionTable {
  /** `<subscription>@<nominal>`: what makes it once. */
  id: string
  subscription: string
  nominal: string
  lane: string
  channel: string
  due_at: number
  outcome: Edition['outcome']
  note: string | null
  at: number
  /** 1 when it was counted as refused. */
  refused: number
  /** What became of its steps, as JSON, since these were pruned. */
  result: string | null
}

interface ToldTable {
  step: string
  story: string
  lane: string
  channel: string
  hash: string
  snapshot: string
  at: number
}
