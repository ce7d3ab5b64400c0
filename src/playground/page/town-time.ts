let ahead = 0

/** What time it is in the town, in milliseconds since 1970: not that of the clock outside once somebody has moved it. */
export function townNow(): number {
  return Date.now() + ahead
}

/** Takes note of how far the town's clock is from the one outside, in milliseconds. */
export function setTownTime(byMs: number): void {
  ahead = byMs
}
