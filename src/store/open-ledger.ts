import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import { migrations } from './migrations.ts'
import type { StorePlace } from './open.ts'
import type { Found, Wanted } from './open-ledger-wanted.ts'
import { findWanted } from './open-ledger-wanted.ts'
import { fileTrouble } from './open-trouble.ts'
import type { Schema } from './schema.ts'
import { FILE, kyselyDatabase } from './sqlite.ts'
import { StoreError } from './store.ts'

/** The store for whoever only reads, while the bot runs or not. */
export interface Ledger {
  find(wanted: Wanted): Promise<Found>
  close(): Promise<void>
}

const ELSEWHERE =
  'Set DATA_DIR to the folder that the bot keeps its database in, and start the bot once if it never ran.'
/** Whoever mends the file after a crash, or closes it, holds it for a moment. */
const BUSY_MS = 5_000

/** Changes nothing, not even the tables' version. Rejects with a `StoreError` whose message says what to do. */
export async function openLedger({ dataDir, databaseUrl }: StorePlace): Promise<Ledger> {
  return databaseUrl === undefined ? openFile(join(dataDir, FILE)) : openServer(databaseUrl)
}

async function openFile(file: string): Promise<Ledger> {
  const unreadable = (error: unknown) =>
    error instanceof StoreError ? error : fileTrouble(`Cannot read the database ${file}`, error, ELSEWHERE)
  const reading = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    try {
      return await act()
    } catch (error) {
      throw unreadable(error)
    }
  }
  const db = await reading(async () => openDatabase(file))
  try {
    const found = await reading(() => sql<{ user_version: number }>`pragma user_version`.execute(db))
    checkVersion(found.rows[0]?.user_version ?? 0, `The database ${file}`)
    // All of it as it stood at one moment, though the bot goes on.
    return {
      find: wanted => reading(() => db.transaction().execute(tx => findWanted(tx, wanted))),
      close: () => db.destroy(),
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function openDatabase(file: string): Kysely<Schema> {
  if (!existsSync(file)) throw new StoreError(`There is no database ${file}. ${ELSEWHERE}`)
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS })
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) })
}

async function openServer(url: string): Promise<Ledger> {
  // Loaded only where it is used.
  const { Pool, TypeOverrides } = await import('pg')
  const { guarded } = await import('./postgres-text.ts')
  const { placeOf, refusal } = await import('./postgres-trouble.ts')
  const place = placeOf(url)
  const types = new TypeOverrides()
  // Milliseconds and counts, far below 2^53: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
  types.setTypeParser(20, Number)
  const pool = new Pool({ connectionString: url, application_name: 'counterpoint', max: 1, types })
  pool.on('error', () => undefined)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded(pool) }) })
  const reading = <Result>(act: (tx: Kysely<Schema>) => Promise<Result>) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(act)
  try {
    checkVersion(await reading(serverVersion), `The database "${place.database}" on ${place.server}`)
    return { find: wanted => reading(tx => findWanted(tx, wanted)), close: () => db.destroy() }
  } catch (error) {
    await db.destroy()
    throw error instanceof StoreError ? error : refusal(place, error)
  }
}

async function serverVersion(tx: Kysely<Schema>): Promise<number> {
  const there = await sql<{ there: boolean }>`select to_regclass('schema_version') is not null as there`.execute(tx)
  if (there.rows[0]?.there !== true) return 0
  const found = await sql<{ version: number }>`select version from schema_version`.execute(tx)
  return found.rows[0]?.version ?? 0
}

function checkVersion(version: number, what: string): void {
  if (version === migrations.length) return
  const known = `(schema ${version}, this program knows ${migrations.length})`
  throw new StoreError(
    version < migrations.length
      ? `${what} is of an older Counterpoint ${known}. Start the bot of this version once: it brings it up to date.`
      : `${what} was written by a newer Counterpoint ${known}. Use the newer program.`,
  )
}
