import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { sumUp } from './edition-result.ts'
import { atMost } from './limit.ts'
import type { Schema } from './schema.ts'

/** Few enough that nobody waits noticeably for the lock. */
const CLAIMS_AT_ONCE = 200

export async function prune(db: Kysely<Schema>, before: number): Promise<number> {
  await db.deleteFrom('hold').where('until', '<', before).execute()
  let pruned = 0
  for (;;) {
    const some = await db.transaction().execute(tx => pruneSome(tx, before))
    pruned += some
    if (some < CLAIMS_AT_ONCE) return pruned
    await othersTurn()
  }
}

async function pruneSome(tx: Transaction<Schema>, before: number): Promise<number> {
  const old = await sql<{ id: string }>`
    select id from claim
    where claimed_at < ${before}
      and not exists (select 1 from step s where s.claim = claim.id and s.settled_at is null
        and (s.expires_at >= ${before} or s.lease_until >= ${before}))
      and id not in (${neededByOthers(before)})
    order by claimed_at limit ${atMost(CLAIMS_AT_ONCE)}`.execute(tx)
  const ids = old.rows.map(row => row.id)
  if (ids.length === 0) return 0
  await sumUp(tx, ids)
  await tx.deleteFrom('step').where('claim', 'in', ids).execute()
  await tx.deleteFrom('claim').where('id', 'in', ids).execute()
  return ids.length
}

/** The claims of steps that a step of another claim still waits for. States are written out so that their indexes are used. */
function neededByOthers(before: number) {
  const waiting = [sql`w.state in ('queued', 'waiting')`, sql`w.state = 'posting'`]
  const needed = waiting.map(
    state => sql`
      select n.claim from step w join step n on n.key in (w.under, w.if_refused, w.after)
      where ${state} and n.claim <> w.claim and w.expires_at >= ${before}`,
  )
  return sql.join(needed, sql` union all `)
}
