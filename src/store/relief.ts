import { openSqliteAside } from './aside.ts'
import { openSqliteTable } from './sqlite.ts'
import type { Store } from './store.ts'

export interface ReliefOptions {
  /** From so many acts under way on: what a minute of many digests brings, and a crowd does not. */
  readonly from?: number
  /** How long there has to be nothing to do until the thread ends. */
  readonly restMs?: number
  /** Hears where the work goes on from now on, and what went wrong with the thread: then it goes on here. */
  readonly moved?: (to: 'thread' | 'here', trouble?: string) => void
}

const MANY = 100
/** With less than this share of it nobody is held up by the disk. */
const FEW = 0.1
const REST_MS = 60_000
/** What was announced may come so many rests later. */
const ANNOUNCED_RESTS = 2

/**
 * Opens or makes the store in `folder`, here. When much comes at once it goes on in a thread of its own, so that whoever waits for
 * the disk holds up nobody else; a thread costs some 15 MB, and ends when little has come for a while. Both are connections to the
 * same file, so that it does not matter which of them does what. As `openSqlite` otherwise.
 */
export async function openSqliteRelieved(folder: string, options: ReliefOptions = {}): Promise<Store> {
  const { from = MANY, restMs = REST_MS, moved = () => undefined } = options
  const few = from * FEW
  const own = await openSqliteTable(folder, {})
  let thread: Store | undefined
  /** While the thread starts, or ends. */
  let turning: Promise<void> | undefined
  let underWay = 0
  const inThread = new Set<Promise<unknown>>()
  let rest: NodeJS.Timeout | undefined
  /** Of `performance.now()`; later than now where much was announced. */
  let busyAt = 0
  let notBefore = 0
  let closed = false

  async function relieve(): Promise<void> {
    try {
      thread = await openSqliteAside(folder, own, gone)
      moved('thread')
      if (!closed) restIn(restMs)
    } catch (error) {
      notBefore = performance.now() + restMs
      moved('here', String(error))
    }
  }

  /** It cannot be started again: what comes goes on here. */
  function gone(error: unknown): void {
    notBefore = performance.now() + restMs
    clearTimeout(rest)
    if (turning === undefined && thread !== undefined) turn(() => end(String(error)))
  }

  function restIn(ms: number): void {
    rest = setTimeout(() => {
      const left = busyAt + restMs - performance.now()
      if (left > 0 && !closed) restIn(left)
      else turn(() => end())
    }, ms).unref()
  }

  async function end(trouble?: string): Promise<void> {
    const ended = thread
    thread = undefined
    await Promise.allSettled(inThread)
    await ended?.close().catch(() => undefined)
    moved('here', trouble)
  }

  function turn(act: () => Promise<void>): void {
    turning = act().finally(() => {
      turning = undefined
    })
  }

  function mayRelieve(): boolean {
    return thread === undefined && turning === undefined && !closed && performance.now() >= notBefore
  }

  async function act<Result>(doIt: (store: Store) => Promise<Result>): Promise<Result> {
    underWay += 1
    if (underWay >= few) busyAt = Math.max(busyAt, performance.now())
    if (underWay >= from && mayRelieve()) turn(relieve)
    const done = doIt(thread ?? own.store)
    if (thread !== undefined) inThread.add(done)
    try {
      return await done
    } finally {
      inThread.delete(done)
      underWay -= 1
    }
  }

  return {
    // What only reads waits for no commit where another connection writes.
    ...own.store,
    take: (...words) => act(store => store.take(...words)),
    lease: request => act(store => store.lease(request)),
    settle: (...words) => act(store => store.settle(...words)),
    hold: (...words) => act(store => store.hold(...words)),
    release: (...words) => act(store => store.release(...words)),
    setBack: (...words) => act(store => store.setBack(...words)),
    prune: before => act(store => store.prune(before)),
    forgetPostings: before => act(store => store.forgetPostings(before)),
    publish: (...words) => act(store => store.publish(...words)),
    moveOn: (...words) => act(store => store.moveOn(...words)),
    forgetSpace: (...words) => act(store => store.forgetSpace(...words)),
    present: (...words) => act(store => store.present(...words)),
    forgetDigests: now => act(store => store.forgetDigests(now)),
    async warm() {
      await turning
      busyAt = performance.now() + restMs * ANNOUNCED_RESTS
      if (mayRelieve()) turn(relieve)
      await turning
    },
    async close() {
      closed = true
      clearTimeout(rest)
      await turning
      await thread?.close().catch(() => undefined)
      await own.store.close()
    },
  }
}
