import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { isLost } from './postgres-trouble.ts'

/** PostgreSQL's texts cannot hold NUL (https://www.postgresql.org/docs/current/datatype-character.html), and texts from outside can. */
const ESCAPE = '\uE000'
const OUT = /[\0\uE000]/gu
const BACK = /\uE000[01]/gu

/**
 * The pool as Kysely takes it: any text goes in and comes out as it was, a connection that was lost is not used again, and who
 * waits for one when the pool is ended is refused. The pool itself would leave them waiting for ever.
 */
export function guarded(pool: PostgresPool): PostgresPool {
  const waiting = new Set<(error: Error) => void>()
  async function connect(): Promise<PostgresPoolClient> {
    const connecting = pool.connect()
    const { promise: ended, reject } = Promise.withResolvers<never>()
    waiting.add(reject)
    try {
      return guardedClient(await Promise.race([connecting, ended]))
    } catch (error) {
      connecting.then(client => client.release()).catch(() => undefined)
      throw error
    } finally {
      waiting.delete(reject)
    }
  }
  return {
    ...(pool.Client === undefined ? {} : { Client: pool.Client }),
    options: pool.options,
    connect,
    end() {
      for (const refuse of waiting) refuse(new Error('The database is closed.'))
      return pool.end()
    },
  }
}

function guardedClient(client: PostgresPoolClient): PostgresPoolClient {
  let lost = false
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(text: string | PostgresCursor<R>, parameters: readonly unknown[] = []) {
    return typeof text === 'string' ? ask<R>(text, parameters) : client.query(text)
  }
  async function ask<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    try {
      const result = await client.query<R>(text, parameters.map(escaped))
      for (const row of result.rows) restore(row)
      return result
    } catch (error) {
      lost ||= isLost(error)
      throw error
    }
  }
  return {
    query,
    release: destroy => client.release(destroy === true || lost),
    ...(client.processID === undefined ? {} : { processID: client.processID }),
  }
}

function escaped(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(OUT, found => ESCAPE + (found === ESCAPE ? '0' : '1')) : value
}

function restore(row: unknown): void {
  if (typeof row !== 'object' || row === null) return
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'string' && value.includes(ESCAPE)) {
      Reflect.set(
        row,
        name,
        value.replace(BACK, found => (found === `${ESCAPE}0` ? ESCAPE : '\0')),
      )
    }
  }
}
