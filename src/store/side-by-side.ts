import type { Kysely, Transaction } from 'kysely'
import { PostgresAdapter, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** PostgreSQL runs commits side by side, so what one decides on is locked; SQLite runs one after the other and knows no locks of rows. */
export function sideBySide(db: Kysely<Schema>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/**
 * Lets others that come here for the same place wait until this commit is over: who tells a channel what must not be told
 * twice, and who takes what a channel or a lane has hardly room for.
 */
export async function alone(tx: Transaction<Schema>, ...place: readonly string[]): Promise<void> {
  if (!sideBySide(tx)) return
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(place)}, 0))`.execute(tx)
}
