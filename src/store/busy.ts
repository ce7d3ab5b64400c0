import { setTimeout as wait } from 'node:timers/promises'
import { StoreError } from './store.ts'

/** https://www.sqlite.org/rescode.html#busy; the higher bits tell kinds of it apart. */
const SQLITE_BUSY = 5
const KIND = 0xff
const FIRST_WAIT_MS = 1
const LONGEST_WAIT_MS = 25
const PATIENCE_MS = 10_000

/**
 * Does `act`, one commit, again while another connection writes. SQLite's own waiting is off: it would stop this whole
 * process, which has three seconds to answer a person, and for ever if the other connection is its own.
 */
export async function whenFree<Result>(
  file: string,
  act: () => Promise<Result>,
  patienceMs = PATIENCE_MS,
): Promise<Result> {
  let pause = FIRST_WAIT_MS
  for (let waited = 0; ; waited += pause) {
    try {
      return await act()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (waited > patienceMs) {
        throw new StoreError(
          `The database ${file} has been in use for ${patienceMs / 1_000} seconds. Stop the other program that writes to it.`,
          { cause: error },
        )
      }
    }
    await wait(pause)
    pause = Math.min(pause * 2, LONGEST_WAIT_MS)
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & KIND) === SQLITE_BUSY
  )
}
