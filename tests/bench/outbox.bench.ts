// Measures the outbox on a real disk, next to 100,000 settled steps: `node tests/bench/outbox.bench.ts [settled]`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { emptySchema } from '../store/postgres-home.ts'
import { fillSettled } from '../store/settled-rows.ts'
import { emptyFolder } from '../store/sqlite-home.ts'
import { landed, lease, OWNER, step, T0 } from '../store/steps.ts'
import { measureClaims } from './claims.ts'
import type { Figure } from './figure.ts'

const SETTLED = Number(process.argv[2] ?? 100_000)
const ASKS = 1_000
const DUE = 10_000
const WAKES = 2_000
const CLAIM_MS = 20

const folder = mkdtempSync(join(tmpdir(), 'counterpoint-bench-'))

function report(what: string, count: number, ms: number): void {
  const each = (ms / count).toFixed(3)
  process.stdout.write(
    `${what.padEnd(58)} ${String(Math.round((count / ms) * 1_000)).padStart(8)}/s  ${each} ms each\n`,
  )
}

async function measure(what: string, count: number, act: () => Promise<void>): Promise<void> {
  const start = performance.now()
  await act()
  report(what, count, performance.now() - start)
}

async function oneByOne(store: Store): Promise<void> {
  for (let n = 0; n < ASKS; n += 1) {
    await store.take(`one${n}`, [step(`one${n}`)], T0)
    for (const one of await lease(store, T0)) await store.settle(one.key, OWNER, landed('m'), T0)
  }
}

/** Threads of four, each in a channel of its own: what a digest of the morning leaves in the outbox. */
async function fillDue(store: Store): Promise<void> {
  for (let n = 0; n < DUE / 4; n += 1) {
    const root = step(`due${n}`, { channel: `c${n}` })
    const replies = [1, 2, 3].map(part =>
      step(`due${n}-${part}`, {
        channel: root.channel,
        under: root.key,
        ...(part === 1 ? {} : { after: `due${n}-${part - 1}` }),
      }),
    )
    await store.take(`due${n}`, [root, ...replies], T0)
  }
}

async function drain(store: Store): Promise<void> {
  for (;;) {
    const leased = await lease(store, T0, { most: 16, perChannel: 4 })
    if (leased.length === 0) return
    for (const one of leased) await store.settle(one.key, OWNER, landed('m'), T0)
  }
}

async function crowd(store: Store): Promise<void> {
  for (let n = 0; n < DUE / 100; n += 1) {
    const steps = Array.from({ length: 100 }, (_, part) => step(`crowd${n}-${part}`))
    await store.take(`crowd${n}`, steps, T0)
  }
}

const first = await openSqlite(folder)
await first.close()
const database = new DatabaseSync(join(folder, 'counterpoint.sqlite'))
fillSettled(database, SETTLED)
database.close()

await measure('open', 1, async () => (await openSqlite(folder)).close())
const store = await openSqlite(folder)
await measure('take, lease and settle one step', ASKS, () => oneByOne(store))
await measure('take a thread of four', DUE / 4, () => fillDue(store))
await measure(`next wake, ${DUE} due`, WAKES, async () => {
  for (let n = 0; n < WAKES; n += 1) await store.nextWake(['slack', 'discord'], T0)
})
await measure(`lease 16 at a time and settle, ${DUE} due in ${DUE / 4} channels`, DUE, () => drain(store))
await crowd(store)
await measure(`lease 16 at a time and settle, ${DUE} due in one channel`, DUE, () => drain(store))
await store.take(
  'held',
  Array.from({ length: DUE }, (_, n) => step(`held${n}`)),
  T0,
)
await measure(`hold a channel of ${DUE}`, 1, () => store.hold('slack/T01', 'news', T0 + 1_000))
await measure(`lease nothing, ${DUE} held`, WAKES, async () => {
  for (let n = 0; n < WAKES; n += 1) await lease(store, T0)
})
await measure(`prune ${SETTLED / 4} claims`, SETTLED / 4, async () => {
  await store.prune(T0)
})
await store.close()
rmSync(folder, { recursive: true })

/** On SQLite, and on PostgreSQL where there is a server: `.ci/with-postgres npm run bench -- outbox`. */
async function claims(): Promise<readonly Figure[]> {
  const own = emptyFolder()
  const file = await openSqlite(own)
  const figures = await measureClaims(file, 'SQLite', CLAIM_MS)
  await file.close()
  rmSync(own, { recursive: true })
  if (process.env.DATABASE_URL_FOR_TESTS === undefined) return figures
  const { url, remove } = await emptySchema()
  const server = await openPostgres(url)
  const more = await measureClaims(server, 'PostgreSQL')
  await server.close()
  await remove()
  return [...figures, ...more]
}
const found = await claims()
for (const { name, measured } of found) process.stdout.write(`${name.padEnd(58)} ${measured.toFixed(1)} ms\n`)
process.stdout.write(`figures ${JSON.stringify(found)}\n`)
