import type { Receipt } from '../store/step.ts'
import type { Store } from '../store/store.ts'
import type { DueSubscription, Told } from '../store/subscription.ts'
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
export type Look = (subscription: DueSubscription) => Promise<Known>

/** A digest whose turn it is, and how to ask about it: for the first draft the answer may be there. */
export type Turn = readonly [row: DueSubscription, look: Look]

/** Rows that wait for their turn, in order. */
export interface Line {
  add(rows: readonly DueSubscription[]): void
  /**
   * The first one, unless `isBusy` says of its place that another digest is being made there: then the next of those that were asked
   * about, and the first where all are busy.
   */
  next(isBusy?: (place: string) => boolean): Turn | undefined
  readonly waiting: number
}

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
 * Has asked about each row before its turn comes; not about one whose channel has another turn shortly before, because what that one
 * tells is to be known too. What is kept meanwhile by somebody else is found by the store.
 * `isMade` says of which a digest can be made now: a platform may not be connected.
 */
export function openLine(look: Look, isMade: (row: DueSubscription) => boolean): Line {
  const rows: DueSubscription[] = []
  const asked = new Map<string, Promise<Known>>()
  /** How many of each channel are among those that were looked at, the first of `rows`. */
  const soon = new Map<string, number>()
  let seen = 0

  function lookAhead(): void {
    for (; seen < Math.min(AHEAD, rows.length); seen += 1) {
      const row = rows[seen]
      if (row === undefined) return
      const place = placeOf(row)
      const before = soon.get(place) ?? 0
      soon.set(place, before + 1)
      if (before === 0 && isMade(row)) asked.set(row.id, answered(look(row)))
    }
  }

  function next(isBusy: (place: string) => boolean = () => false): Turn | undefined {
    lookAhead()
    const free = rows.findIndex((row, index) => index >= seen || !isBusy(placeOf(row)))
    const [row] = rows.splice(free < 0 || free >= seen ? 0 : free, 1)
    if (row === undefined) return undefined
    seen -= 1
    const place = placeOf(row)
    const left = (soon.get(place) ?? 1) - 1
    if (left === 0) soon.delete(place)
    else soon.set(place, left)
    const known = asked.get(row.id)
    asked.delete(row.id)
    return [row, known === undefined ? look : once(row, known, look)]
  }

  return {
    add: more => void rows.push(...more),
    next,
    get waiting() {
      return rows.length
    },
  }
}

/** It may be refused before anybody waits for it. */
function answered(known: Promise<Known>): Promise<Known> {
  known.catch(() => undefined)
  return known
}

/** For the first draft; a second one asks anew. */
function once(row: DueSubscription, known: Promise<Known>, look: Look): Look {
  let left: Promise<Known> | undefined = known
  return subscription => {
    const first = subscription === row ? left : undefined
    left = undefined
    return first ?? look(subscription)
  }
}

/** The channel of a digest: what one tells there is no news for the next one. */
export function placeOf({ lane, channel }: DueSubscription): string {
  return JSON.stringify([lane, channel])
}
