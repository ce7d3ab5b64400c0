import type { LeasedStep, StepOutcome, Store } from '../store/store.ts'
import type { Attempted, Patience } from './attempt.ts'
import { attempt, PATIENCE } from './attempt.ts'
import type { Carrier } from './carrier.ts'

export interface DeliveryOptions {
  readonly store: Store
  /** By platform; one that is added later is served from the next nudge on. */
  readonly carriers: ReadonlyMap<string, Carrier>
  /** Names this process among those that share the store. */
  readonly owner: string
  readonly now: () => number
  /** Hears of every try, once. */
  readonly told: (step: LeasedStep, attempted: Attempted) => void
  /** Hears what the store or a carrier threw; delivery goes on by itself. */
  readonly failed: (error: unknown) => void
  readonly patience?: Patience
  /** At least twice the longest call of any carrier: a post begins in the first half of its lease. Default 30 s. */
  readonly leaseMs?: number
  /** Steps under way at once; one channel gets at most a quarter of them. Default 32. */
  readonly most?: number
}

export interface Delivery {
  /** Something new is in the store. */
  nudge(): void
  /**
   * Resolves when nothing is under way or ready, now or in the next moment, or when `withinMs` have passed; true in the
   * first case.
   */
  idle(withinMs: number): Promise<boolean>
  /** Takes no further step; resolves when the ones under way have ended. */
  close(): Promise<void>
}

const LEASE_MS = 30_000
/** Twenty people who ask in one channel at the same moment are answered within Discord's three seconds. */
const MOST_AT_ONCE = 32
const CHANNELS_AT_ONCE = 4
const AFTER_FAILURE_MS = 1_000
const MOMENT_MS = 50
/** Another process may die and leave steps of which nobody here was told. */
const LONGEST_SLEEP_MS = 60_000

/** Takes what is ready in the store to the platforms, channels side by side, each step committed before the next. */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { store, owner, now } = options
  const most = options.most ?? MOST_AT_ONCE
  const perChannel = Math.max(1, Math.floor(most / CHANNELS_AT_ONCE))
  const leaseMs = options.leaseMs ?? LEASE_MS
  const underWay = new Map<string, Promise<void>>()
  const waiting = new Set<() => void>()
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let pumping: Promise<void> | undefined
  let again = false
  /** The store could not be asked: what is ready is not known. */
  let blind = false
  /** When something waits to become ready. */
  let wake = Number.POSITIVE_INFINITY

  function nudge(): void {
    if (stop.signal.aborted) return
    again = true
    pumping ??= pump().finally(() => {
      pumping = undefined
      if (again) nudge()
      if (atRest()) for (const resolve of waiting) resolve()
    })
  }

  async function pump(): Promise<void> {
    while (again && !stop.signal.aborted) {
      again = false
      try {
        await fill()
        blind = false
      } catch (error) {
        blind = true
        options.failed(error)
        sleepUntil(now() + AFTER_FAILURE_MS)
      }
    }
  }

  /** Starts what is ready. Where no place is left, the end of a step nudges. */
  async function fill(): Promise<void> {
    while (underWay.size < most && !stop.signal.aborted) {
      const at = now()
      const until = at + leaseMs
      const leased = await store.lease({
        now: at,
        owner,
        platforms: platforms(),
        until,
        most: most - underWay.size,
        perChannel,
      })
      for (const step of leased) start(step, at)
      if (leased.length > 0) continue
      wake = (await store.nextWake(platforms(), at)) ?? Number.POSITIVE_INFINITY
      sleepUntil(wake)
      return
    }
  }

  function start(step: LeasedStep, at: number): void {
    // A try that outlives its lease: leasing it again has only made the lease longer.
    if (underWay.has(step.key)) return
    const ended = carry(step, at)
      .catch(options.failed)
      .finally(() => {
        underWay.delete(step.key)
        nudge()
      })
    underWay.set(step.key, ended)
  }

  async function carry(step: LeasedStep, leasedAt: number): Promise<void> {
    const carrier = options.carriers.get(step.lane.split('/', 1)[0] ?? '')
    if (carrier === undefined || stop.signal.aborted) {
      await store.settle(step.key, owner, { state: 'waiting', nextTryAt: now(), looks: step.looks }, now())
      return
    }
    const attempted = await attempt(step, carrier, now, options.patience ?? PATIENCE, leasedAt + leaseMs / 2)
    if (attempted.thrown !== undefined) options.failed(attempted.thrown)
    const { hold } = attempted
    if (hold !== undefined) await store.hold(step.lane, hold.channel, hold.until).catch(options.failed)
    if (await keep(step, attempted.outcome)) options.told(step, attempted)
  }

  /** What is known of a try is not given up because the store fails for a while: not every step can be looked for. */
  async function keep(step: LeasedStep, outcome: StepOutcome): Promise<boolean> {
    for (let pause = AFTER_FAILURE_MS; ; pause = Math.min(pause * 2, LONGEST_SLEEP_MS)) {
      try {
        return await store.settle(step.key, owner, outcome, now())
      } catch (error) {
        options.failed(error)
      }
      if (stop.signal.aborted) return false
      await sleep(pause, stop.signal)
    }
  }

  function platforms(): readonly string[] {
    return [...options.carriers.keys()]
  }

  function sleepUntil(at: number): void {
    clearTimeout(timer)
    if (stop.signal.aborted) return
    timer = setTimeout(nudge, Math.min(Math.max(at - now(), 1), LONGEST_SLEEP_MS))
  }

  function atRest(): boolean {
    if (stop.signal.aborted) return underWay.size === 0 && pumping === undefined
    return underWay.size === 0 && pumping === undefined && !blind && wake > now() + MOMENT_MS
  }

  async function idle(withinMs: number): Promise<boolean> {
    if (atRest()) return true
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const rested = () => resolve(true)
    waiting.add(rested)
    const deadline = setTimeout(() => resolve(false), withinMs)
    const result = await promise
    clearTimeout(deadline)
    waiting.delete(rested)
    return result
  }

  async function close(): Promise<void> {
    stop.abort()
    clearTimeout(timer)
    await pumping
    await Promise.all(underWay.values())
    for (const resolve of waiting) resolve()
  }

  return { nudge, idle, close }
}

/** Resolves after `ms`, or when `signal` says so. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
