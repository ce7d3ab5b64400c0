/** At most so many are remembered; then all are forgotten. */
const MOST_KNOWN = 1_000

/**
 * Knows again what was made of the same thing before: at one minute thousands of channels are told the same stories, each in
 * its own order. `Given` is plain data.
 */
export function remembering<Made>(): <Given>(given: Given, make: (given: Given) => Made) => Made {
  const known = new Map<string, Made>()
  return (given, make) => {
    const key = JSON.stringify(given)
    const before = known.get(key)
    if (before !== undefined) return before
    const fresh = make(given)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, fresh)
    return fresh
  }
}
