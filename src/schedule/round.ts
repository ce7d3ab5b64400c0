import type { Store } from '../store/store.ts'
import type { DueSubscription } from '../store/subscription.ts'
import type { Turn } from './read-ahead.ts'
import type { Turns } from './turns.ts'

/** All that is due at one tick, a page after the other, each row once. */
export interface Round {
  /**
   * Undefined when no row waits that was not seen before. `isBusy`: see `Line`. When the store cannot be read, those that were read
   * before have their turn, then it rejects.
   */
  next(isBusy: (place: string) => boolean): Promise<Turn | undefined>
  /** Editions were kept since: more may be there than was found last. */
  again(): void
}

/** Rows at a time. */
const PAGE = 1_000

/** `left`: how many rows are due still, although they had their turn; `found` hears of each page before its rows have theirs. */
export function openRound(
  store: Pick<Store, 'dueSubscriptions'>,
  now: number,
  turns: Turns,
  left: () => number,
  found: (rows: readonly DueSubscription[]) => Promise<void> | undefined,
): Round {
  const seen = new Set<string>()
  let unread = true
  /** Nothing is due any more that was not seen. */
  let ended = false
  let failure: { readonly error: unknown } | undefined

  async function read(): Promise<void> {
    const { waiting } = turns
    const behind = waiting + left()
    let rows = await unseen(PAGE, behind)
    // In the end from the start: what was in front may have gone meanwhile, and what stood behind it was passed by.
    if (rows.length === 0 && waiting === 0 && behind > 0) rows = await unseen(PAGE + behind, 0)
    unread = rows.length > 0
    ended = !unread && waiting === 0
    for (const { id } of rows) seen.add(id)
    const ready = unread ? found(rows) : undefined
    turns.add(rows)
    await ready
  }

  async function unseen(most: number, passed: number): Promise<readonly DueSubscription[]> {
    return (await store.dueSubscriptions(now, most, passed)).filter(({ id }) => !seen.has(id))
  }

  /** What was read before has its turn although no more can be read. */
  function failed(error: unknown): void {
    unread = false
    failure = { error }
  }

  return {
    async next(isBusy) {
      for (;;) {
        while (unread && turns.lacks()) await read().catch(failed)
        const turn = turns.next(isBusy)
        if (turn !== undefined) return turn
        if (failure !== undefined) throw failure.error
        if (ended) return undefined
        unread = true
      }
    },
    again() {
      ended = false
    },
  }
}
