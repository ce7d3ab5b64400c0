import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { openPostgres } from '../../src/store/postgres.ts'
import type { StoreHome } from '../contracts/store-contract.ts'
import { FORGET_ALL, leftIn } from './postgres-tables.ts'

/** The address of a PostgreSQL server whose user may make schemas. */
export function serverForTests(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const url = environment.DATABASE_URL_FOR_TESTS
  if (url === undefined)
    throw new Error('DATABASE_URL_FOR_TESTS is not set. Run .ci/with-postgres npm run walk:postgres.')
  return url
}

/** Asks the server itself, past the store. */
export async function asked<Row>(text: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: serverForTests() })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

/** A schema of its own in which the store makes its tables: `url` leads to it. */
export async function emptySchema(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const schema = `test_${randomBytes(8).toString('hex')}`
  await asked(`create schema ${schema}`)
  const url = new URL(serverForTests())
  url.searchParams.set('options', `-c search_path=${schema}`)
  return {
    url: url.href,
    remove: async () => {
      await asked(`drop schema ${schema} cascade`)
    },
  }
}

/** Empty stores one after the other in a schema of their own: making its tables takes longer than most tests. */
export async function postgresHomes(): Promise<() => Promise<StoreHome>> {
  const { url } = await emptySchema()
  await (await openPostgres(url)).close()
  const client = new Client({ connectionString: url })
  await client.connect()
  const ask = async (text: string) => (await client.query<{ text: string }>(text)).rows
  return async () => {
    await ask(FORGET_ALL)
    return {
      open: turn => openPostgres(url, turn === undefined ? {} : { turn }),
      leftovers: secrets => leftIn(ask, secrets),
      remove: () => Promise.resolve(),
    }
  }
}
