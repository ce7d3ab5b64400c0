import type { Selectable, Transaction } from 'kysely'
import { heldUntil } from './hold.ts'
import { dropOrphans } from './orphans.ts'
import { remember } from './posting-table.ts'
import { BELOW_DIGESTS, DIGEST_ROOT, URGENT } from './rank.ts'
import { wake } from './ready.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { Receipt, Settled, StepOutcome } from './step.ts'
import type { RefusedEdition } from './subscription.ts'
import type { Place } from './template.ts'
import { template } from './template.ts'
import { untell } from './told-table.ts'

/** Counts that an edition was refused; true when that halts its subscription. */
type Count = (tx: Transaction<Schema>, edition: RefusedEdition, reason: string, now: number) => Promise<boolean>

export async function settle(
  tx: Transaction<Schema>,
  count: Count,
  key: string,
  owner: string,
  outcome: StepOutcome,
  now: number,
): Promise<Settled> {
  const [leased] = (await leasedRow(tx, { key, owner })).rows
  if (leased === undefined) return 'lost'
  if (outcome.state === 'waiting' && !outcome.looks && (await isTakenAway(tx, leased))) {
    await giveUp(tx, key, now)
    return 'dropped'
  }
  if (outcome.state === 'posted') {
    await putPosted(tx, { key, now, ...outcome.receipt })
    await remember(tx, leased, outcome.receipt, now)
  } else {
    await putOutcome(tx, leased, outcome, now)
  }
  if (outcome.state === 'waiting') return 'kept'
  const dropped = await dropOrphans(tx, key, outcome.state, now)
  await untell(tx, outcome.state === 'refused' ? [key, ...dropped] : dropped)
  await wake(tx, [key, ...dropped])
  if (outcome.state !== 'refused' || outcome.edition === undefined) return 'kept'
  return (await count(tx, outcome.edition, outcome.reason, now)) ? 'halted' : 'kept'
}

/** What a row says about where its step ended up. */
export function receipt(row: { receipt_channel: string | null; receipt_message: string | null }): Receipt | undefined {
  if (row.receipt_channel === null || row.receipt_message === null) return undefined
  return { channel: row.receipt_channel, message: row.receipt_message }
}

const leasedRow = template((db, at: Place<'key' | 'owner'>) =>
  db
    .selectFrom('step')
    .select(['key', 'claim', 'position', 'kind', 'lane', 'channel', 'posting', 'about', 'story', 'payload', 'rank'])
    .where('key', '=', at<string>('key'))
    .where('state', '=', 'posting')
    .where('lease_owner', '=', at<string>('owner'))
    .$if(sideBySide(db), query => query.forUpdate()),
)

const putPosted = template((db, at: Place<'key' | 'channel' | 'message' | 'now'>) =>
  db
    .updateTable('step')
    .set({
      state: 'posted',
      lease_owner: null,
      lease_until: null,
      receipt_channel: at<string>('channel'),
      receipt_message: at<string>('message'),
      secret: null,
      settled_at: at<number>('now'),
    })
    .where('key', '=', at<string>('key')),
)

/** Whether a step waits to take away what this one leaves: somebody removes its posting, of which it was being posted just then. */
async function isTakenAway(
  tx: Transaction<Schema>,
  { key, posting }: Pick<Selectable<Schema['step']>, 'key' | 'posting'>,
): Promise<boolean> {
  if (posting === null) return false
  return (await takersOf(tx, { key })).rows.length > 0
}

const takersOf = template((db, at: Place<'key'>) =>
  db.selectFrom('step').select('key').where('under', '=', at<string>('key')).where('kind', '=', 'remove'),
)

/** It did not land, and is not tried again. */
async function giveUp(tx: Transaction<Schema>, key: string, now: number): Promise<void> {
  await putDropped(tx, { key, now })
  const dropped = [key, ...(await dropOrphans(tx, key, 'dropped', now))]
  await untell(tx, dropped)
  await wake(tx, dropped)
}

const putDropped = template((db, at: Place<'key' | 'now'>) =>
  db
    .updateTable('step')
    .set({ state: 'dropped', lease_owner: null, lease_until: null, secret: null, settled_at: at<number>('now') })
    .where('key', '=', at<string>('key')),
)

/** A digest's root that has been tried holds up nobody: what goes below others need not wait for it. */
function later(rank: number): number {
  return rank === DIGEST_ROOT ? BELOW_DIGESTS : rank
}

async function putOutcome(
  tx: Transaction<Schema>,
  { key, lane, channel, rank }: Pick<Selectable<Schema['step']>, 'key' | 'lane' | 'channel' | 'rank'>,
  outcome: Exclude<StepOutcome, { readonly state: 'posted' }>,
  now: number,
): Promise<void> {
  const isBound = outcome.state === 'waiting' && rank > URGENT
  const held = isBound ? await heldUntil(tx, lane, channel) : 0
  const columns =
    outcome.state === 'waiting'
      ? { next_try_at: Math.max(outcome.nextTryAt, held), looks: outcome.looks ? 1 : 0, rank: later(rank) }
      : { reason: outcome.reason, secret: null, settled_at: now }
  await tx
    .updateTable('step')
    .set({ state: outcome.state, lease_owner: null, lease_until: null, ...columns })
    .where('key', '=', key)
    .execute()
}
