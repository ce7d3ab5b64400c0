import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteRelieved } from '../../src/store/relief.ts'
import { FILE } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { emptyFolder } from './sqlite-home.ts'
import { keys, step, T0 } from './steps.ts'

let folder: string
let store: Store
/** Resolves when the work has moved there, once more. */
let next: Record<'thread' | 'here', PromiseWithResolvers<unknown>>

beforeEach(async () => {
  folder = emptyFolder()
  next = { thread: Promise.withResolvers(), here: Promise.withResolvers() }
  store = await openSqliteRelieved(folder, { from: 10, restMs: 1, moved: (to, error) => next[to].resolve(error) })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** Asks until the work has moved, each time for as many steps; returns how many were asked for. */
async function crowd(): Promise<number> {
  let asked = 0
  const over = next.thread.promise.then(() => true)
  for (let moved = false; !moved; ) {
    const names = Array.from({ length: 20 }, (_, n) => `s${asked + n}`)
    asked += names.length
    await Promise.all(names.map(name => store.take(name, [step(name)], T0)))
    moved = await Promise.race([over, new Promise<boolean>(resolve => setImmediate(resolve, false))])
  }
  return asked
}

test('what comes at once is kept once, here and in the thread that takes over and rests again', async () => {
  const asked = await crowd()
  const again = await Promise.all(['s0', 's1'].map(name => store.take(name, [step(name)], T0)))
  expect(await next.here.promise).toBeUndefined()
  expect([again, keys(await store.steps()).length]).toEqual([[{ kind: 'known' }, { kind: 'known' }], asked])
  expect(await store.take('s2', [step('s2')], T0)).toEqual({ kind: 'known' })
})

/** The files of which this process holds a lock, as Linux tells; elsewhere none. */
function locked(): readonly string[] {
  if (!existsSync('/proc/locks')) return []
  const lines = readFileSync('/proc/locks', 'utf8').split('\n')
  const own = lines.filter(line => line.split(/\s+/u).includes(String(process.pid)))
  return own.flatMap(line => /[0-9a-f]+:[0-9a-f]+:\d+/u.exec(line)?.[0] ?? [])
}

test('another program still sees that the file is in use when the work has moved to the thread', async () => {
  const before = locked()
  await crowd()
  expect(locked()).toEqual(expect.arrayContaining([...before]))
})

test('the thread that was announced is there before anything comes', async () => {
  await Promise.all([store.warm(), store.warm()])
  expect(await next.thread.promise).toBeUndefined()
  expect(await store.take('s0', [step('s0')], T0)).toEqual({ kind: 'taken' })
  expect(keys(await store.steps()).length).toBe(1)
})

test('a thread that has died and cannot be started again leaves the work here, whatever was announced', async () => {
  const workers: Worker[] = []
  const notice = (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'worker' in message && message.worker instanceof Worker)
      workers.push(message.worker)
  }
  const patient = await openSqliteRelieved(folder, { moved: (to, error) => next[to].resolve(error) })
  subscribe('worker_threads', notice)
  await patient.warm()
  unsubscribe('worker_threads', notice)
  const newer = new DatabaseSync(join(folder, FILE))
  const { user_version: version } = newer.prepare('pragma user_version').get() ?? {}
  newer.exec('pragma user_version = 99')
  await workers[0]?.terminate()
  await expect(patient.take('s0', [step('s0')], T0)).rejects.toThrow('newer Counterpoint')
  expect(await next.here.promise).toContain('newer Counterpoint')
  expect(await patient.take('s0', [step('s0')], T0)).toEqual({ kind: 'taken' })
  await patient.close()
  newer.exec(`pragma user_version = ${String(version)}`)
  newer.close()
})

test('closed while its thread starts, the store ends with it', async () => {
  const taken = Promise.all(Array.from({ length: 20 }, (_, n) => store.take(`s${n}`, [step(`s${n}`)], T0)))
  await taken
  await store.close()
  const reopened = await openSqliteRelieved(folder)
  expect((await reopened.steps()).length).toBe(20)
  await reopened.close()
})
