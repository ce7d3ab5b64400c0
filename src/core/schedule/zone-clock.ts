const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
/** The furthest that a zone's wall clock has ever been before and after UTC since 2011, with an hour to spare. */
const MOST_BEHIND_MS = 13 * HOUR_MS
const MOST_AHEAD_MS = 15 * HOUR_MS
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d))?$/

/** Thousands of digests of one zone come due at one minute, and ask about the same instants. */
const MOST_REMEMBERED = 64

interface Clock {
  readonly format: Intl.DateTimeFormat
  /** Offsets by instant. */
  readonly offsets: Map<number, number>
}

const clocks = new Map<string, Clock>()

/**
 * How far a zone's wall clock is ahead of UTC at an instant, in milliseconds; negative in the west. From the zone data that
 * Node brings along. Throws a RangeError for a zone that it does not know.
 */
export function offsetAt(zone: string, at: number): number {
  const clock = clocks.get(zone) ?? openClock(zone)
  const known = clock.offsets.get(at)
  if (known !== undefined) return known
  const [, sign, hours, minutes] = OFFSET.exec(clock.format.format(at)) ?? []
  const size = Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS
  const offset = sign === '-' ? -size : size
  if (clock.offsets.size >= MOST_REMEMBERED) clock.offsets.clear()
  clock.offsets.set(at, offset)
  return offset
}

function openClock(zone: string): Clock {
  const clock = {
    format: new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }),
    offsets: new Map<number, number>(),
  }
  clocks.set(zone, clock)
  return clock
}

/** What the wall shows at an instant: milliseconds since 1970 as if the zone were UTC. */
export function wallAt(zone: string, at: number): number {
  return at + offsetAt(zone, at)
}

/**
 * The instant at which a wall clock first shows `wall` (as `wallAt` gives it). Where the hour is doubled it is the first one.
 * Where it is missing it is the first instant after the gap; undefined where the whole day is missing.
 */
export function instantOf(zone: string, wall: number): number | undefined {
  // Clocks are never changed twice within these 28 hours: the nearest two changes from 2011 to 2040 are a week apart.
  const [early, late] = [wall - MOST_AHEAD_MS, wall + MOST_BEHIND_MS]
  const [before, after] = [offsetAt(zone, early), offsetAt(zone, late)]
  if (before === after) return wall - before
  if (offsetAt(zone, wall - before) === before) return wall - before
  if (offsetAt(zone, wall - after) === after) return wall - after
  const change = changeBetween(zone, early, late)
  const days = [change - 1 + before, change + after].map(dayOf)
  // A gap may end its day (Nuuk goes from Saturday 23:00 to Sunday 00:00), so either side of it shows that the day exists.
  return days.includes(dayOf(wall)) ? change : undefined
}

/** The day of a wall time, counted from 1970. */
export function dayOf(wall: number): number {
  return Math.floor(wall / DAY_MS)
}

/** The only change of a zone's clock in a stretch that holds one, to the minute. */
function changeBetween(zone: string, early: number, late: number): number {
  const before = offsetAt(zone, early)
  let [same, changed] = [Math.floor(early / MINUTE_MS), Math.ceil(late / MINUTE_MS)]
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2)
    if (offsetAt(zone, middle * MINUTE_MS) === before) same = middle
    else changed = middle
  }
  return changed * MINUTE_MS
}
