import type { Kysely, Transaction } from 'kysely'
import { PostgresAdapter, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** PostgreSQL runs commits side by side, so what one decides on is locked; SQLite runs one after the other and knows no locks of rows. */
export function sideBySide(db: Kysely<Schema>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/** Lets others that publish to this channel, or take for it what must not be told twice, wait until this commit is over. */
export async function alone(tx: Transaction<Schema>, lane: string, channel: string): Promise<void> {
  if (!sideBySide(tx)) return
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify([lane, channel])}, 0))`.execute(tx)
}
