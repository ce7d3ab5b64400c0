import type { CompiledQuery, Kysely, QueryResult, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { runBuilt } from './connection.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'

/** What a statement can be given. */
type Value = string | number | null

/** Makes a place in a statement for the value of that name. */
export type Place<Name extends string> = <Kind extends Value>(name: Name) => RawBuilder<Kind>

interface Buildable<Row> {
  compile(db: Kysely<Schema>): CompiledQuery<Row>
}

/**
 * A statement with places for values, which is built once for each database: of those that run for every step and every digest
 * building takes longer than running. Gives what runs it with these values.
 */
export function template<Name extends string, Row>(
  build: (db: Kysely<Schema>, at: Place<Name>) => Buildable<Row>,
): (db: Kysely<Schema>, values: Readonly<Record<Name, Value>>) => Promise<QueryResult<Row>> {
  const names = new Map<unknown, Name>()
  const at: Place<Name> = name => {
    const place = { name }
    names.set(place, name)
    return sql`${place}`
  }
  const built = new Map<boolean, CompiledQuery<Row>>()
  return (db, values) => {
    const dialect = sideBySide(db)
    const known = built.get(dialect) ?? build(db, at).compile(db)
    built.set(dialect, known)
    const parameters = known.parameters.map(parameter => {
      const name = names.get(parameter)
      return name === undefined ? parameter : values[name]
    })
    return runBuilt(db, { ...known, parameters })
  }
}

/** SQLite binds a limited number of values, and few different statements are kept. */
const ROWS_AT_ONCE = 16

/** As `template`, for an insertion of any number of rows; what is absent is null. With `otherwise` at its end: `on conflict do nothing`. */
export function insertion<Column extends string>(
  table: keyof Schema,
  columns: readonly Column[],
  otherwise = '',
): (db: Kysely<Schema>, rows: readonly Readonly<Partial<Record<Column, Value | undefined>>>[]) => Promise<bigint> {
  const built = new Map<string, CompiledQuery<unknown>>()
  const build = (db: Kysely<Schema>, rows: number): CompiledQuery<unknown> => {
    const row = sql`(${sql.join(columns.map(() => sql`${null}`))})`
    const names = sql.join(columns.map(column => sql.ref(column)))
    const values = sql.join(Array.from({ length: rows }, () => row))
    return sql`insert into ${sql.table(table)} (${names}) values ${values} ${sql.raw(otherwise)}`.compile(db)
  }
  return async (db, rows) => {
    let inserted = 0n
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE)
      const which = `${sideBySide(db)} ${some.length}`
      const known = built.get(which) ?? build(db, some.length)
      built.set(which, known)
      const parameters = some.flatMap(row => columns.map(column => row[column] ?? null))
      inserted += (await runBuilt(db, { ...known, parameters })).numAffectedRows ?? 0n
    }
    return inserted
  }
}
