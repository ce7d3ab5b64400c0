import { join } from 'node:path'
import { openThread } from '../threads/open-thread.ts'
import type { SqliteTable } from './sqlite.ts'
import { openSqliteTable } from './sqlite.ts'
import type { LeasedStep } from './step.ts'
import type { LeaseRequest, Store } from './store.ts'
import { StoreError } from './store.ts'
import type { Answer, Decided, Failure, Method, TakeWords, ThreadCalls } from './thread-call.ts'

const THREAD = join(import.meta.dirname, 'sqlite-thread.ts')

/** Asks the thread; rejects with what it was refused with, or when the thread ended. */
type Ask = <Name extends Method>(
  method: Name,
  ...words: Parameters<ThreadCalls[Name]>
) => Promise<Awaited<ReturnType<ThreadCalls[Name]>>>

interface Thread {
  readonly ask: Ask
  /** Resolves when it has ended, however that came; the process waits for it meanwhile. */
  gone(): Promise<void>
}

interface Waiting {
  readonly done: (result: never) => void
  readonly failed: (error: Error) => void
}

/** What only reads, on another connection to the same file: it waits for no commit. */
export type Reading = Pick<SqliteTable, 'store' | 'ready'>

/**
 * Opens or makes the store in `folder` in a thread of its own: while it waits for the disk the bot goes on. As `openSqlite`
 * otherwise. A thread that ended by itself is started anew with the next question. What only reads is done here, on a connection
 * that is already open, or on one that is opened for it. `gone` hears when the thread cannot be started again.
 */
export async function openSqliteAside(
  folder: string,
  open?: Reading,
  gone: (error: unknown) => void = () => undefined,
): Promise<Store> {
  let thread: Promise<Thread> | undefined
  let closed = false
  const started = (): Promise<Thread> => {
    if (closed) return Promise.reject(new StoreError('The database is closed.'))
    if (thread === undefined) {
      thread = start(folder, () => {
        thread = undefined
      })
      thread.catch(gone)
    }
    return thread
  }
  const ask: Ask = (method, ...words) => started().then(one => one.ask(method, ...words))
  const end = async () => {
    closed = true
    // One that could not be opened, or ends meanwhile, has nothing open.
    const last = await thread?.catch(() => undefined)
    await last?.ask('close').catch(() => undefined)
    await last?.gone()
  }
  await started()
  const reading = open ?? (await orElse(openSqliteTable(folder, {}), end))
  return {
    ...asked(ask, reading),
    async close() {
      await end()
      if (open === undefined) await reading.store.close()
    },
  }
}

async function orElse<Result>(opening: Promise<Result>, end: () => Promise<void>): Promise<Result> {
  try {
    return await opening
  } catch (error) {
    await end()
    throw error
  }
}

/** Resolves when the database is open; rejects with a `StoreError` when it cannot be opened. */
async function start(folder: string, ended: () => void): Promise<Thread> {
  const worker = openThread(THREAD, { workerData: folder })
  const waiting = new Map<number, Waiting>()
  const opened = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  let count = 0
  let dead: StoreError | undefined
  worker.on('message', (answer: Answer) => {
    switch (answer.kind) {
      case 'open':
        opened.resolve()
        break
      case 'shut':
        opened.reject(errorOf(answer.failure))
        break
      case 'done':
        settled(answer.id)?.done(answer.result)
        break
      case 'failed':
        settled(answer.id)?.failed(errorOf(answer.failure))
        break
    }
  })
  worker.on('error', error => end(error.message))
  worker.on('messageerror', error => end(error.message))
  worker.on('exit', () => end('it was told to'))
  // Like a file that is open it keeps no process alive that has nothing left to do.
  worker.unref()

  function settled(id: number): Waiting | undefined {
    const one = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    return one
  }

  function end(why: string): void {
    // Of a thread that throws both are heard, and by then there may be another one.
    if (dead !== undefined) return
    dead = new StoreError(`The thread of the database has ended: ${why}.`)
    ended()
    opened.reject(dead)
    for (const { failed } of waiting.values()) failed(dead)
    waiting.clear()
    gone.resolve()
  }

  worker.ref()
  await opened.promise
  worker.unref()
  return {
    ask: (method, ...words) =>
      new Promise((done, failed) => {
        // It may have ended in the moment in which it was open.
        if (dead !== undefined) {
          failed(dead)
          return
        }
        count += 1
        if (waiting.size === 0) worker.ref()
        waiting.set(count, { done, failed })
        worker.postMessage({ id: count, method, words })
      }),
    gone() {
      // Who waits for what keeps no process alive would end with it, unanswered.
      worker.ref()
      return gone.promise
    },
  }
}

function errorOf({ message, told }: Failure): Error {
  return told ? new StoreError(message) : new Error(message)
}

function asked(ask: Ask, { store, ready }: Reading): Omit<Store, 'close'> {
  return {
    ...store,
    take: (...words) => ask('take', ...takeWords(words)),
    lease: request => lease(ask, ready, request),
    settle: (...words) => ask('settle', ...words),
    hold: (...words) => ask('hold', ...words),
    release: async (gone, now) => ask('release', (await ask('owners')).filter(gone), now),
    setBack: (...words) => ask('setBack', ...words),
    prune: before => ask('prune', before),
    forgetPostings: before => ask('forgetPostings', before),
    publish: (...words) => ask('publish', ...words),
    moveOn: (...words) => ask('moveOn', ...words),
    forgetSpace: (...words) => ask('forgetSpace', ...words),
    present: (...words) => ask('present', ...words),
    forgetDigests: now => ask('forgetDigests', now),
  }
}

/** What cannot cross is asked here: whether the first step may begin. */
function takeWords([claim, steps, now, terms = {}]: Parameters<Store['take']>): TakeWords {
  const { begin, ...rest } = terms
  const [first] = steps
  const free = first !== undefined && first.under === undefined && first.ifRefused === undefined
  if (begin === undefined || !free || first.after !== undefined || !begin.admits(first)) {
    return [claim, steps, now, rest, undefined]
  }
  return [claim, steps, now, rest, { owner: begin.owner, until: begin.until }]
}

/** Each step that is ready is asked for here, and what was decided is kept there, where it is still so. */
async function lease(
  ask: Ask,
  readyFor: Reading['ready'],
  { admit, ...request }: LeaseRequest,
): Promise<readonly LeasedStep[]> {
  for (;;) {
    const ready = await readyFor(request)
    const decided = ready.map((step): Decided => ({ key: step.key, admission: admit(step) }))
    const written = decided.filter(({ admission }) => admission.kind !== 'closed')
    if (written.length === 0) return []
    const leased = new Set(await ask('give', request, written))
    const went = decided.some(({ admission }) => admission.kind === 'go')
    // Another process was quicker with all of them: what it left is seen now.
    if (leased.size > 0 || !went) return ready.filter(({ key }) => leased.has(key))
  }
}
