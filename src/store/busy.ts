import { setTimeout as wait } from 'node:timers/promises'
import type { StoreError } from './store.ts'

/** What can go wrong with a database for a while. */
export interface Trouble {
  /** Whether the same act may well succeed soon. Nothing of it was kept, or it does no harm twice. */
  passes(error: unknown): boolean
  /** What is said when it went on for so long. */
  lasting(ms: number, error: unknown): StoreError
  /** Between two tries. */
  readonly longestPauseMs: number
}

const FIRST_PAUSE_MS = 1
const PATIENCE_MS = 10_000

/** Does `act`, one commit, again while the trouble may pass. */
export async function whenFree<Result>(
  trouble: Trouble,
  act: () => Promise<Result>,
  patienceMs = PATIENCE_MS,
): Promise<Result> {
  const start = performance.now()
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, trouble.longestPauseMs)) {
    try {
      return await act()
    } catch (error) {
      if (!trouble.passes(error)) throw error
      if (performance.now() - start > patienceMs) throw trouble.lasting(patienceMs, error)
    }
    await wait(pause)
  }
}
