import { isAsked } from './asked.ts'
import type { Paced } from './carrier.ts'
import type { Limit, Pace } from './pace.ts'
import { sleep } from './rest.ts'

/** Makes a call when it may leave, and hands on what comes of it. */
export type Gate = <Made>(step: Paced, call: () => Promise<Made>) => Promise<Made>

/** Those of one lane that wait, in the order in which they came. */
interface Line {
  readonly asked: Waiting[]
  readonly others: Waiting[]
  /** Until the next one may leave. */
  asleep: boolean
}

interface Waiting {
  readonly step: Paced
  readonly go: () => void
}

/**
 * Where calls leave. Of a lane whose window is full those that were let through wait in line: as soon as there is room the first of
 * them leaves, and after a moment in which nothing ran as many as the window takes; whoever comes looks whether there is room, because
 * timers are late. What somebody asks for goes before digests, and what counts against nothing waits for nobody.
 *
 * A call is counted as it leaves, and nothing else has its turn in between.
 */
export function openGate(
  pace: Pick<Pace, 'leaves'>,
  limitsOf: (step: Paced) => readonly Limit[],
  now: () => number,
  signal: AbortSignal,
): Gate {
  const lines = new Map<string, Line>()
  const leaves = (step: Paced) => pace.leaves(step.lane, limitsOf(step), now())

  /** Lets go who may, and comes again when the next one may. */
  function serve(lane: string, line: Line): void {
    for (let next = first(line); next !== undefined; next = first(line)) {
      const ms = signal.aborted ? 0 : leaves(next.step)
      if (ms > 0) {
        if (line.asleep) return
        line.asleep = true
        void sleep(ms, signal).then(() => {
          line.asleep = false
          serve(lane, line)
        })
        return
      }
      ;(next === line.asked[0] ? line.asked : line.others).shift()
      next.go()
    }
    if (!line.asleep) lines.delete(lane)
  }

  return (step, call) => {
    const known = lines.get(step.lane)
    const passes = known === undefined || limitsOf(step).length === 0
    if (passes && leaves(step) === 0) return call()
    return new Promise(resolve => {
      const line = known ?? { asked: [], others: [], asleep: false }
      ;(isAsked(step) ? line.asked : line.others).push({ step, go: () => resolve(call()) })
      lines.set(step.lane, line)
      serve(step.lane, line)
    })
  }
}

function first({ asked, others }: Line): Waiting | undefined {
  return asked[0] ?? others[0]
}
