import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'

/** No lease is longer. */
const LEASE_MS = 60_000
/** Clocks of processes that share a database differ by less, and are corrected by less all the time. */
const APART_MS = 60_000
/** Hardly ever is as much waited for; whoever asks for more says so again. */
const ASKED_MS = 60 * 60_000

/** Nothing waits for a time that only the former clock was near to. */
export async function setBack(tx: Transaction<Schema>, now: number, seen: boolean): Promise<number> {
  let late = tx
    .updateTable('step')
    .set({ next_try_at: now })
    // Written out, because the index of waiting steps is not used for a state that is bound.
    .where(sql<boolean>`state in ('queued', 'waiting')`)
    .where('next_try_at', '>', now)
  if (!seen)
    late = late.where(at => at.or([at('kept_at', '>', now + APART_MS), at('next_try_at', '>', now + ASKED_MS)]))
  const woken = Number((await late.executeTakeFirst()).numUpdatedRows)
  await tx
    .updateTable('step')
    .set({ lease_until: now + LEASE_MS })
    .where(sql<boolean>`state = 'posting'`)
    .where('lease_until', '>', now + LEASE_MS)
    .execute()
  await tx
    .deleteFrom('hold')
    .where('until', '>', seen || woken > 0 ? now : now + ASKED_MS)
    .execute()
  for (const table of ['told', 'posting'] as const) await bringNear(tx, table, now)
  return woken
}

/**
 * What a clock that was ahead has told and posted was told and posted by now, in the order in which it was. A change that is told
 * from now on would seem to be older, and be told again with each digest; a channel would rest from a post until that time comes
 * again. A year shrinks to half a minute.
 */
async function bringNear(tx: Transaction<Schema>, table: 'told' | 'posting', now: number): Promise<void> {
  const rows = sql.table(table)
  await sql`update ${rows} set at = ${now} - ((select max(at) from ${rows}) - at) / 1000000 where at > ${now}`.execute(
    tx,
  )
}
