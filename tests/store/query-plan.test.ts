import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sent } from '../../src/store/ledger.ts'
import { createOutboxTable } from '../../src/store/outbox-table.ts'
import type { Schema } from '../../src/store/schema.ts'
import { kyselyDatabase, openSqlite } from '../../src/store/sqlite.ts'
import { fillSettled } from './settled-rows.ts'
import { emptyFolder, fileIn } from './sqlite-home.ts'
import { landed, lease, MINUTE, OWNER, refused, step, T0 } from './steps.ts'
import { after, edition, NOMINAL, subscription, tells } from './subscriptions.ts'

const SETTLED = 100_000
/** These hold only what is not settled, or are walked along to a limit. */
const SMALL =
  /USING (?:COVERING )?INDEX (?:step_(?:ready|leased|waiting|busy)|subscription_due|edition_age|told_age)\b/u
/** The tables under the names that queries give them. */
const TABLE = /^SCAN (?:step|claim|hold|posting|posting_message|setting|subscription|edition|told|[a-z])\b/u

const folder = emptyFolder()
let database: DatabaseSync
let asked: { sql: string; parameters: readonly unknown[] }[] = []
let db: Kysely<Schema>

beforeAll(async () => {
  await (await openSqlite(folder)).close()
  database = new DatabaseSync(fileIn(folder))
  fillSettled(database, SETTLED)
  db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: kyselyDatabase(database) }),
    log: event => {
      asked.push({ sql: event.query.sql, parameters: event.query.parameters })
    },
  })
})
afterAll(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

function fullScans(): readonly string[] {
  return asked
    .filter(query => /^\s*(?:select|insert|update|delete)/u.test(query.sql))
    .flatMap(query =>
      database
        .prepare(`explain query plan ${query.sql}`)
        .all(...query.parameters.map(value => (typeof value === 'number' ? value : String(value))))
        .map(row => String(row.detail)),
    )
    .filter(detail => TABLE.test(detail) && !SMALL.test(detail))
}

test('nothing that delivery asks for walks through what is settled', async () => {
  const store = createOutboxTable(db)
  const steps = [step('a'), step('b', { under: 'a' }), step('c', { ifRefused: 'a', after: 'b' }), step('d')]
  asked = []
  await store.take('ask', steps, T0)
  const opened = { ...store, close: () => Promise.resolve() }
  await lease(opened, T0)
  await store.settle('a', OWNER, landed('m'), T0)
  await store.settle('d', OWNER, { state: 'waiting', nextTryAt: T0 + 1, looks: true }, T0)
  await lease(opened, T0)
  await store.settle('b', OWNER, refused, T0)
  await store.hold('slack/T01', 'news', T0 + 1)
  await store.hold('slack/T01', undefined, T0 + 1)
  await store.nextWake(['slack', 'discord'], T0)
  await store.release(() => true, T0)
  expect([asked.length > 20, fullScans()]).toEqual([true, []])
})

test('no list of what was sent is planned anew each time: its limits are written out', async () => {
  asked = []
  await sent(db, { since: T0, most: 7 })
  await sent(db, { since: T0, channel: 'news', most: 7 })
  const limits = asked.flatMap(query => /limit (\S+)/u.exec(query.sql)?.[1] ?? [])
  expect(limits).toEqual(Array.from({ length: 6 }, () => '7'))
})

test('pruning looks only at the claims that are old enough, and a clock that was set back at what waits', async () => {
  const store = createOutboxTable(db)
  asked = []
  await store.prune(1)
  await store.setBack(T0, true)
  await store.setBack(T0, false)
  expect([asked.length > 2, fullScans().filter(detail => !detail.startsWith('SCAN hold'))]).toEqual([true, []])
})

test('nothing that is asked about postings and settings walks through them', async () => {
  const store = createOutboxTable(db)
  asked = []
  const about = { stories: ['ports'], asker: 'ana' }
  await store.take('posting', [step('root', { about }), step('reply', { under: 'root' })], T0)
  await lease({ ...store, close: () => Promise.resolve() }, T0)
  await store.settle('root', OWNER, landed('m'), T0)
  await store.lastPosting({ lane: 'slack/T01', channel: 'news', story: 'ports', since: T0 - 1 })
  await store.lastPosting({ lane: 'slack/T01', channel: 'news', since: T0 - 1 })
  await store.posting({ lane: 'slack/T01', channel: 'news', message: 'm' })
  await store.postingsOf('ports')
  await store.unposted('ports')
  await store.setting('slack/T01', 'news')
  await store.take('removal', [step('gone', { kind: 'remove', takes: 'root' })], T0)
  await store.forgetPostings(1)
  expect([asked.length > 10, fullScans()]).toEqual([true, []])
})

test('nothing that digests ask for walks through subscriptions, editions or what was told', async () => {
  const store = createOutboxTable(db)
  asked = []
  const all = ['s1', 's2'].map(id => subscription(id))
  const changes = all.map(one => ({ kind: 'subscribe', subscription: one }) as const)
  await store.take('subscribe', [], T0, { changes })
  await store.subscriptions({ id: 's1' })
  await store.subscriptions({ lane: 'slack/T01', channel: 'news' })
  await store.subscriptions({ lane: 'slack/T01', space: 'T01' })
  await store.dueSubscriptions(T0, 100)
  await store.nextDue()
  const root = step('digest', { tells: [tells('ports')] })
  const below = step('below', { under: 'digest' })
  const edited = { ...store, close: () => Promise.resolve() }
  const no = (nominal: string, under: boolean) =>
    ({ ...refused, edition: { subscription: 's1', nominal, remedy: '', below: under } }) as const
  await store.publish(edition('s1'), [root, below], after(subscription('s1')), T0, { toldSince: 0 })
  await lease(edited, T0 + MINUTE)
  await store.settle('digest', OWNER, landed('m'), T0)
  await lease(edited, T0 + MINUTE)
  await store.moveOn(subscription('s2'), after(subscription('s2')))
  await store.editions('s1', 10)
  await store.editions(undefined, 10)
  await store.editionThreads('s1', 10)
  await store.told({ lane: 'slack/T01', channel: 'news', since: 0 })
  await store.settle('below', OWNER, no(NOMINAL, true), T0)
  await store.publish(
    edition('s1', { nominal: 'd2' }),
    [step('next')],
    { ...after(subscription('s1')), nextAt: T0 },
    T0,
  )
  await lease(edited, T0 + MINUTE)
  const settled = await store.settle('next', OWNER, no('d2', false), T0)
  await store.forgetSpace('slack/T01', 'T01', { at: T0 })
  await store.present('slack/T01', ['T01'], T0)
  await store.forgetDigests(T0)
  await store.take('stop', [], T0, {
    changes: [
      { kind: 'resubscribe', subscription: subscription('s2') },
      { kind: 'unsubscribe', id: 's1' },
      { kind: 'halt-told', id: 's2' },
    ],
  })
  expect([asked.length > 30, settled, fullScans()]).toEqual([true, 'kept', []])
})
