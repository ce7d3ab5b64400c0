import { wishText } from '../../src/schedule/wish.ts'
import { zoneDataVersion } from '../../src/schedule/zone-data.ts'
import type { Subscription } from '../../src/store/subscription.ts'
import { TOPICS } from './digests-world.ts'

const AT_ONCE = 500
const INSTALLATIONS = 200
const CHANNELS = 5

/** So many digests that are due then, half of them on each platform, in changes of which each set fits into one commit. */
export function digestsDue(count: number, dueAt: number) {
  const changes = Array.from(
    { length: count },
    (_, n) => ({ kind: 'subscribe', subscription: digestDue(n, dueAt) }) as const,
  )
  const sets = Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, set) => set * AT_ONCE)
  return sets.map(from => changes.slice(from, from + AT_ONCE))
}

function digestDue(n: number, dueAt: number): Subscription {
  const platform = n % 2 === 0 ? 'slack' : 'discord'
  const own = Math.floor(n / 2)
  const place = Math.floor(own / INSTALLATIONS)
  const space = `${platform}-${own % INSTALLATIONS}`
  return dailyDigest(dueAt, {
    id: `d${n}`.padEnd(8, 'x'),
    lane: platform === 'slack' ? `slack/${space}` : 'discord/model',
    space,
    channel: `${space}-${place % CHANNELS}`,
    topic: TOPICS[Math.floor(place / CHANNELS) % TOPICS.length] ?? '',
  })
}

/** A digest of one story of one topic, set the day before. */
export function dailyDigest(
  dueAt: number,
  place: Pick<Subscription, 'id' | 'lane' | 'channel'> & { readonly space: string; readonly topic: string },
): Subscription {
  const due = new Date(dueAt)
  const { topic, ...rest } = place
  return {
    ...rest,
    plan: JSON.stringify({ days: 'daily', hour: due.getUTCHours(), minute: due.getUTCMinutes(), zone: 'UTC' }),
    wish: wishText({ topics: [topic], stories: 1, oldestDays: 7, layout: 'compact' }),
    by: 'ana',
    setAt: dueAt - 86_400_000,
    nextAt: dueAt,
    nextNominal: due.toISOString().slice(0, 16),
    zoneData: zoneDataVersion(),
    refusals: 0,
  }
}
