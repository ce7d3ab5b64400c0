import { breathing } from '../sources/breathing.ts'
import type { Store } from '../store/store.ts'
import { aligned } from './due.ts'
import { timedOf, withNext } from './timed.ts'

/**
 * Computes the next run of every subscription anew where its cache cannot be trusted: other zone data, or a clock that went
 * astray. What was promised keeps its wall time.
 */
export async function align(
  store: Pick<Store, 'subscriptions' | 'moveOn'>,
  now: number,
  zoneData: string,
  signal: AbortSignal,
): Promise<void> {
  const breathe = breathing()
  for (const subscription of await store.subscriptions({})) {
    if (signal.aborted) return
    const row = timedOf(subscription)
    if (row === undefined) continue
    const next = aligned(row, now)
    const same = next.at === row.next.at && next.nominal === row.next.nominal && subscription.zoneData === zoneData
    // Whoever has changed it meanwhile has computed its next run too.
    if (!same) await store.moveOn(subscription, withNext(subscription, next, zoneData))
    await breathe()
  }
}
