import type { Receipt } from '../store/step.ts'
import type { Store } from '../store/store.ts'
import type { Subscription, Told } from '../store/subscription.ts'
import { toldSince } from './timed.ts'
import { readWish } from './wish.ts'

/** What has to be known of a channel before its edition is drafted. */
export interface Known {
  /** The newest version of each story that it has had. */
  readonly told: readonly Told[]
  /** Where threads were opened for earlier editions, the newest first. */
  readonly earlier: readonly Receipt[]
}

/** Asks the store about a subscription as it stands. */
export type Look = (subscription: Subscription) => Promise<Known>

/** Threads of earlier editions: each edition closes those before it, so that more are hardly ever open. */
const MOST_EARLIER = 20
/** As many answers are on their way while one edition is drafted: each takes as long as the commit that is being made. */
const AHEAD = 64

export function looking(store: Pick<Store, 'told' | 'editionThreads'>, now: number): Look {
  return async ({ id, lane, channel, wish }) => {
    const since = toldSince(readWish(wish), now)
    const [told, earlier] = await Promise.all([
      store.told({ lane, channel, since }),
      store.editionThreads(id, MOST_EARLIER),
    ])
    return { told, earlier }
  }
}

/**
 * Goes through the rows in order, and has asked about each before its turn comes; not about one whose channel has another turn
 * shortly before, because what that one tells is to be known too. What is kept meanwhile by somebody else is found by the store.
 * `isMade` says of which a digest can be made now: a platform may not be connected.
 */
export function* readAhead(
  rows: readonly Subscription[],
  look: Look,
  isMade: (row: Subscription) => boolean,
): Generator<readonly [Subscription, Look]> {
  const asked = new Map<string, Promise<Known>>()
  const soon = new Map<string, number>()
  let next = 0
  for (const row of rows) {
    for (; next < rows.length && asked.size < AHEAD; next += 1) {
      const one = rows[next]
      if (one === undefined) break
      const place = placeOf(one)
      const before = soon.get(place) ?? 0
      soon.set(place, before + 1)
      if (before === 0 && isMade(one)) asked.set(one.id, answered(look(one)))
    }
    const known = asked.get(row.id)
    asked.delete(row.id)
    const place = placeOf(row)
    soon.set(place, (soon.get(place) ?? 1) - 1)
    yield [row, known === undefined ? look : once(row, known, look)]
  }
}

/** It may be refused before anybody waits for it. */
function answered(known: Promise<Known>): Promise<Known> {
  known.catch(() => undefined)
  return known
}

/** For the first draft; a second one asks anew. */
function once(row: Subscription, known: Promise<Known>, look: Look): Look {
  let left: Promise<Known> | undefined = known
  return subscription => {
    const first = subscription === row ? left : undefined
    left = undefined
    return first ?? look(subscription)
  }
}

function placeOf({ lane, channel }: Subscription): string {
  return JSON.stringify([lane, channel])
}
