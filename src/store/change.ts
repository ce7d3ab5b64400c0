import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import { putSetting } from './setting-table.ts'
import { stop } from './stop.ts'
import type { Change } from './store.ts'
import { haltTold, putSubscription } from './subscription-table.ts'

/** Keeps what people changed, in order. */
export async function keepChanges(tx: Transaction<Schema>, changes: readonly Change[], now: number): Promise<void> {
  for (const change of changes) await keepChange(tx, change, now)
}

function keepChange(tx: Transaction<Schema>, change: Change, now: number): Promise<void> {
  switch (change.kind) {
    case 'setting':
      return putSetting(tx, change, now)
    case 'subscribe':
      return putSubscription(tx, change.subscription)
    case 'unsubscribe':
      return stop(tx, change.id, now)
    case 'halt-told':
      return haltTold(tx, change.id)
  }
}
