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
  await tellNow(tx, now)
  return woken
}

/**
 * What was told by a clock that was ahead was told by now, in the order in which it was: a change that is told from now on would
 * seem to be older, and would be told again with each digest. A year shrinks to half a minute.
 */
async function tellNow(tx: Transaction<Schema>, now: number): Promise<void> {
  await sql`update told set at = ${now} - ((select max(at) from told) - at) / 1000000 where at > ${now}`.execute(tx)
}
