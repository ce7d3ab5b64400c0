import { Client } from 'pg'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../src/store/postgres.ts'
import { StoreError } from '../../src/store/store.ts'
import { examineDatabase } from '../../src/tools/database.ts'
import type { Gate } from './gate.ts'
import { openGate } from './gate.ts'
import { asked, emptySchema } from './postgres-home.ts'
import { keys, landed, lease, OWNER, refused, STRANGER, states, step, T0 } from './steps.ts'
import { after, edition, subscription, tells } from './subscriptions.ts'

let url = ''
let remove: () => Promise<void>
beforeEach(async () => {
  const schema = await emptySchema()
  url = schema.url
  remove = schema.remove
})
afterEach(() => remove())

async function opened(address = url) {
  const store = await openPostgres(address)
  onTestFinished(() => store.close())
  return store
}

function changed(change: (address: URL) => void): string {
  const address = new URL(url)
  change(address)
  return address.href
}

async function refusal(address: string): Promise<string> {
  const error = await openPostgres(address, { patienceMs: 0 }).then(
    store => store.close(),
    (thrown: unknown) => thrown,
  )
  return error instanceof StoreError ? error.message : `no StoreError but ${String(error)}`
}

/** Somebody else in the middle of a transaction. */
async function other(...statements: readonly string[]): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  for (const statement of statements) await client.query(statement)
  onTestFinished(() => client.end())
  return client
}

async function behindGate(): Promise<{ readonly gate: Gate; readonly address: string }> {
  const { hostname, port } = new URL(url)
  const gate = await openGate(hostname, Number(port))
  onTestFinished(() => gate.shut())
  const address = changed(one => {
    one.port = String(gate.port)
  })
  return { gate, address }
}

test('many that open an empty database at once all find it ready', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => opened()))
  const taken = await Promise.all(stores.map((store, n) => store.take(`ask${n}`, [step(`s${n}`)], T0)))
  expect(taken.every(one => one.kind === 'taken')).toBe(true)
})

test('a database of a newer schema is refused with what to do', async () => {
  await (await openPostgres(url)).close()
  const client = await other('update schema_version set version = 99', 'commit')
  expect([client !== undefined, await refusal(url)]).toEqual([
    true,
    expect.stringMatching(
      /was written by a newer Counterpoint \(schema 99, this one knows \d+\)\. Start the newer version, or name another database in DATABASE_URL\.$/u,
    ),
  ])
})

test('a wrong password is refused with what to do and is not shown', async () => {
  const message = await refusal(
    changed(address => {
      address.password = 'wrong#secret'
    }),
  )
  expect([/secret/u.test(message), message]).toEqual([
    false,
    expect.stringMatching(/password authentication failed .*Mend the user and the password in DATABASE_URL\.$/u),
  ])
})

test('a database that is not there is refused with how to make it', async () => {
  const message = await refusal(
    changed(address => {
      address.pathname = '/nowhere'
    }),
  )
  expect(message).toMatch(/database "nowhere" does not exist\. Make it with "createdb nowhere"/u)
})

test('a user without rights is told which', async () => {
  await asked("create role reader login password 'r'")
  const message = await refusal(
    changed(address => {
      address.username = 'reader'
      address.password = 'r'
    }),
  )
  await asked('drop role reader')
  expect(message).toContain('grant create, usage on schema')
})

test('a user who may only read is told at the start what is missing, not at the first post', async () => {
  await (await openPostgres(url)).close()
  const schema = new URL(url).searchParams.get('options')?.replace('-c search_path=', '') ?? ''
  await asked(`create role looker login password 'lookers-word'; grant usage on schema ${schema} to looker;
    grant select on all tables in schema ${schema} to looker`)
  const message = await refusal(
    changed(address => {
      address.username = 'looker'
      address.password = 'lookers-word'
    }),
  )
  await asked('drop owned by looker; drop role looker')
  expect(message).toMatch(/permission denied for table \w+\. Let its owner say: .*grant all on all tables/u)
})

test('the doctor tries it', async () => {
  const wrong = changed(address => {
    address.port = '1'
  })
  expect([await examineDatabase(url), await examineDatabase(wrong)]).toMatchObject([
    [{ state: 'ok' }],
    [{ state: 'problem', what: expect.stringContaining('ECONNREFUSED') }],
  ])
})

test('connections that the server ended are opened anew', async () => {
  const name = 'ended-by-its-test'
  const store = await opened(changed(address => address.searchParams.set('application_name', name)))
  await store.take('before', [step('a')], T0)
  const ended = await asked(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`)
  const taken = await Promise.all(['b', 'c', 'd'].map(key => store.take(key, [step(key)], T0)))
  expect([ended.length > 0, taken.map(one => one.kind), (await store.steps()).length]).toEqual([
    true,
    ['taken', 'taken', 'taken'],
    4,
  ])
})

test('a server that is away for a moment is waited for', async () => {
  const { gate, address } = await behindGate()
  const store = await opened(address)
  await gate.shut()
  const settled = store.hold('slack/T01', 'news', T0)
  const taken = store.take('ask', [step('a')], T0)
  await gate.open()
  await settled
  expect([(await taken).kind, await states(store)]).toEqual(['taken', { a: 'queued' }])
})

test('what is asked while the server stays away ends with what to do, in time for the person who waits', async () => {
  const { gate, address } = await behindGate()
  const store = await opened(address)
  await gate.shut()
  await expect(store.take('ask', [step('a')], T0)).rejects.toThrow(
    /has not answered for 1\.5 seconds .* Look whether PostgreSQL runs there and can be reached\.$/u,
  )
  await gate.open()
})

test('what another process is about to lease is left to it, and the rest is not waited for', async () => {
  const store = await opened()
  await store.take('ask', [step('a'), step('b')], T0)
  const busy = await other("select * from step where key = 'a' for update")
  const leased = keys(await lease(store, T0))
  await busy.query('rollback')
  expect([leased, keys(await lease(store, T0))]).toEqual([['b'], ['a']])
})

test('who finds only what another leases waits for what it leaves', async () => {
  const store = await opened()
  await store.take('ask', [step('a')], T0)
  const busy = await other("select * from step where key = 'a' for update")
  const leasing = lease(store, T0)
  await waiting()
  await busy.query('rollback')
  expect(keys(await leasing)).toEqual(['a'])
})

/** Resolves when somebody waits for a lock. */
async function waiting(): Promise<void> {
  for (;;) {
    const [row] = await asked<{ n: string }>(
      "select count(*) as n from pg_stat_activity where wait_event_type = 'Lock'",
    )
    if (Number(row?.n) > 0) return
  }
}

test('of two processes that settle at once what a step waits for, the second wakes it', async () => {
  const [one, two] = [await opened(), await opened()]
  for (let n = 0; n < 20; n += 1) {
    const steps = [step(`a${n}`), step(`b${n}`), step(`c${n}`, { under: `a${n}`, after: `b${n}` })]
    await one.take(`ask${n}`, steps, T0)
  }
  await lease(one, T0)
  const pairs = Array.from({ length: 20 }, (_, n) => [
    one.settle(`a${n}`, OWNER, landed('m'), T0),
    two.settle(`b${n}`, OWNER, landed('m'), T0),
  ])
  await Promise.all(pairs.flat())
  expect((await lease(one, T0)).length).toBe(20)
})

test('a reply that is kept while its root is settled is not forgotten', async () => {
  const [one, two] = [await opened(), await opened()]
  const roots = Array.from({ length: 20 }, (_, n) => `root${n}`)
  await one.take(
    'roots',
    roots.map(key => step(key)),
    T0,
  )
  await lease(one, T0)
  await Promise.all(
    roots.flatMap(key => [
      one.settle(key, OWNER, landed('m'), T0),
      two.take(key, [step(`under-${key}`, { under: key })], T0),
    ]),
  )
  expect((await lease(two, T0, { owner: STRANGER })).length).toBe(20)
})

test('two processes with a digest each for one channel do not both tell it the same', async () => {
  const [one, two] = [await opened(), await opened()]
  const names = Array.from({ length: 20 }, (_, n) => `s${n}`)
  const all = names.flatMap(name => [
    subscription(`${name}-1`, { channel: name }),
    subscription(`${name}-2`, { channel: name }),
  ])
  const changes = all.map(each => ({ kind: 'subscribe', subscription: each }) as const)
  await one.take('set', [], T0, { changes })
  const published = await Promise.all(
    all.map((each, n) => {
      const root = step(each.id, { channel: each.channel, tells: [tells('ports')] })
      return (n % 2 === 0 ? one : two).publish(edition(each.id), [root], after(each), T0, { toldSince: 0 })
    }),
  )
  expect([published.filter(Boolean).length, (await one.steps()).length]).toEqual([20, 20])
})

test('of two processes to which an edition’s roots are refused at once, the second counts it', async () => {
  const store = await opened()
  const digest = subscription('s')
  await store.take('set', [], T0, { changes: [{ kind: 'subscribe', subscription: digest }] })
  await store.publish(edition('s'), [step('a'), step('b')], after(digest), T0)
  await lease(store, T0)
  // The first has written its own and not yet committed.
  const first = await other('select at from edition for update', "update step set state = 'refused' where key = 'a'")
  const no = { ...refused, edition: { ...edition('s'), remedy: 'Open it again.', below: false } }
  const second = store.settle('b', OWNER, no, T0)
  await waiting()
  await first.query('commit')
  expect([await second, (await store.subscriptions({}))[0]?.refusals]).toEqual(['kept', 1])
})
