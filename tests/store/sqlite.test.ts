import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whenFree } from '../../src/store/busy.ts'
import { groupCommits } from '../../src/store/group.ts'
import { migrations } from '../../src/store/migrations.ts'
import type { Schema } from '../../src/store/schema.ts'
import { kyselyDatabase, openSqlite, sqliteTrouble } from '../../src/store/sqlite.ts'
import { StoreError } from '../../src/store/store.ts'
import { emptyFolder, fileIn } from './sqlite-home.ts'
import { landed, lease, OWNER, states, step, T0 } from './steps.ts'

const REMEDY = 'Set DATA_DIR to a folder that this user may write to, on a disk with room.'

let folder = ''
beforeEach(() => {
  folder = emptyFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof StoreError ? error.message : `no StoreError but ${String(error)}`
}

test('a folder that is not there is made, for this user only', async () => {
  const made = join(folder, 'a', 'b')
  await (await openSqlite(made)).close()
  expect([statSync(made).mode & 0o777, statSync(fileIn(made)).mode & 0o777]).toEqual([0o700, 0o600])
})

test('a database of a newer schema is refused with what to do', async () => {
  await (await openSqlite(folder)).close()
  const database = new DatabaseSync(fileIn(folder))
  database.exec('pragma user_version = 99')
  database.close()
  expect(await refusal(openSqlite(folder))).toMatch(
    /was written by a newer Counterpoint \(schema 99, this one knows \d+\)\. Start the newer version, or set DATA_DIR to another folder\.$/u,
  )
})

test('a database of the first schema is brought up to date with all it holds', async () => {
  const database = new DatabaseSync(fileIn(folder))
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) })
  await migrations[0]!(db)
  database.exec(`insert into claim (id, claimed_at) values ('ask', 1);
    insert into step (key, claim, position, kind, lane, channel, payload, expires_at, next_try_at, kept_at)
      values ('a', 'ask', 0, 'post', 'slack/T01', 'news', '{}', ${T0 + 1}, 1, 1);
    pragma user_version = 1`)
  await db.destroy()
  const renewed = await openSqlite(folder)
  await renewed.hold('slack/T01', 'sport', T0 + 1)
  const leased = await lease(renewed, T0)
  await renewed.close()
  expect(leased).toMatchObject([{ key: 'a', claim: 'ask' }])
})

test('what was posted, and what was still to be posted, before digests were postings is known as it was', async () => {
  const database = new DatabaseSync(fileIn(folder))
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) })
  for (const migrate of migrations.slice(0, 8)) await migrate(db)
  database.exec(`insert into posting (key, claim, story, asker, lane, channel, root_channel, root_message, at)
      values ('old', 'before', 'ports', 'ana', 'slack/T01', 'news', 'news', 'm1', 1);
    insert into claim (id, claimed_at) values ('ask', 1);
    insert into step (key, claim, position, kind, lane, channel, payload, expires_at, next_try_at, kept_at, posting, about, ready)
      values ('a', 'ask', 0, 'post', 'slack/T01', 'news', '{}', ${T0 + 1}, 1, 1, 'a', '{"story":"ports","asker":"ben"}', 1);
    pragma user_version = 8`)
  await db.destroy()
  const renewed = await openSqlite(folder)
  await lease(renewed, T0)
  await renewed.settle('a', OWNER, landed('m2'), T0)
  const found = await renewed.postingsOf('ports')
  await renewed.close()
  expect(found.map(({ key, stories, asker, several }) => [key, stories, asker, several])).toEqual([
    ['old', ['ports'], 'ana', false],
    ['a', ['ports'], 'ben', false],
  ])
})

test('a folder that cannot be made is refused with what to do', async () => {
  writeFileSync(join(folder, 'file'), '')
  expect(await refusal(openSqlite(join(folder, 'file', 'data')))).toContain(REMEDY)
})

test('a database that cannot be opened is refused with what to do', async () => {
  mkdirSync(fileIn(folder))
  expect(await refusal(openSqlite(folder))).toContain(REMEDY)
})

test('a file that is no database is refused and left as it is', async () => {
  writeFileSync(fileIn(folder), 'This is a letter, and nobody may write over it.\n'.repeat(100))
  const message = await refusal(openSqlite(folder))
  expect([message.includes('not a database'), statSync(fileIn(folder)).size]).toEqual([true, 4_800])
})

test('a program that holds the file for a moment is waited for, and others get their turn meanwhile', async () => {
  const store = await openSqlite(folder)
  const other = new DatabaseSync(fileIn(folder))
  other.exec('begin immediate')
  const taken = store.take('ask', [step('a')], T0)
  // With SQLite's own waiting this would never run before the take has failed.
  setImmediate(() => other.exec('commit'))
  const result = await taken
  other.close()
  expect([result, await states(store)]).toEqual([{ kind: 'taken' }, { a: 'queued' }])
  await store.close()
})

test('what fails for another reason is not tried again', async () => {
  let tries = 0
  const failing = whenFree(sqliteTrouble('file'), () => {
    tries += 1
    return Promise.reject(new Error('disk I/O error'))
  })
  await expect(failing).rejects.toThrow('disk I/O error')
  expect(tries).toBe(1)
})

/** A table in a database without room for more than `pages` of 4 kB. */
function smallDisk(pages: number) {
  const database = new DatabaseSync(fileIn(folder))
  database.exec(`create table note (text text); pragma max_page_count = ${pages}`)
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) })
  const note = (bytes: number) => sql`insert into note values (${'x'.repeat(bytes)})`
  const kept = () => database.prepare('select length(text) as bytes from note').all()
  return { db, note, kept }
}

const FULL = 'database or disk is full'
const TOO_MUCH = 200_000

test('of a transaction for which there is no room it is said that the disk is full, and the next one goes well', async () => {
  const { db, note, kept } = smallDisk(20)
  const refused = await db
    .transaction()
    .execute(tx => note(TOO_MUCH).execute(tx))
    .catch((error: unknown) => error)
  await db.transaction().execute(tx => note(10).execute(tx))
  expect([refused, kept()]).toEqual([expect.objectContaining({ message: FULL }), [{ bytes: 10 }]])
  await db.destroy()
})

test('of acts that share a commit none is kept after the one for which there was no room, and each is told why', async () => {
  const { db, note, kept } = smallDisk(20)
  const commit = groupCommits(db)
  const acts = [10, TOO_MUCH, 11].map(bytes => commit('prompt', tx => note(bytes).execute(tx)))
  const told = (await Promise.allSettled(acts)).map(act => act.status === 'rejected' && String(act.reason))
  expect([told, kept()]).toEqual([Array(3).fill(`Error: ${FULL}`), []])
  await db.destroy()
})

test('the log is empty after pruning although somebody was reading an older page', async () => {
  const store = await openSqlite(folder)
  await store.take('ask', [step('root', { secret: 'https://hooks.example/kept-by-nobody' })], T0)
  const reader = new DatabaseSync(fileIn(folder))
  reader.exec('begin; select count(*) from step')
  const reading = setTimeout(() => reader.exec('commit'), 60)
  await store.prune(T0)
  clearTimeout(reading)
  expect(statSync(`${fileIn(folder)}-wal`).size).toBe(0)
  reader.close()
  await store.close()
})
