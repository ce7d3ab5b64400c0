import type { Plan } from '../../src/core/schedule/plan.ts'
import type { Run } from '../../src/core/schedule/run.ts'
import { aligned, type Decision, due, planned, type Timed } from '../../src/schedule/due.ts'

/** A subscription with its store and the clock that asks it, as they are used: nothing is kept outside `row` and `editions`. */
export interface Clockwork {
  row: Timed
  /** What the store has: each edition that was made, and the clock's time then. */
  readonly editions: Map<string, number>
  /** The nominal time of each edition made and of each run said to be missed, in the order in which that happened. */
  readonly made: string[]
  readonly said: string[]
  /** Editions that were decided on although the store had them. */
  readonly refused: string[]
  /** The clock's time at the last tick. */
  ticked: number
}

export function wind(plan: Plan, created: number): Clockwork {
  const fresh = { id: 's', plan }
  const row = { ...fresh, next: planned(fresh, created) }
  return { row, editions: new Map(), made: [], said: [], refused: [], ticked: created }
}

/** One tick, with what comes before it when the clock was set back. */
export function tick(work: Clockwork, now: number, lateLimitMs?: number): Decision {
  if (now < work.ticked) work.row = { ...work.row, next: aligned(work.row, now) }
  work.ticked = now
  const decision = due(work.row, now, lateLimitMs)
  if (decision.kind === 'wait') return decision
  const known = ({ nominal }: Run) => work.editions.has(`s@${nominal}`)
  work.said.push(...decision.missed.filter(run => !known(run)).map(run => run.nominal))
  work.row = { ...work.row, next: decision.next }
  if (decision.kind === 'skip') return decision
  if (work.editions.has(decision.edition)) {
    work.refused.push(decision.run.nominal)
    return decision
  }
  work.made.push(decision.run.nominal)
  work.editions.set(decision.edition, now)
  work.row = { ...work.row, last: decision.run.nominal }
  return decision
}

/** A new process: it knows only what was kept, and trusts no cache. */
export function restart(work: Clockwork, now: number): void {
  work.row = { ...work.row, next: aligned(work.row, now) }
}

export const DAILY: Plan = { days: 'daily', hour: 8, minute: 0, zone: 'UTC' }

/** An instant in November 2026: `22 08:00`. */
export function at(text: string): number {
  return Date.parse(`2026-11-${text.replace(' ', 'T')}Z`)
}

/** A daily digest at 08:00 UTC, asked for on the 20th, whose first edition was made in time. */
export function settled(): Clockwork {
  const work = wind(DAILY, at('20 07:00'))
  tick(work, at('20 08:00'))
  return work
}
