import type { Store } from '../store/store.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Turn } from './read-ahead.ts'
import type { Turns } from './turns.ts'

/** All that is due at one tick, a page after the other, each row once. */
export interface Round {
  /** Undefined when no row waits that was not seen before. `isBusy`: see `Line`. Rejects when the store cannot be read. */
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
  found: (rows: readonly Subscription[]) => Promise<void> | undefined,
): Round {
  const seen = new Set<string>()
  let unread = true

  async function read(): Promise<boolean> {
    const { waiting } = turns
    // In the end from the start: what was left in front may have gone meanwhile.
    const passed = waiting === 0 ? 0 : waiting + left()
    const most = waiting === 0 ? PAGE + left() : PAGE
    const rows = (await store.dueSubscriptions(now, most, passed)).filter(({ id }) => !seen.has(id))
    if (rows.length === 0) return false
    for (const { id } of rows) seen.add(id)
    const ready = found(rows)
    turns.add(rows)
    await ready
    return true
  }

  return {
    async next(isBusy) {
      while (unread && turns.lacks()) unread = await read()
      return turns.next(isBusy)
    },
    again() {
      unread = true
    },
  }
}
