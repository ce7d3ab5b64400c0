import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { heldUntil } from './hold.ts'
import { remember } from './posting-table.ts'
import { URGENT } from './rank.ts'
import { wake } from './ready.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { Receipt, StepOutcome } from './step.ts'
import { untell } from './told-table.ts'

export async function settle(
  tx: Transaction<Schema>,
  key: string,
  owner: string,
  outcome: StepOutcome,
  now: number,
): Promise<boolean> {
  const leased = await tx
    .selectFrom('step')
    .select(['key', 'claim', 'position', 'kind', 'lane', 'channel', 'posting', 'about', 'story', 'payload', 'rank'])
    .where('key', '=', key)
    .where('state', '=', 'posting')
    .where('lease_owner', '=', owner)
    .$if(sideBySide(tx), query => query.forUpdate())
    .executeTakeFirst()
  if (leased === undefined) return false
  const isBound = outcome.state === 'waiting' && leased.rank > URGENT
  const held = isBound ? await heldUntil(tx, leased.lane, leased.channel) : 0
  await tx
    .updateTable('step')
    .set({ state: outcome.state, lease_owner: null, lease_until: null, ...columns(outcome, now, held) })
    .where('key', '=', key)
    .execute()
  if (outcome.state === 'posted') await remember(tx, leased, outcome.receipt, now)
  if (outcome.state === 'waiting') return true
  const dropped = await dropOrphans(tx, key, outcome.state, now)
  await untell(tx, outcome.state === 'refused' ? [key, ...dropped] : dropped)
  await wake(tx, [key, ...dropped])
  return true
}

/** What a row says about where its step ended up. */
export function receipt(row: { receipt_channel: string | null; receipt_message: string | null }): Receipt | undefined {
  if (row.receipt_channel === null || row.receipt_message === null) return undefined
  return { channel: row.receipt_channel, message: row.receipt_message }
}

function columns(outcome: StepOutcome, now: number, held: number) {
  switch (outcome.state) {
    case 'posted':
      return {
        receipt_channel: outcome.receipt.channel,
        receipt_message: outcome.receipt.message,
        secret: null,
        settled_at: now,
      }
    case 'waiting':
      return { next_try_at: Math.max(outcome.nextTryAt, held), looks: outcome.looks ? 1 : 0 }
    case 'in-doubt':
    case 'refused':
      return { reason: outcome.reason, secret: null, settled_at: now }
  }
}

/** Drops, to the last one, the steps whose condition can no longer come true. Returns their keys. */
async function dropOrphans(
  tx: Transaction<Schema>,
  key: string,
  state: 'posted' | 'refused' | 'in-doubt' | 'dropped',
  now: number,
): Promise<readonly string[]> {
  const dropped: string[] = []
  const lost = [
    ...(state === 'posted' ? [] : (['under'] as const)),
    ...(state === 'refused' ? [] : (['if_refused'] as const)),
  ]
  for (const condition of lost) {
    const orphans = await tx
      .updateTable('step')
      .set({ state: 'dropped', secret: null, settled_at: now })
      .where(sql<boolean>`state in ('queued', 'waiting')`)
      .where(condition, '=', key)
      .returning('key')
      .execute()
    for (const orphan of orphans) dropped.push(orphan.key, ...(await dropOrphans(tx, orphan.key, 'dropped', now)))
  }
  return dropped
}
