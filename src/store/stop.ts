import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { dropOrphans } from './orphans.ts'
import { EDITION_CLAIM } from './rank.ts'
import { wake } from './ready.ts'
import type { Schema } from './schema.ts'
import { removeSubscription } from './subscription-table.ts'
import { untell } from './told-table.ts'

/**
 * Ends a subscription. Of an edition that is under way no further root is posted, and its stories count as untold; what stands below
 * a root that was posted, or may have been, still comes, because a root without its sides is worse than a late one. Threads of
 * editions before it are closed all the same.
 */
export async function stop(tx: Transaction<Schema>, subscription: string, now: number): Promise<void> {
  await removeSubscription(tx, subscription)
  const claims = tx
    .selectFrom('edition')
    .select(sql<string>`${sql.lit(EDITION_CLAIM)} || id`.as('claim'))
    .where('subscription', '=', subscription)
    // What became of the steps of others was summed up, and they were forgotten.
    .where('result', 'is', null)
  const roots = await tx
    .updateTable('step')
    .set({ state: 'dropped', secret: null, settled_at: now })
    .where('claim', 'in', claims)
    .where(sql<boolean>`state in ('queued', 'waiting')`)
    .where('looks', '=', 0)
    .where('under', 'is', null)
    .where('kind', '=', 'post')
    .returning('key')
    .execute()
  const dropped = roots.map(({ key }) => key)
  for (const { key } of roots) dropped.push(...(await dropOrphans(tx, key, 'dropped', now)))
  await untell(tx, dropped)
  await wake(tx, dropped)
}
