import type { Call, CallPhase } from './emulator.ts'

/** What is known of a call when it arrives. */
export interface Arrival {
  readonly name: string
  readonly at: number
  /** Parsed body without tokens. */
  readonly body: Readonly<Record<string, unknown>>
  readonly channel?: string
}

/** What became of a call; for a dropped connection there is no status. */
export interface Answered {
  readonly status?: number
  readonly error?: string
}

export type Watch = (call: Call, phase: CallPhase) => void | Promise<void>

/** Every API call of an emulator in order of arrival, and those who want to be told of each while it happens. */
export interface CallLog {
  readonly calls: () => readonly Call[]
  /** Returns a function that stops watching. */
  readonly onCall: (watch: Watch) => () => void
  /** Records an arrival; the returned call is later handed to `close` and `reach`. */
  readonly open: (arrival: Arrival) => Call
  /** Records the outcome, replacing an earlier one; returns the call with it. */
  readonly close: (call: Call, answered: Answered) => Call
  /** Awaits every watcher, one after the other; resolves with whether there was any. */
  readonly reach: (call: Call, phase: CallPhase) => Promise<boolean>
}

export function openCallLog(): CallLog {
  const calls: Call[] = []
  const watches = new Set<Watch>()
  return {
    calls: () => [...calls],
    onCall(watch) {
      const own: Watch = (call, phase) => watch(call, phase)
      watches.add(own)
      return () => {
        watches.delete(own)
      }
    },
    open(arrival) {
      const call: Call = { n: calls.length + 1, ...arrival }
      calls.push(call)
      return call
    },
    close(call, answered) {
      const closed: Call = { ...call, ...answered }
      calls[call.n - 1] = closed
      return closed
    },
    async reach(call, phase) {
      const watched = watches.size > 0
      for (const watch of watches) await watch(call, phase)
      return watched
    },
  }
}
