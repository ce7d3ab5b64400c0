import type { Store } from '../../src/store/store.ts'
import { step, T0 } from '../store/steps.ts'
import { after, edition, subscription, tells } from '../store/subscriptions.ts'
import type { Figure } from './figure.ts'
import { percentile } from './figure.ts'

const DUE = 10_000
const AT_ONCE = 100
const FOUND_AT_ONCE = 500
const EDITIONS = 200

/** What a digest's minute asks of the store: who of 10,000 is due, and one edition after the other. */
export async function measureClaims(store: Store, database: string, goal?: number): Promise<readonly Figure[]> {
  const zoneData = '2025b'
  const all = Array.from({ length: DUE }, (_, n) => subscription(`s${n}`, { channel: `c${n}`, zoneData }))
  for (let from = 0; from < DUE; from += AT_ONCE) {
    const changes = all.slice(from, from + AT_ONCE).map(one => ({ kind: 'subscribe', subscription: one }) as const)
    await store.take(`subscribe${from}`, [], T0, { changes })
  }
  let finding = 0
  for (let found = 0; found < DUE; ) {
    const start = performance.now()
    const due = await store.dueSubscriptions(T0, FOUND_AT_ONCE)
    finding += performance.now() - start
    if (due.length === 0) throw new Error(`${found} of ${DUE} are due.`)
    found += due.length
    await Promise.all(due.map(one => store.moveOn(one, { ...after(one), zoneData })))
  }
  let n = 0
  const publishing = await times(EDITIONS, async () => {
    const one = all[n]
    n += 1
    if (one === undefined) throw new Error('There are too few subscriptions.')
    const place = { channel: one.channel }
    const root = step(`${one.id}-root`, { ...place, tells: [tells('ports'), tells('grain'), tells('trade')] })
    const replies = Array.from({ length: 9 }, (_, part) => step(`${one.id}-${part}`, { ...place, under: root.key }))
    const published = await store.publish(edition(one.id), [root, ...replies], after(one), T0, { toldSince: 0 })
    if (!published) throw new Error(`${one.id} was not published.`)
  })
  const met = goal === undefined ? {} : { goal }
  return [
    { name: `${database}: find 10,000 digests due, 500 at a time`, unit: 'ms', measured: finding, ...met },
    { name: `${database}: keep an edition of ten messages, median`, unit: 'ms', measured: percentile(publishing, 0.5) },
  ]
}

async function times(rounds: number, act: () => Promise<void>): Promise<readonly number[]> {
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await act()
    taken.push(performance.now() - start)
  }
  return taken
}
