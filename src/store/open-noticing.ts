import type { Queue } from './queue.ts'
import type { Store } from './store.ts'

/** What failed longer ago says nothing about now: where little comes, nobody has written since. */
const LATELY_MS = 5 * 60_000

export interface Manner {
  /** Throws what is said of an error. */
  readonly told: (error: unknown) => never
  /** Throws where nothing may be written now. */
  readonly check: () => void
}

/**
 * The same store, which remembers whether it could be written: a disk that is full still answers every question. `monotonic`
 * in milliseconds, from any start.
 */
export function noticing(
  store: Store,
  { told, check }: Manner,
  monotonic: () => number = () => performance.now(),
): Store {
  let failed: { readonly why: string; readonly at: number } | undefined

  /** `wrote`: whether it has written anything, where that depends on what came of it. */
  async function write<Result>(
    writing: () => Promise<Result>,
    wrote: (result: Result) => boolean = () => true,
  ): Promise<Result> {
    try {
      check()
      const result = await writing().catch(told)
      if (wrote(result)) failed = undefined
      return result
    } catch (error) {
      fail(error)
      throw error
    }
  }

  /** Whoever looks learns of it before anything is to be written. */
  function inPlace(): void {
    try {
      check()
    } catch (error) {
      fail(error)
    }
  }

  function fail(error: unknown): void {
    failed = { why: error instanceof Error ? error.message : String(error), at: monotonic() }
  }

  async function queue(since: number, now: number): Promise<Queue> {
    const found = await store.queue(since, now)
    inPlace()
    const lately = failed !== undefined && monotonic() - failed.at < LATELY_MS ? failed : undefined
    return lately === undefined ? found : { ...found, unwritable: lately.why }
  }

  return {
    ...store,
    queue,
    take: (...words) => write(() => store.take(...words)),
    settle: (...words) => write(() => store.settle(...words)),
    hold: (...words) => write(() => store.hold(...words)),
    publish: (...words) => write(() => store.publish(...words)),
    moveOn: (...words) => write(() => store.moveOn(...words)),
    // A lease that finds nothing writes nothing, and tells nothing.
    lease: request =>
      write(
        () => store.lease(request),
        leased => leased.length > 0,
      ),
    forgetPostings: before => store.forgetPostings(before).catch(told),
    prune: before => store.prune(before).catch(told),
  }
}
