import type { Plan } from '../core/schedule/plan.ts'
import { nextRun, type Run, runAt, runsBetween } from '../core/schedule/run.ts'

/** What the clock has to know of a subscription. Times are milliseconds since 1970. */
export interface Timed {
  readonly id: string
  readonly plan: Plan
  /** The next run as it was computed last: `at` is a cache, `nominal` is what was promised. */
  readonly next: Run
  /** The nominal time of the edition that told something last; one that the store had already does not count. */
  readonly last?: string | undefined
  /** Runs before this are left out. */
  readonly pausedUntil?: number | undefined
}

export type Decision =
  | { readonly kind: 'wait' }
  /** Make the edition of `run`; the store takes its id only once, and who comes second only moves on to `next`. */
  | (Passed & { readonly kind: 'fire'; readonly run: Run; readonly edition: string; readonly lateMs: number })
  /** Nothing is made. `missed` is empty when all of it fell into a pause. */
  | (Passed & { readonly kind: 'skip' })

interface Passed {
  /** What was too late, or gave way to a later run, and has to be said unless the store has its edition; the earliest first. */
  readonly missed: readonly Run[]
  /** Kept as the next run in the same commit, and only if the row still has the one that was decided on. */
  readonly next: Run
}

/** A run that is this late is no longer made. */
export const LATE_LIMIT_MS = 6 * 3_600_000

/**
 * What becomes of a subscription at a tick. However many runs went by, at most the latest is made, and only when it is less
 * than `lateLimitMs` late. Calling it twice with the same row decides the same.
 */
export function due(row: Timed, now: number, lateLimitMs: number = LATE_LIMIT_MS): Decision {
  if (now < row.next.at) return { kind: 'wait' }
  const pausedUntil = row.pausedUntil ?? Number.NEGATIVE_INFINITY
  const open = passedRuns(row, now).filter(run => run.at >= pausedUntil)
  const latest = open.at(-1)
  const next = nextRun(row.plan, Math.max(now, pausedUntil - 1), row.last)
  if (latest === undefined || now - latest.at >= lateLimitMs) return { kind: 'skip', missed: open, next }
  const edition = editionId(row.id, latest.nominal)
  return { kind: 'fire', run: latest, edition, lateMs: now - latest.at, missed: open.slice(0, -1), next }
}

/** Each run once: what was promised, which counts even where the plan was changed since, and what came after it. */
function passedRuns(row: Timed, now: number): readonly Run[] {
  const later = runsBetween(row.plan, row.next.at, now).filter(run => run.nominal !== row.next.nominal)
  return [row.next, ...later].filter(run => run.nominal !== row.last)
}

/** The identity of an edition, the same in every process and after every restart: `sub-1@2026-03-29T02:30`. */
export function editionId(subscription: string, nominal: string): string {
  return `${subscription}@${nominal}`
}

/** The first run of a new subscription, of one whose plan was changed, paused or taken up again; what is due already stays due. */
export function planned(row: Omit<Timed, 'next'> & { readonly next?: Run | undefined }, now: number): Run {
  const { next, plan, last, pausedUntil } = row
  if (next !== undefined && next.at <= now) return next
  return nextRun(plan, Math.max(now, (pausedUntil ?? now) - 1), last)
}

/**
 * The next run of a row whose cache cannot be trusted: at the start, when the version of the zone data has changed, and when
 * the clock was set back (a tick earlier than the one before). What was promised keeps its wall time under the new data, even
 * if that is past, and a run that a clock gone astray had pushed into the future comes back.
 */
export function aligned(row: Timed, now: number): Run {
  const promised = runAt(row.plan.zone, row.next.nominal)
  const fresh = planned({ ...row, next: undefined }, now)
  return promised !== undefined && promised.at < fresh.at ? promised : fresh
}
