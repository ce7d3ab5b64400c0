/** Milliseconds of 2015-01-01, where Discord's ids begin. https://discord.com/developers/docs/reference#snowflakes */
const EPOCH = 1_420_070_400_000

/** Ids that grow with time; several within a millisecond stay in order. */
export function openSnowflakes(now: () => number): () => string {
  let last = 0n
  return () => {
    const earliest = BigInt(Math.trunc(now()) - EPOCH) << 22n
    last = earliest > last ? earliest : last + 1n
    return last.toString()
  }
}

/** When an id was made, in milliseconds since 1970. */
export function madeAt(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH
}

/** Negative when `a` is older than `b`. */
export function byAge(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
