import { PGlite } from '@electric-sql/pglite'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { openPool } from '../../src/store/postgres.ts'
import type { StoreHome } from '../contracts/store-contract.ts'
import { FORGET_ALL, leftIn } from './postgres-tables.ts'

/** PostgreSQL in this process, made once for all tests: starting it takes longer than all of them. */
const engine = await PGlite.create()
const PLACE = { server: 'this process', database: 'test', user: 'test', password: '' }
const COMMANDS = ['INSERT', 'UPDATE', 'DELETE', 'COMMIT', 'ROLLBACK'] as const
let free: Promise<void> = Promise.resolve()
await (await openPool(onePool(), PLACE)).close()

/** PGlite behind the interface of pg's pool. It has one connection, so who wants it waits until it is given back. */
function onePool(): PostgresPool {
  return { connect: seat, end: () => Promise.resolve(), options: {} }
}

async function seat(): Promise<PostgresPoolClient> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const before = free
  free = promise
  await before
  return { release: () => resolve(), query }
}

function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
function query<R>(text: string | PostgresCursor<R>, parameters: readonly unknown[] = []) {
  if (typeof text !== 'string') return text
  return engine.query<R>(text, [...parameters]).then(({ rows, affectedRows = 0 }) => ({
    command: COMMANDS.find(command => text.toUpperCase().startsWith(command)) ?? 'SELECT',
    rowCount: affectedRows,
    rows,
  }))
}

/** An empty store; what is left over is looked for in its rows. */
export async function pgliteHome(): Promise<StoreHome> {
  await engine.exec(FORGET_ALL)
  return {
    open: turn => openPool(onePool(), PLACE, turn === undefined ? {} : { turn }),
    leftovers: secrets => leftIn(async text => (await engine.query<{ text: string }>(text)).rows, secrets),
    remove: () => Promise.resolve(),
  }
}
