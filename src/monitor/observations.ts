/** Values that were measured since somebody last asked, the newest of them where nobody does. */
export interface Observations {
  note(value: number): void
  /** Gives them in order, once. */
  drain(): readonly number[]
}

/** Prometheus comes every few seconds; a bot that nobody watches must not remember for ever. */
const MOST = 4_096

export function createObservations(most = MOST): Observations {
  let kept: number[] = []
  return {
    note(value) {
      kept.push(value)
      // Halved at once: shifting each time would move all of them.
      if (kept.length > most) kept = kept.slice(-Math.ceil(most / 2))
    },
    drain() {
      const drained = kept
      kept = []
      return drained
    },
  }
}
