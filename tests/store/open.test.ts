import { copyFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backUpSqlite } from '../../src/store/backup.ts'
import { openStore } from '../../src/store/open.ts'
import { noticing } from '../../src/store/open-noticing.ts'
import { fileTrouble } from '../../src/store/open-trouble.ts'
import type { Store } from '../../src/store/store.ts'
import { StoreError } from '../../src/store/store.ts'
import { emptyFolder, fileIn } from './sqlite-home.ts'
import { lease, step, T0 } from './steps.ts'

const DAMAGED = /damaged or belongs to another program\. Stop the bot and put a copy in its place/u
const PAGE = 4_096

let folder = ''
beforeEach(() => {
  folder = emptyFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function refusal(): Promise<string> {
  const error = await openStore({ dataDir: folder }).then(
    store => store.close(),
    (thrown: unknown) => thrown,
  )
  return error instanceof StoreError ? error.message : `no StoreError but ${String(error)}`
}

async function madeBefore(): Promise<void> {
  const store = await openStore({ dataDir: folder })
  await store.take('ask', [step('a')], T0)
  await store.close()
}

/** What SQLite says to whoever writes to a file that can only be read. */
function readOnlyError(): unknown {
  const database = new DatabaseSync(fileIn(folder), { readOnly: true })
  try {
    database.exec("delete from step where key = ''")
    return undefined
  } catch (error) {
    return error
  } finally {
    database.close()
  }
}

test('a damaged database is refused, and it is said that a copy mends it', async () => {
  await madeBefore()
  writeFileSync(fileIn(folder), Buffer.alloc(statSync(fileIn(folder)).size - PAGE, 7), { flag: 'r+' })
  expect(await refusal()).toMatch(DAMAGED)
})

test("another program's database is refused, not taken for one with nothing in it", async () => {
  await madeBefore()
  const database = new DatabaseSync(fileIn(folder))
  database.exec('drop table posted_story; drop table posting_message; drop table posting')
  database.close()
  expect(await refusal()).toMatch(DAMAGED)
})

test('of a file that can only be read it is said who has to own it', async () => {
  await madeBefore()
  const said = fileTrouble('Cannot write', readOnlyError(), '').message
  expect(said).toBe(
    "Cannot write: attempt to write a readonly database. Give the file and its folder to the user that the bot runs as, or set DATA_DIR to that user's folder.",
  )
})

function thrown(error: unknown): never {
  throw error
}

/** A store whose writes fail while `broken`, and whose clock is set. */
async function failing(over: Partial<Store> = {}) {
  const own = await openStore({ dataDir: folder })
  const state = { broken: true, at: 0 }
  const take: Store['take'] = (...words) =>
    state.broken ? Promise.reject(new Error('database or disk is full')) : own.take(...words)
  const store = noticing({ ...own, take, ...over }, { told: thrown, check: () => undefined }, () => state.at)
  await store.take('ask', [step('a')], T0).catch(() => undefined)
  const unwritable = async () => (await store.queue(0, T0)).unwritable
  return { state, store, unwritable }
}

test('a store that could not be written says so until it can', async () => {
  const { state, store, unwritable } = await failing()
  const before = await unwritable()
  state.broken = false
  await store.take('again', [step('b')], T0)
  expect([before, await unwritable()]).toEqual(['database or disk is full', undefined])
  await store.close()
})

test('what could not be written long ago says nothing about now', async () => {
  const { state, store, unwritable } = await failing()
  state.at = 5 * 60_000
  expect(await unwritable()).toBeUndefined()
  await store.close()
})

/** A store in which a lease goes on until it is let find nothing. */
async function leasing() {
  const found = Promise.withResolvers<readonly []>()
  const opened = await failing({ lease: () => found.promise })
  opened.state.broken = false
  await opened.store.take('first', [step('first')], T0)
  return { ...opened, found: () => found.resolve([]) }
}

test('a lease that finds nothing hides no failure that came while it was under way', async () => {
  const { state, store, unwritable, found } = await leasing()
  const underWay = lease(store, T0)
  state.broken = true
  await store.take('lost', [step('b')], T0).catch(() => undefined)
  found()
  await underWay
  expect(await unwritable()).toBe('database or disk is full')
  await store.close()
})

test('and brings none back that was over meanwhile', async () => {
  const { state, store, unwritable, found } = await leasing()
  state.broken = true
  await store.take('lost', [step('b')], T0).catch(() => undefined)
  const underWay = lease(store, T0)
  state.broken = false
  await store.take('again', [step('b')], T0)
  found()
  await underWay
  expect(await unwritable()).toBeUndefined()
  await store.close()
})

test('where a copy was moved over a running bot nothing more is written, and who looks is told', async () => {
  const store = await openStore({ dataDir: folder })
  await store.take('ask', [step('a')], T0)
  copyFileSync(fileIn(folder), join(folder, 'copy'))
  renameSync(join(folder, 'copy'), fileIn(folder))
  await expect
    .poll(async () => (await store.queue(0, T0)).unwritable)
    .toMatch(/was removed or replaced while the bot ran.*Stop the bot/u)
  await expect(store.take('lost', [step('b')], T0)).rejects.toBeInstanceOf(StoreError)
  await store.close()
})

test('and where one was copied into the file that a running bot has open', async () => {
  const store = await openStore({ dataDir: folder })
  await store.take('ask', [step('a')], T0)
  backUpSqlite(folder, join(folder, 'copy'))
  const before = (await store.queue(0, T0)).unwritable
  copyFileSync(join(folder, 'copy'), fileIn(folder))
  await expect
    .poll(async () => (await store.queue(0, T0)).unwritable)
    .toMatch(/was copied over .*put the copy there again, and start the bot/u)
  await expect(store.take('lost', [step('b')], T0)).rejects.toBeInstanceOf(StoreError)
  expect(before).toBeUndefined()
  await store.close()
})
