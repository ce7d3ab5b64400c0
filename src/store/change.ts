import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import { putSetting } from './setting-table.ts'
import { stop } from './stop.ts'
import type { Change } from './store.ts'
import { changeSubscription, haltTold, isSubscribed, putSubscription } from './subscription-table.ts'

/** Keeps what people changed, in order. */
export async function keepChanges(tx: Transaction<Schema>, changes: readonly Change[], now: number): Promise<void> {
  for (const change of changes) await keepChange(tx, change, now)
}

/** Whether what is to be changed was stopped meanwhile; until the commit nobody stops it any more. */
export async function changesGone(tx: Transaction<Schema>, changes: readonly Change[]): Promise<boolean> {
  const changed = changes.flatMap(change => (change.kind === 'resubscribe' ? [change.subscription] : []))
  // One after the other in one order, so that two of several processes never wait for each other.
  for (const one of changed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!(await isSubscribed(tx, one))) return true
  }
  return false
}

function keepChange(tx: Transaction<Schema>, change: Change, now: number): Promise<void> {
  switch (change.kind) {
    case 'setting':
      return putSetting(tx, change, now)
    case 'subscribe':
      return putSubscription(tx, change.subscription)
    case 'resubscribe':
      return changeSubscription(tx, change.subscription)
    case 'unsubscribe':
      return stop(tx, change.id, now)
    case 'halt-told':
      return haltTold(tx, change.id)
  }
}
