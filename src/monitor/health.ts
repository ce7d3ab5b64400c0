import type { Connection, Watch } from './watch.ts'

/** Whether the bot does what it is for. */
export interface Health {
  readonly status: 'ok' | 'failing'
  /** What is wrong, each with what it means; empty when nothing is. */
  readonly problems: readonly string[]
  readonly platforms: Readonly<Record<string, PlatformHealth>>
  readonly store: 'answers' | 'does not answer'
  /** Absent before the first tick. */
  readonly lastTickSecondsAgo?: number
}

interface PlatformHealth {
  readonly connected: boolean
  /** Absent until the platform has sent anything. */
  readonly lastEventSecondsAgo?: number
}

/** Ticks come every minute; one may take its time. */
const TICK_WITHIN_MS = 2 * 60_000

/** `storeAnswers`: whether it was asked just now and gave an answer. `now` in milliseconds since 1970. */
export function judgeHealth(
  watch: Pick<Watch, 'connections' | 'lastTick'>,
  storeAnswers: boolean,
  now: number,
): Health {
  const connections = [...watch.connections()]
  const ticked = watch.lastTick()
  const problems = [
    ...connections
      .filter(([, { connected }]) => !connected)
      .map(([platform]) => `${titleOf(platform)} is not connected.`),
    ...(storeAnswers ? [] : ['The store does not answer: nothing can be kept, so nothing is posted.']),
    ...tickProblems(ticked, now),
  ]
  return {
    status: problems.length === 0 ? 'ok' : 'failing',
    problems,
    platforms: Object.fromEntries(connections.map(([platform, one]) => [platform, healthOf(one, now)])),
    store: storeAnswers ? 'answers' : 'does not answer',
    ...(ticked === undefined ? {} : { lastTickSecondsAgo: secondsFrom(ticked, now) }),
  }
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
