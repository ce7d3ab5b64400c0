import type { Carrier, Paced } from './carrier.ts'
import type { Limit } from './pace.ts'

/** What a step's call counts against. Reading that takes a while, and it is asked for several times. */
export function openLimits(carrierOf: (step: Paced) => Carrier | undefined): (step: Paced) => readonly Limit[] {
  const known = new WeakMap<Paced, readonly Limit[]>()

  /** Of a payload that the carrier cannot read none: it fails when it is to be carried, and holds up nobody. */
  function read(step: Paced): readonly Limit[] {
    try {
      return carrierOf(step)?.limits(step) ?? []
    } catch {
      return []
    }
  }

  return step => {
    const limits = known.get(step) ?? read(step)
    known.set(step, limits)
    return limits
  }
}
