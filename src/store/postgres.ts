import type { PostgresPool } from 'kysely'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool, TypeOverrides } from 'pg'
import { whenFree } from './busy.ts'
import type { Turn } from './group.ts'
import { migrations } from './migrations.ts'
import { createOutboxTable } from './outbox-table.ts'
import { patient } from './patient.ts'
import { guarded } from './postgres-text.ts'
import type { Place } from './postgres-trouble.ts'
import { placeOf, postgresTrouble, refusal } from './postgres-trouble.ts'
import type { Schema } from './schema.ts'
import type { Store } from './store.ts'
import { StoreError } from './store.ts'

/** The type of a bigint: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const INT8 = 20
const CONNECTIONS = 4
const CONNECT_WITHIN_MS = 5_000
/** Longer than the longest commit: pruning, a migration of a large table. A server that fell silent is left then. */
const ANSWER_WITHIN_MS = 60_000
/** Any number that no other program uses in this database. */
const MIGRATION_LOCK = 7_274_561_902

export interface PostgresOptions {
  readonly turn?: Turn
  /** How long a server that does not answer is waited for at the start; default 10 seconds. */
  readonly patienceMs?: number
}

/**
 * Opens the store in a PostgreSQL database and brings its tables up to date. `url`: `postgres://user:password@host:5432/name`,
 * with `?sslmode=verify-full` where the way to it is not private. Throws a `StoreError` with a remedy and without the password.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Store> {
  const place = placeOf(url)
  const types = new TypeOverrides()
  // Milliseconds and counts: far below 2^53.
  types.setTypeParser(INT8, Number)
  const pool = new Pool({
    connectionString: url,
    application_name: 'counterpoint',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
    types,
  })
  // What breaks while nothing is asked is only thrown away: the next act opens a connection anew, or fails itself.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  return openPool(pool, place, options)
}

/** The store over a pool of connections; closes the pool with itself, and when it cannot be opened. */
export async function openPool(pool: PostgresPool, place: Place, options: PostgresOptions = {}): Promise<Store> {
  const trouble = postgresTrouble(place)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded(pool) }) })
  try {
    await whenFree(trouble, () => migrate(db, place), options.patienceMs)
    const store = patient(createOutboxTable(db, options.turn), trouble, () => db.destroy())
    // Nothing was posted before 1970: it takes the right to write, and changes nothing.
    await store.forgetPostings(0)
    return store
  } catch (error) {
    await db.destroy()
    throw error instanceof StoreError ? error : refusal(place, error)
  }
}

async function migrate(db: Kysely<Schema>, { database, server }: Place): Promise<void> {
  await db.transaction().execute(async tx => {
    // Of several processes that start at once one brings the tables up to date, and the others find them so.
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx)
    const version = await schemaVersion(tx)
    if (version > migrations.length) {
      throw new StoreError(
        `The database "${database}" on ${server} was written by a newer Counterpoint (schema ${version}, this one knows ${migrations.length}). Start the newer version, or name another database in DATABASE_URL.`,
      )
    }
    if (version === migrations.length) return
    for (const step of migrations.slice(version)) await step(tx)
    await sql`create table if not exists schema_version (version integer not null)`.execute(tx)
    await sql`delete from schema_version`.execute(tx)
    await sql`insert into schema_version (version) values (${migrations.length})`.execute(tx)
  })
}

async function schemaVersion(tx: Kysely<Schema>): Promise<number> {
  const there = await sql<{ there: boolean }>`select to_regclass('schema_version') is not null as there`.execute(tx)
  if (there.rows[0]?.there !== true) return 0
  const found = await sql<{ version: number }>`select version from schema_version`.execute(tx)
  return found.rows[0]?.version ?? 0
}
