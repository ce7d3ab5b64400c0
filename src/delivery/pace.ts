import type { Admission } from '../store/store.ts'

/** What a platform lets through of one kind of call, counted within a lane. */
export type Limit = {
  /** Names what is counted: `chat.postMessage C01`. */
  readonly bucket: string
  /**
   * `lane`: where nothing more goes for now, nothing else of the lane is tried meanwhile, but what is urgent. A window of a whole
   * lane is counted as calls leave: what would be one too many waits then.
   */
  readonly covers: 'step' | 'lane'
  /** Of a whole lane: counted in its place while that lets the call go at once, so that this one keeps nobody waiting. */
  readonly first?: Limit
} & (
  | /** One call after the other, after a rest some at once. */ {
      readonly kind: 'steady'
      readonly everyMs: number
      /** Need not be whole: a part of a call is room for those that bunch up on their way. */
      readonly burst: number
    }
  | /** So many in any stretch of that length. */ {
      readonly kind: 'window'
      readonly calls: number
      readonly perMs: number
    }
)

/** As for the store; with the time before which the call is not made. */
export type Pacing = Exclude<Admission, { readonly kind: 'go' }> | { readonly kind: 'go'; readonly at: number }

/** Where calls are counted so that the platform need not turn any away. Times are milliseconds. */
export interface Pace {
  /** Whether the call may go now; counts nothing. */
  isOpen(lane: string, limits: readonly Limit[], now: number): boolean
  /**
   * Counts the call as under way when it may go now; else says when. Those that are told later are each told another time.
   * Whoever is let through says so when the call has `ended`, once. Where only a limit of the whole lane opens in a moment, the
   * call is let through for then: it is committed meanwhile.
   */
  admit(lane: string, limits: readonly Limit[], now: number): Pacing
  /**
   * Milliseconds until a call that was let through may leave, 0 when it may: those that were to leave one after the other leave
   * together after a moment in which nothing ran, and may then be too many for a window. Counts it when it may. All who ask are told
   * the same time: who goes first is for them to know.
   */
  leaves(lane: string, limits: readonly Limit[], now: number): number
  /** The platform has counted the call at any time since its start: for what follows it counts from now. */
  ended(lane: string, limits: readonly Limit[], now: number): void
  /** The lanes in which nothing but what is urgent goes now. */
  closed(now: number): readonly string[]
  /** When the first of those opens; infinity when all are open. */
  opensAt(): number
}

interface Bucket {
  underWay: number
  /** Of the last calls that have ended, the oldest first: as many as a window takes. */
  calls: number[]
  /** When a steady bucket is as good as new. */
  freshAt: number
  /** The latest time that somebody was told to come back. */
  promised: number
  /** When nothing of it counts any more. */
  idleAt: number
}

/** Clocks are corrected by less all the time. */
const SET_BACK_MS = 1_000
/** Beyond as many buckets those that count nothing any more are thrown away. */
const SWEEP_ABOVE = 1_000
/** More than a lease takes while many are made. After a crash a call that waited in memory cannot be told from one that was made: not much longer than a call. */
const MOMENT_MS = 100

/**
 * Of a whole lane many calls are under way at once, more than it takes in a moment: each counts from the time for which it was
 * let through, and the limit is declared with room.
 */
function countsFromStart(limit: Limit): boolean {
  return limit.covers === 'lane'
}

function countsAsItLeaves(limit: Limit): boolean {
  return limit.covers === 'lane' && limit.kind === 'window'
}

/** `times` as much as the limits say is let through: for an emulator in whose world time passes faster. */
export function openPace(times = 1): Pace {
  const buckets = new Map<string, Bucket>()
  const closedUntil = new Map<string, number>()
  let sweepAbove = SWEEP_ABOVE
  let latest = 0

  /**
   * Where the clock was set back it is not known how much time went by: what was counted counts as if it were none, and bars nobody
   * until the former time comes again.
   */
  function notice(now: number): void {
    const back = latest - now
    latest = now
    if (back <= SET_BACK_MS) return
    for (const [lane, until] of closedUntil) closedUntil.set(lane, until - back)
    for (const bucket of buckets.values()) {
      bucket.calls = bucket.calls.map(at => at - back)
      bucket.freshAt -= back
      bucket.promised -= back
      bucket.idleAt -= back
    }
  }

  function admit(lane: string, limits: readonly Limit[], now: number): Pacing {
    notice(now)
    const counted = limits.flatMap(declared => {
      const limit = open(lane, declared, now)
      if (countsAsItLeaves(limit)) return []
      const bucket = bucketOf(`${lane} ${limit.bucket}`)
      const opens = Math.max(now, opensAt(bucket, limit, now))
      return [{ limit, bucket, opens, shut: opens > (limit.covers === 'lane' ? now + MOMENT_MS : now) }]
    })
    const shut = counted.filter(one => one.shut)
    if (shut.length === 0) {
      const at = Math.max(now, ...counted.map(({ opens }) => opens))
      for (const { limit, bucket } of counted) {
        if (countsFromStart(limit)) count(bucket, limit, at)
        else bucket.underWay += 1
      }
      sweep(now)
      return { kind: 'go', at }
    }
    const whole = shut.filter(({ limit }) => limit.covers === 'lane')
    if (whole.length > 0) {
      closedUntil.set(lane, Math.max(...whole.map(({ opens }) => opens)) - MOMENT_MS)
      return { kind: 'closed' }
    }
    return { kind: 'not-before', at: Math.max(...shut.map(({ limit, bucket }) => promise(bucket, limit, now))) }
  }

  function leaves(lane: string, limits: readonly Limit[], now: number): number {
    notice(now)
    const left = limits.filter(countsAsItLeaves).map(limit => ({ limit, bucket: bucketOf(`${lane} ${limit.bucket}`) }))
    const opens = Math.max(now, ...left.map(({ limit, bucket }) => opensAt(bucket, limit, now)))
    if (opens > now) return Math.ceil(opens) - now
    for (const { limit, bucket } of left) count(bucket, limit, now)
    return 0
  }

  /** The one of the two that counts. */
  function open(lane: string, limit: Limit, now: number): Limit {
    const { first } = limit
    if (first === undefined) return limit
    return opensAt(bucketOf(`${lane} ${first.bucket}`), first, now) <= now ? first : limit
  }

  function bucketOf(name: string): Bucket {
    const known = buckets.get(name)
    if (known !== undefined) return known
    const made = { underWay: 0, calls: [], freshAt: 0, promised: 0, idleAt: 0 }
    buckets.set(name, made)
    return made
  }

  /** What is under way counts as if it ended now. */
  function opensAt({ underWay, calls, freshAt }: Bucket, limit: Limit, now: number): number {
    switch (limit.kind) {
      case 'steady': {
        const every = limit.everyMs / times
        const fresh = underWay === 0 ? freshAt : Math.max(freshAt, now) + underWay * every
        return fresh - (limit.burst - 1) * every
      }
      case 'window': {
        const first = calls[calls.length + underWay - limit.calls]
        if (calls.length + underWay < limit.calls) return 0
        return (first ?? now) + limit.perMs / times
      }
    }
  }

  function ended(lane: string, limits: readonly Limit[], now: number): void {
    notice(now)
    for (const limit of limits) {
      if (countsFromStart(limit)) continue
      const bucket = bucketOf(`${lane} ${limit.bucket}`)
      bucket.underWay = Math.max(0, bucket.underWay - 1)
      count(bucket, limit, now)
    }
  }

  function count(bucket: Bucket, limit: Limit, now: number): void {
    switch (limit.kind) {
      case 'steady':
        bucket.freshAt = Math.max(bucket.freshAt, now) + limit.everyMs / times
        bucket.idleAt = bucket.freshAt
        return
      case 'window':
        bucket.calls = [...bucket.calls, now].slice(-limit.calls)
        bucket.idleAt = now + limit.perMs / times
    }
  }

  function promise(bucket: Bucket, limit: Limit, now: number): number {
    const apart = limit.kind === 'steady' ? limit.everyMs : limit.perMs / limit.calls
    const first = opensAt(bucket, limit, now)
    bucket.promised = bucket.promised > now ? Math.max(first, bucket.promised + apart / times) : first
    bucket.idleAt = Math.max(bucket.idleAt, bucket.promised)
    // What is told is whole, what is counted is not: of 45 a second each would lose a part of a millisecond.
    return Math.ceil(bucket.promised)
  }

  function sweep(now: number): void {
    if (buckets.size <= sweepAbove) return
    for (const [name, bucket] of buckets) if (bucket.idleAt <= now && bucket.underWay === 0) buckets.delete(name)
    sweepAbove = Math.max(SWEEP_ABOVE, buckets.size * 2)
  }

  function closed(now: number): readonly string[] {
    notice(now)
    for (const [lane, until] of closedUntil) if (until <= now) closedUntil.delete(lane)
    return [...closedUntil.keys()]
  }

  function isOpen(lane: string, limits: readonly Limit[], now: number): boolean {
    notice(now)
    return limits
      .map(limit => open(lane, limit, now))
      .every(limit => opensAt(bucketOf(`${lane} ${limit.bucket}`), limit, now) <= now)
  }

  return {
    isOpen,
    admit,
    leaves,
    ended,
    closed,
    opensAt: () => Math.min(Number.POSITIVE_INFINITY, ...closedUntil.values()),
  }
}
