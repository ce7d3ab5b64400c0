interface Versions {
  readonly node: string
  readonly tz?: string | undefined
}

/**
 * The version of the zone data that Node computes with, `2026c` (https://nodejs.org/api/process.html#processversions). When
 * it is another one than that in which a subscription's next run was computed, that run is aligned anew: see `aligned`.
 */
export function zoneDataVersion(versions: Versions = process.versions): string {
  // A Node without its own ICU has the system's zone data, of unknown age; then each version of Node counts as a new one.
  return versions.tz ?? `node-${versions.node}`
}
