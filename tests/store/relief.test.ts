import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteRelieved } from '../../src/store/relief.ts'
import type { Store } from '../../src/store/store.ts'
import { emptyFolder, fileIn } from './sqlite-home.ts'
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

test.runIf(existsSync('/proc/locks'))(
  'another program sees that the file is in use while the work moves to the thread',
  async () => {
    await crowd()
    const { ino } = statSync(fileIn(folder))
    const locks = readFileSync('/proc/locks', 'utf8').split('\n')
    expect(locks.some(line => line.includes(` ${process.pid} `) && line.includes(`:${ino} `))).toBe(true)
  },
)

test('closed while its thread starts, the store ends with it', async () => {
  const taken = Promise.all(Array.from({ length: 20 }, (_, n) => store.take(`s${n}`, [step(`s${n}`)], T0)))
  await taken
  await store.close()
  const reopened = await openSqliteRelieved(folder)
  expect((await reopened.steps()).length).toBe(20)
  await reopened.close()
})
