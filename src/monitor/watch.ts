import type { Pulse } from '../adapters/adapter.ts'
import type { Ask } from '../commands/command.ts'
import type { Attempted } from '../delivery/attempt.ts'
import { platformOf } from '../store/lane.ts'
import { EDITION_CLAIM } from '../store/rank.ts'
import type { LeasedStep } from '../store/step.ts'
import type { Edition } from '../store/subscription.ts'
import type { Observations } from './observations.ts'
import { createObservations } from './observations.ts'

/** How a try to post went. `dropped` is in none of them: those are counted in the store, because nobody tries them. */
export const POST_OUTCOMES = ['posted', 'refused', 'in-doubt', 'try-later'] as const
export type PostOutcome = (typeof POST_OUTCOMES)[number]

export const EDITION_OUTCOMES = ['posted', 'nothing-new', 'skipped'] as const satisfies readonly Edition['outcome'][]

/** What a platform's connection was seen to do. Times are milliseconds since 1970. */
export interface Connection {
  readonly connected: boolean
  /** How often it was opened anew. */
  readonly reconnects: number
  /** Absent until the platform has sent anything. */
  readonly lastEventAt?: number
  readonly posts: Readonly<Record<PostOutcome, number>>
}

/** Sees what the bot does and keeps numbers of it: no channel, person, story or token. */
export interface Watch {
  pulse(platform: string): Pulse
  /** A request was heard: an urgent step of its claim will acknowledge it. */
  asked(ask: Pick<Ask, 'id' | 'at'>): void
  attempted(step: Pick<LeasedStep, 'claim' | 'lane' | 'urgent' | 'kind' | 'under'>, attempted: Attempted): void
  /** An edition was kept: what it tells goes out now. */
  kept(edition: Edition): void
  /** All that was due was looked at. */
  ticked(): void
  /** By platform, the configured ones in order. */
  connections(): ReadonlyMap<string, Connection>
  editions(): Readonly<Record<Edition['outcome'], number>>
  /** When it was last looked at what is due. */
  lastTick(): number | undefined
  /** Since when there is something to see. */
  readonly since: number
  /** By platform; milliseconds from a request's arrival to its acknowledgement. */
  readonly acknowledgements: ReadonlyMap<string, Observations>
  /** Milliseconds from when an edition was due to when its first root stood in the channel. */
  readonly lateness: Observations
}

/** What waits for an acknowledgement or for its first root, and is given up where none comes. */
const MOST_OPEN = 20_000
/** As `edition.ts` of the schedule names the claims. */

/** `platforms`: those that are configured. `now` in milliseconds since 1970. */
export function createWatch(platforms: readonly string[], now: () => number): Watch {
  const seen = new Map(platforms.map(platform => [platform, newConnection()]))
  const acknowledgements = new Map(platforms.map(platform => [platform, createObservations()]))
  const lateness = createObservations()
  const editions = { posted: 0, 'nothing-new': 0, skipped: 0 }
  /** By claim: when it was asked, or due. */
  const asks = new Map<string, number>()
  const due = new Map<string, number>()
  let lastTick: number | undefined

  function pulse(platform: string): Pulse {
    const connection = seen.get(platform) ?? newConnection()
    return {
      up() {
        if (connection.opened && !connection.connected) connection.reconnects += 1
        connection.opened = true
        connection.connected = true
      },
      down() {
        connection.connected = false
      },
      event() {
        connection.lastEventAt = now()
      },
      acknowledged(ms) {
        acknowledgements.get(platform)?.note(ms)
      },
    }
  }

  return {
    pulse,
    asked: ({ id, at }) => put(asks, id, at),
    attempted(step, { outcome }) {
      const platform = platformOf(step.lane)
      const connection = seen.get(platform)
      if (connection !== undefined) connection.posts[outcome.state === 'waiting' ? 'try-later' : outcome.state] += 1
      if (outcome.state !== 'posted') return
      const asked = asks.get(step.claim)
      if (step.urgent === true && asked !== undefined) {
        asks.delete(step.claim)
        acknowledgements.get(platform)?.note(Math.max(0, now() - asked))
      }
      const dueAt = due.get(step.claim)
      if (dueAt === undefined || step.kind !== 'post' || step.under !== undefined) return
      due.delete(step.claim)
      lateness.note(Math.max(0, now() - dueAt))
    },
    kept({ subscription, nominal, dueAt, outcome }) {
      editions[outcome] += 1
      if (outcome === 'posted') put(due, `${EDITION_CLAIM}${subscription}@${nominal}`, dueAt)
    },
    ticked() {
      lastTick = now()
    },
    connections: () => seen,
    editions: () => editions,
    lastTick: () => lastTick,
    since: now(),
    acknowledgements,
    lateness,
  }
}

interface Seen extends Connection {
  connected: boolean
  /** Whether it was ever connected. */
  opened: boolean
  reconnects: number
  lastEventAt?: number
  readonly posts: Record<PostOutcome, number>
}

function newConnection(): Seen {
  const posts = { posted: 0, refused: 0, 'in-doubt': 0, 'try-later': 0 }
  return { connected: false, opened: false, reconnects: 0, posts }
}

/** The oldest give way: what they wait for did not come. */
function put(open: Map<string, number>, claim: string, at: number): void {
  open.set(claim, at)
  if (open.size <= MOST_OPEN) return
  const [oldest] = open.keys()
  if (oldest !== undefined) open.delete(oldest)
}
