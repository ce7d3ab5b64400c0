import type { Queue } from '../store/queue.ts'
import type { Connection, Watch } from './watch.ts'

/** Whether the bot does what it is for. */
export interface Health {
  readonly status: 'ok' | 'failing'
  /** What is wrong, each with what it means; empty when nothing is. */
  readonly problems: readonly string[]
  readonly platforms: Readonly<Record<string, PlatformHealth>>
  readonly store: StoreHealth
  /** Absent before the first tick. */
  readonly lastTickSecondsAgo?: number
}

type StoreHealth = 'answers' | 'cannot be written' | 'does not answer'

interface PlatformHealth {
  readonly connected: boolean
  /** Absent until the platform has sent anything. */
  readonly lastEventSecondsAgo?: number
}

/** Ticks come every minute; one may take its time. */
const TICK_WITHIN_MS = 2 * 60_000

/** `waiting`: what the store said just now; undefined when it gave no answer. `now` in milliseconds since 1970. */
export function judgeHealth(
  watch: Pick<Watch, 'connections' | 'lastTick'>,
  waiting: Pick<Queue, 'unwritable'> | undefined,
  now: number,
): Health {
  const connections = [...watch.connections()]
  const ticked = watch.lastTick()
  const problems = [
    ...connections
      .filter(([, { connected }]) => !connected)
      .map(([platform]) => `${titleOf(platform)} is not connected.`),
    ...storeProblems(waiting),
    ...tickProblems(ticked, now),
  ]
  return {
    status: problems.length === 0 ? 'ok' : 'failing',
    problems,
    platforms: Object.fromEntries(connections.map(([platform, one]) => [platform, healthOf(one, now)])),
    store: storeHealth(waiting),
    ...(ticked === undefined ? {} : { lastTickSecondsAgo: secondsFrom(ticked, now) }),
  }
}

function storeHealth(waiting: Pick<Queue, 'unwritable'> | undefined): StoreHealth {
  if (waiting === undefined) return 'does not answer'
  return waiting.unwritable === undefined ? 'answers' : 'cannot be written'
}

function storeProblems(waiting: Pick<Queue, 'unwritable'> | undefined): readonly string[] {
  if (waiting === undefined) return ['The store does not answer: nothing can be kept, so nothing is posted.']
  const { unwritable } = waiting
  if (unwritable === undefined) return []
  return [`The store cannot be written (${unwritable}): nothing can be kept, so nothing new is posted.`]
}

function tickProblems(ticked: number | undefined, now: number): readonly string[] {
  if (ticked === undefined) return ['It was not yet looked at which digests are due.']
  if (now - ticked < TICK_WITHIN_MS) return []
  return [
    `It was last looked at which digests are due ${secondsFrom(ticked, now)} seconds ago; each minute it should be.`,
  ]
}

function healthOf({ connected, lastEventAt }: Connection, now: number): PlatformHealth {
  return {
    connected,
    ...(lastEventAt === undefined ? {} : { lastEventSecondsAgo: secondsFrom(lastEventAt, now) }),
  }
}

/** A clock that was set back makes nothing younger than now. */
function secondsFrom(then: number, now: number): number {
  return Math.max(0, Math.round((now - then) / 1_000))
}

function titleOf(platform: string): string {
  return platform.charAt(0).toUpperCase() + platform.slice(1)
}
