import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'

/** No lease is longer. */
const LEASE_MS = 60_000

/** Nothing waits for a time that only the former clock was near to. */
export async function setBack(tx: Transaction<Schema>, now: number, seen: boolean): Promise<number> {
  let late = tx
    .updateTable('step')
    .set({ next_try_at: now })
    // Written out, because the index of waiting steps is not used for a state that is bound.
    .where(sql<boolean>`state in ('queued', 'waiting')`)
    .where('next_try_at', '>', now)
  if (!seen) late = late.where('kept_at', '>', now)
  const woken = Number((await late.executeTakeFirst()).numUpdatedRows)
  await tx
    .updateTable('step')
    .set({ lease_until: now + LEASE_MS })
    .where(sql<boolean>`state = 'posting'`)
    .where('lease_until', '>', now + LEASE_MS)
    .execute()
  if (seen || woken > 0) await tx.deleteFrom('hold').where('until', '>', now).execute()
  return woken
}
