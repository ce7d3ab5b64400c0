import type { CompiledQuery, DatabaseConnection, Kysely, QueryResult, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

const connections = new WeakMap<Kysely<Schema>, DatabaseConnection>()

/**
 * Lets statements that are built already go to the connection that the transaction holds, until it `ended`: by way of Kysely,
 * which gives each its turn, they take longer on their way there than in SQLite. Whoever runs them waits for each.
 */
export async function straight(tx: Transaction<Schema>): Promise<{ readonly ended: () => void }> {
  connections.set(tx, await tx.getExecutor().provideConnection(async connection => connection))
  return { ended: () => void connections.delete(tx) }
}

/** Runs a statement that is built already. */
export function runBuilt<Row>(db: Kysely<Schema>, statement: CompiledQuery<Row>): Promise<QueryResult<Row>> {
  return connections.get(db)?.executeQuery(statement) ?? db.executeQuery(statement)
}
