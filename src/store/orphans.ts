import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'
import type { Place } from './template.ts'
import { template } from './template.ts'

const dropping = (condition: 'under' | 'if_refused') =>
  template((db, at: Place<'key' | 'now'>) =>
    db
      .updateTable('step')
      .set({ state: 'dropped', secret: null, settled_at: at<number>('now') })
      .where(sql<boolean>`state in ('queued', 'waiting')`)
      .where(condition, '=', at<string>('key'))
      .returning('key'),
  )
const DROP = { under: dropping('under'), if_refused: dropping('if_refused') } as const

/** Drops, to the last one, the steps whose condition can no longer come true. Returns their keys. */
export async function dropOrphans(
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
    const orphans = (await DROP[condition](tx, { key, now })).rows
    for (const orphan of orphans) dropped.push(orphan.key, ...(await dropOrphans(tx, orphan.key, 'dropped', now)))
  }
  return dropped
}
