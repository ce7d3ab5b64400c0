/** Discord's clock and ours may differ. */
const CLOCK_MARGIN_MS = 5 * 60_000
/** https://discord.com/developers/docs/reference#snowflakes */
const EPOCH = 1_420_070_400_000n

/** An id that is older than all that Discord has made since `at`, milliseconds since 1970. */
export function earliestId(at: number): string {
  return String((BigInt(Math.max(at - CLOCK_MARGIN_MS, Number(EPOCH))) - EPOCH) << 22n)
}
