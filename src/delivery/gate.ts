import type { Paced } from './carrier.ts'
import { sleep } from './rest.ts'

/** Makes a call when it may leave, and hands on what comes of it. */
export type Gate = <Made>(step: Paced, call: () => Promise<Made>) => Promise<Made>

/** Those of one lane that wait, in the order in which they came. */
interface Line {
  readonly urgent: Waiting[]
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
 * timers are late. What is urgent goes before the others.
 *
 * `leaves`: milliseconds until a call may leave; 0 counts it as leaving now, and nothing else has its turn before it does.
 */
export function openGate(leaves: (step: Paced) => number, signal: AbortSignal): Gate {
  const lines = new Map<string, Line>()

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
      ;(next === line.urgent[0] ? line.urgent : line.others).shift()
      next.go()
    }
    if (!line.asleep) lines.delete(lane)
  }

  return (step, call) => {
    const known = lines.get(step.lane)
    if (known === undefined && leaves(step) === 0) return call()
    return new Promise(resolve => {
      const line = known ?? { urgent: [], others: [], asleep: false }
      ;(step.urgent === true ? line.urgent : line.others).push({ step, go: () => resolve(call()) })
      lines.set(step.lane, line)
      serve(step.lane, line)
    })
  }
}

function first({ urgent, others }: Line): Waiting | undefined {
  return urgent[0] ?? others[0]
}
