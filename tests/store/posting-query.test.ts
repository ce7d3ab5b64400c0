import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutboxTable } from '../../src/store/outbox-table.ts'
import { findPosting } from '../../src/store/posting-query.ts'
import type { Schema } from '../../src/store/schema.ts'
import { kyselyDatabase, openSqlite } from '../../src/store/sqlite.ts'
import { emptyFolder, fileIn } from './sqlite-home.ts'
import { landed, lease, OWNER, step, T0 } from './steps.ts'

let folder = ''
let database: Kysely<Schema>
beforeEach(async () => {
  folder = emptyFolder()
  await (await openSqlite(folder)).close()
  const file = new DatabaseSync(fileIn(folder))
  database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(file) }) })
})
afterEach(async () => {
  await database.destroy()
  rmSync(folder, { recursive: true })
})

/** Reads a posting, and does something when so many of its queries were answered. */
function readMeanwhile(queries: number, meanwhile: () => Promise<unknown>) {
  let left = queries
  const watched = database.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      left -= 1
      if (left === 0) await meanwhile()
      return result
    },
  })
  return findPosting(watched, { key: 'root' })
}

test.each([1, 2, 3])('a reply that lands while its posting is read, after %i queries, is in it once', async queries => {
  const store = { ...createOutboxTable(database), close: () => Promise.resolve() }
  const about = { stories: ['ports', 'quays'], asker: 'ana' }
  await store.take('ask', [step('root', { about }), step('reply', { under: 'root' })], T0)
  await lease(store, T0)
  await store.settle('root', OWNER, landed('m-root'), T0)
  await lease(store, T0)
  const read = await readMeanwhile(queries, () => store.settle('reply', OWNER, landed('m-reply'), T0))
  const replies = read?.messages.map(({ receipt }) => receipt.message).filter(message => message === 'm-reply')
  const unposted = read?.unposted.map(({ key }) => key)
  expect([...(replies ?? []), ...(unposted ?? [])]).toHaveLength(1)
})
