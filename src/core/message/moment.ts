import type { Moment } from './message.ts'

const clocks = new Map<string, Intl.DateTimeFormat>()

/** A moment in milliseconds since 1970, printed by the clock of a zone where readers have none of their own: `30 Nov 2026, 08:30 (Europe/Berlin)`. */
export function momentIn(zone: string, at: number): Moment {
  let clock = clocks.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
    clocks.set(zone, clock)
  }
  return { at: Math.floor(at / 1_000), text: `${clock.format(at)} (${zone})` }
}
