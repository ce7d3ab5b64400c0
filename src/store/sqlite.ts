import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { SQLOutputValue, StatementSync } from 'node:sqlite'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { Kysely, SqliteDialect, sql } from 'kysely'
import type { Trouble } from './busy.ts'
import { whenFree } from './busy.ts'
import type { Shared, Turn } from './group.ts'
import { migrations } from './migrations.ts'
import type { OutboxTable } from './outbox-table.ts'
import { createOutboxTable } from './outbox-table.ts'
import { patient } from './patient.ts'
import type { Schema } from './schema.ts'
import type { Store } from './store.ts'
import { StoreError } from './store.ts'

/** https://www.sqlite.org/rescode.html#busy; the higher bits tell kinds of it apart. */
const SQLITE_BUSY = 5
const KIND = 0xff
const MOST_PREPARED = 200
const EMPTYING_TRIES = 40
const EMPTYING_PAUSE_MS = 25
/** SQLite's own default. */
const LOG_PAGES = 1_000
export const FILE = 'counterpoint.sqlite'

/** Opens or makes the store in `folder`, brings its tables up to date, and returns it. Throws a `StoreError` with a remedy. */
export async function openSqlite(folder: string, turn?: Turn): Promise<Store> {
  return (await openSqliteTable(folder, { turn })).store
}

export interface SqliteOptions {
  readonly turn?: Turn | undefined
  readonly shared?: Shared
  /** How long the log of changes gets, in pages of 4 kB, before they are written where they belong: that takes two syncs, and one commit waits for them. Default 1000. */
  readonly logPages?: number
}

export interface SqliteTable extends Pick<OutboxTable, 'ready' | 'leaseOf'> {
  readonly store: Store
  /** Writes the log of changes to where they belong, so that the next commit of another connection need not. */
  writeLog(): Promise<unknown>
}

/** The same, with the parts of a lease. */
export async function openSqliteTable(
  folder: string,
  { turn, shared, logPages = LOG_PAGES }: SqliteOptions,
): Promise<SqliteTable> {
  const file = join(folder, FILE)
  try {
    const trouble = sqliteTrouble(file)
    const db = await whenFree(trouble, () => openFile(folder, file, logPages))
    const table = createOutboxTable(db, turn, shared)
    return {
      store: patient(emptyingLog(table, db), trouble, () => db.destroy()),
      ready: places => whenFree(trouble, () => table.ready(places)),
      leaseOf: (...words) => whenFree(trouble, () => table.leaseOf(...words)),
      writeLog: () => sql`pragma wal_checkpoint(passive)`.execute(db),
    }
  } catch (error) {
    if (error instanceof StoreError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreError(
      `Cannot open the database ${file}: ${why}. Set DATA_DIR to a folder that this user may write to, on a disk with room.`,
      { cause: error },
    )
  }
}

async function openFile(folder: string, file: string, logPages: number): Promise<Kysely<Schema>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Addresses for private answers are in it for minutes: a new file is for this user only. SQLite gives its log the same mode.
  // Not so a file that is there: closing it would drop the locks of another connection that this process has.
  // https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  const database = new DatabaseSync(file)
  try {
    // WAL with full sync: every commit is on disk before the next act, and readers do not wait for a writer.
    // Secure delete: what is forgotten leaves the file's bytes too. What a savepoint would restore stays in memory: written to
    // a file it is four times as much as all that is kept.
    database.exec(
      `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on;
      pragma temp_store = memory; pragma wal_autocheckpoint = ${logPages}`,
    )
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) })
    await migrate(db, file)
    return db
  } catch (error) {
    database.close()
    throw error
  }
}

/** Pruning also empties the log: it holds older pages, and secrets in them, until it is written over. */
function emptyingLog(table: Omit<Store, 'close'>, db: Kysely<Schema>): Omit<Store, 'close'> {
  return {
    ...table,
    async prune(before) {
      const pruned = await table.prune(before)
      // Somebody may be reading an older page just then; the next pruning tries again.
      for (let tries = 0; tries < EMPTYING_TRIES && !(await emptyLog(db)); tries += 1) await wait(EMPTYING_PAUSE_MS)
      return pruned
    },
  }
}

/** Whether it is empty: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint tells in its row that somebody was in the way. */
async function emptyLog(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  return rows[0]?.busy === 0
}

/**
 * Another connection that writes. SQLite's own waiting is off: it would stop this whole process, which has three seconds to
 * answer a person, and for ever if the other connection is its own.
 */
export function sqliteTrouble(file: string): Trouble {
  return {
    passes: isBusy,
    longestPauseMs: 25,
    lasting: (ms, cause) =>
      new StoreError(
        `The database ${file} has been in use for ${ms / 1_000} seconds. Stop the other program that writes to it.`,
        { cause },
      ),
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & KIND) === SQLITE_BUSY
  )
}

async function migrate(db: Kysely<Schema>, file: string): Promise<void> {
  await db.transaction().execute(async tx => {
    const found = await sql<{ user_version: number }>`pragma user_version`.execute(tx)
    const version = found.rows[0]?.user_version ?? 0
    if (version > migrations.length) {
      throw new StoreError(
        `The database ${file} was written by a newer Counterpoint (schema ${version}, this one knows ${migrations.length}). Start the newer version, or set DATA_DIR to another folder.`,
      )
    }
    if (version === migrations.length) return
    for (const step of migrations.slice(version)) await step(tx)
    await sql.raw(`pragma user_version = ${migrations.length}`).execute(tx)
  })
}

/** node:sqlite behind the interface that Kysely's SQLite dialect expects. */
export function kyselyDatabase(
  database: DatabaseSync,
): ConstructorParameters<typeof SqliteDialect>[0]['database'] & object {
  // Preparing a statement takes longer than running it. Their number is bounded because a list of values has any length.
  const prepared = new Map<string, Statement>()
  const unlessGivenUp = transactionGuard(database)
  return {
    close: () => database.close(),
    prepare: text => {
      // A transaction that reads before it writes must hold the write lock from the start, or a second process makes it fail.
      const statement =
        prepared.get(text) ??
        kyselyStatement(database.prepare(text === 'begin' ? 'begin immediate' : text), act => unlessGivenUp(text, act))
      // Whatever was not asked for the longest gives way.
      prepared.delete(text)
      prepared.set(text, statement)
      const [oldest] = prepared.keys()
      if (prepared.size > MOST_PREPARED && oldest !== undefined) prepared.delete(oldest)
      return statement
    },
  }
}

/** Runs a statement of that text. */
type Guard = <Result>(text: string, act: () => Result) => Result | undefined

/**
 * On a disk that is full or broken SQLite gives a transaction up by itself, and whatever comes after would be kept, or refused, as
 * if there had been none. All of it fails for the same reason instead, until the rollback, which has nothing left to do:
 * https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
 */
function transactionGuard(database: DatabaseSync): Guard {
  let gaveUp: { readonly because: unknown } | undefined
  return (text, act) => {
    if (gaveUp !== undefined) {
      if (text !== 'rollback') throw gaveUp.because
      gaveUp = undefined
      return undefined
    }
    const inside = database.isTransaction
    try {
      return act()
    } catch (because) {
      if (inside && !database.isTransaction) gaveUp = { because }
      throw because
    }
  }
}

type Statement = ReturnType<typeof kyselyStatement>

const NOTHING_CHANGED = { changes: 0, lastInsertRowid: 0 } as const

function kyselyStatement(statement: StatementSync, guarded: <Result>(act: () => Result) => Result | undefined) {
  const bound = (parameters: readonly unknown[]) => parameters.map(sqlValue)
  const names = statement.columns().map(column => column.name)
  const empty: Row = Object.fromEntries(names.map(name => [name, null]))
  // Rows as node:sqlite makes them have no shape in common, and whatever reads many of them takes twice as long.
  const inArrays = 'setReturnArrays' in statement
  if (inArrays) statement.setReturnArrays(true)
  const all = (parameters: readonly unknown[]) => {
    const rows = guarded(() => statement.all(...bound(parameters))) ?? []
    return inArrays ? rows.map(values => shaped(names, empty, values)) : rows
  }
  return {
    reader: names.length > 0,
    all,
    run: (parameters: readonly unknown[]) => guarded(() => statement.run(...bound(parameters))) ?? NOTHING_CHANGED,
    iterate: (parameters: readonly unknown[]) => all(parameters).values(),
  }
}

/** Of a column, or of its place where rows are arrays. */
type Row = Record<string, SQLOutputValue>

/** A copy of a row without values, filled: rows that are made name by name take half as long again. */
function shaped(names: readonly string[], empty: Row, values: Row): Row {
  const row = { ...empty }
  let place = 0
  for (const name of names) {
    row[name] = values[place] ?? null
    place += 1
  }
  return row
}

function sqlValue(value: unknown): string | number | bigint | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value
  throw new TypeError(`SQLite takes no ${typeof value}.`)
}
