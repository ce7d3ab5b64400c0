import { parentPort, workerData } from 'node:worker_threads'
import { compactHeap } from '../threads/heap.ts'
import { openSqliteTable } from './sqlite.ts'
import type { LeaseRequest } from './store.ts'
import { StoreError } from './store.ts'
import type { Call, Failure, Method, Places, ThreadCalls } from './thread-call.ts'

// The other side of `openSqliteAside`: the store of the folder that it was given, asked by messages.

/**
 * Nobody waits for this thread's turn, so more shares a commit than where the bot itself would stand still meanwhile. What is on
 * its way has most of it: digests are made faster than the platforms take them.
 */
const SHARED = { most: 200, soonMs: 12, calmMs: 6, restMs: 8 } as const
/** 16 MB: one commit in many waits some fifty milliseconds until they are written. */
const LOG_PAGES = 4_000

/** When its modules are loaded and the first questions are answered. */
const COMPACT_AFTER_MS = 1_500

const folder: unknown = workerData
try {
  if (typeof folder !== 'string') throw new StoreError('The thread of the database was not given a folder.')
  const calls = await openCalls(folder)
  parentPort?.on('message', (call: Call) => void answer(calls, call))
  parentPort?.postMessage({ kind: 'open' })
  setTimeout(compactHeap, COMPACT_AFTER_MS).unref()
} catch (error) {
  parentPort?.postMessage({ kind: 'shut', failure: failureOf(error) })
}

async function answer(calls: ThreadCalls, call: Call): Promise<void> {
  const { id } = call
  try {
    parentPort?.postMessage({ kind: 'done', id, result: await done(calls, call) })
  } catch (error) {
    parentPort?.postMessage({ kind: 'failed', id, failure: failureOf(error) })
  }
  if (call.method === 'close') parentPort?.close()
}

type Acts = { readonly [Name in Method]: (...words: Parameters<ThreadCalls[Name]>) => ReturnType<ThreadCalls[Name]> }

function done<Name extends Method>(acts: Acts, { method, words }: Call<Name>): ReturnType<Acts[Name]> {
  return acts[method](...words)
}

async function openCalls(where: string): Promise<ThreadCalls> {
  const { store, leaseOf, writeLog } = await openSqliteTable(where, { shared: SHARED, logPages: LOG_PAGES })
  return {
    ...store,
    take: (claim, steps, now, terms, begin) =>
      store.take(claim, steps, now, { ...terms, ...(begin === undefined ? {} : { begin: { ...begin, admits } }) }),
    async give(request: Places, decided) {
      const admissions = new Map(decided.map(({ key, admission }) => [key, admission]))
      const admit: LeaseRequest['admit'] = ({ key }) => admissions.get(key) ?? { kind: 'closed' }
      const leased = await leaseOf({ ...request, admit }, [...admissions.keys()])
      return leased.map(({ key }) => key)
    },
    async owners() {
      const names: string[] = []
      await store.release(name => {
        names.push(name)
        return false
      }, 0)
      return names
    },
    release: (owners, now) => store.release(name => owners.includes(name), now),
    async close() {
      await writeLog()
      await store.close()
    },
  }
}

function admits(): boolean {
  return true
}

function failureOf(error: unknown): Failure {
  return { message: error instanceof Error ? error.message : String(error), told: error instanceof StoreError }
}
