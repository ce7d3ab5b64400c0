import { platformOf } from '../store/lane.ts'
import type { NewStep } from '../store/step.ts'
import type { DueSubscription } from '../store/subscription.ts'
import type { Planner } from './edition.ts'
import type { Line, Turn } from './read-ahead.ts'

/** Whose edition is made next. */
export interface Turns {
  add(rows: readonly DueSubscription[]): void
  /** Undefined when no row waits. `isBusy`: see `Line`. */
  next(isBusy: (place: string) => boolean): Turn | undefined
  /** Whether a digest that should come sooner may be among those that were not read yet. */
  lacks(): boolean
  /** Rows that were added and had no turn yet. */
  readonly waiting: number
}

/** Roots that were kept and not tried yet. */
export interface Stock {
  kept(steps: readonly NewStep[]): void
  /** A step was tried, whatever came of it. */
  tried(step: Pick<NewStep, 'key' | 'lane'>): void
  of(platform: string): number
  clear(): void
}

/** Of Discord's 45 a second what lasts for some six seconds. */
const ENOUGH = 256
/** So many rows are held for a platform that has enough, while others are read. */
const MOST_WAITING = 4_000

/**
 * A platform whose channels share one limit goes first, as long as few of its roots wait to be posted: a call that it does not make
 * while it could is lost for all that come after it. What such a platform cannot post yet comes last, so that meanwhile all channels
 * of the others get theirs.
 *
 * `open` makes the line of a platform; `planners` are those that are connected.
 */
export function openTurns(
  open: () => Line,
  stock: Pick<Stock, 'of'>,
  planners: ReadonlyMap<string, Pick<Planner, 'sharesLimit'>>,
): Turns {
  const lines = new Map<string, Line>()

  function add(rows: readonly DueSubscription[]): void {
    for (const [platform, some] of Map.groupBy(rows, ({ lane }) => platformOf(lane))) {
      const line = lines.get(platform) ?? open()
      lines.set(platform, line)
      line.add(some)
    }
  }

  /** The lower, the sooner. Of what is not connected nothing can be made: it has its turn when all others have had theirs. */
  function rank(platform: string): number {
    const planner = planners.get(platform)
    if (planner === undefined) return 3
    if (planner.sharesLimit !== true) return 1
    return stock.of(platform) < ENOUGH ? 0 : 2
  }

  function best(): { readonly platform: string; readonly line: Line } | undefined {
    let found: { readonly platform: string; readonly line: Line } | undefined
    for (const [platform, line] of lines) {
      if (line.waiting === 0) continue
      if (found === undefined || rank(platform) < rank(found.platform)) found = { platform, line }
    }
    return found
  }

  function waiting(): number {
    let all = 0
    for (const line of lines.values()) all += line.waiting
    return all
  }

  return {
    add,
    next: isBusy => best()?.line.next(isBusy),
    lacks() {
      const first = best()
      if (first === undefined) return true
      if (waiting() >= MOST_WAITING) return false
      return [...planners.keys()].some(platform => rank(platform) < rank(first.platform))
    },
    get waiting() {
      return waiting()
    },
  }
}

export function openStock(): Stock {
  const roots = new Map<string, Set<string>>()
  return {
    kept(steps) {
      for (const { key, lane, under } of steps) {
        if (under !== undefined) continue
        const platform = platformOf(lane)
        const own = roots.get(platform) ?? new Set()
        roots.set(platform, own.add(key))
      }
    },
    tried: ({ key, lane }) => void roots.get(platformOf(lane))?.delete(key),
    of: platform => roots.get(platform)?.size ?? 0,
    clear: () => roots.clear(),
  }
}
