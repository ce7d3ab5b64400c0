import { sql } from 'kysely'

/**
 * A limit that is written into the statement. SQLite plans a statement anew each time that it runs with a bound one, which for
 * the outbox' lease takes forty times as long as running it.
 */
export function atMost(rows: number) {
  return sql.lit(Math.max(0, Math.floor(rows)))
}

/** At least so many: rounded up, so that a limit that changes all the time makes few statements. The rest is for the caller to leave. */
export function atLeast(rows: number) {
  return sql.lit(2 ** Math.ceil(Math.log2(Math.max(1, rows))))
}
