import { platformOf } from '../store/lane.ts'
import type { LeasedStep, NewStep, Settled, StepOutcome } from '../store/step.ts'
import type { Admission, Store, Taken, Terms } from '../store/store.ts'
import type { Attempted, Patience } from './attempt.ts'
import { attempt, PATIENCE } from './attempt.ts'
import type { Carrier, Paced } from './carrier.ts'
import { openGate } from './gate.ts'
import { openLimits } from './limits.ts'
import type { Pace } from './pace.ts'
import { openPace } from './pace.ts'
import { openAppetite, openPlaces } from './places.ts'
import { othersTurn, sleep } from './rest.ts'

export interface DeliveryOptions {
  readonly store: Store
  /** By platform; one that is added later is served from the next nudge on. */
  readonly carriers: ReadonlyMap<string, Carrier>
  /** Names this process among those that share the store. */
  readonly owner: string
  readonly now: () => number
  /** Hears of every try, once, when it is kept. */
  readonly told: (step: LeasedStep, attempted: Attempted, settled: Exclude<Settled, 'lost'>) => void
  /** What a try says besides of that which its step belongs to: kept with it. */
  readonly judge?: (step: LeasedStep, attempted: Attempted) => Attempted
  /** Hears what the store or a carrier threw; delivery goes on by itself. */
  readonly failed: (error: unknown) => void
  /** Digests are being made: all their roots go before what stands below them. Whoever says so nudges when they are made. */
  readonly making?: () => boolean
  readonly patience?: Patience
  /** Default: the platforms' limits as they are. */
  readonly pace?: Pace
  /** At least twice the longest call of any carrier: a post begins in the first half of its lease. Default 30 s. */
  readonly leaseMs?: number
  /** Steps of one platform under way at once, and as many urgent ones; one channel gets at most a 24th of them. Default 192. */
  readonly most?: number
}

export interface Delivery {
  /** Keeps the steps under a claim, and begins with the first one if it may go now. Rejects when they could not be kept. */
  take(claim: string, steps: readonly NewStep[], terms: Omit<Terms, 'begin'>): Promise<Taken>
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
const AFTER_FAILURE_MS = 1_000
const MOMENT_MS = 50
/** Another process may die and leave steps of which nobody here was told. */
const LONGEST_SLEEP_MS = 60_000

/** Takes what is ready in the store to the platforms, channels side by side, each step committed before the next. */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { store, owner, now } = options
  const { leaseMs = LEASE_MS, pace = openPace(), patience = PATIENCE } = options
  const underWay = new Map<string, UnderWay>()
  const places = openPlaces(() => underWay.values(), options.most)
  const appetite = openAppetite()
  const waiting = new Set<() => void>()
  const limitsOf = openLimits(carrierOf)
  const stop = new AbortController()
  const leave = openGate(pace, limitsOf, now, stop.signal)
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
    let at = now()
    for (let more = true; more && !stop.signal.aborted; ) {
      at = now()
      const filled = await Promise.allSettled(platforms().map(platform => fillFor(platform, at)))
      for (const one of filled) if (one.status === 'rejected') throw one.reason
      more = filled.some(one => one.status === 'fulfilled' && one.value)
    }
    wake = Math.min((await store.nextWake(platforms(), at)) ?? Number.POSITIVE_INFINITY, pace.opensAt())
    sleepUntil(wake)
  }

  /** Each platform has places of its own: none waits for the calls of another. True when there may be more to start. */
  async function fillFor(platform: string, at: number): Promise<boolean> {
    const most = appetite.of(platform, places.free(false, platform))
    const free = { most, mostUrgent: places.free(true, platform) }
    if (free.most + free.mostUrgent === 0) return false
    let turnedAway = 0
    const goes = new Map<string, number>()
    const counted: LeasedStep[] = []
    const admit = (step: LeasedStep): Admission => {
      // The commit may have waited for long.
      const admission = pace.admit(step.lane, limitsOf(step), now())
      if (admission.kind === 'go') {
        counted.push(step)
        goes.set(step.key, admission.at)
        // What is urgent is given although its lane is closed: it would be again and again, until that opens.
      } else if (admission.kind === 'not-before' || step.urgent !== true) turnedAway += 1
      return admission
    }
    const rootsOnly = options.making?.() ?? false
    const wanted = { platforms: [platform], closed: pace.closed(at), perChannel: places.ofChannel, rootsOnly, ...free }
    const lease = store.lease({ now: at, owner, until: at + leaseMs, admit, ...wanted })
    const leased = await unlessLost(lease, counted, given => given.map(({ key }) => key))
    for (const step of leased) start(step, at, goes.get(step.key) ?? at)
    if (most > 0) appetite.fed(platform, most, leased.filter(step => step.urgent !== true).length)
    return leased.length > 0 || turnedAway > 0
  }

  /** Of what was let through, that which is not leased after all is not under way: its commit failed, or was made again. */
  async function unlessLost<Given>(
    commit: Promise<Given>,
    counted: readonly Paced[],
    keysOf: (given: Given) => readonly string[],
  ): Promise<Given> {
    const leased = new Set<string>()
    try {
      const given = await commit
      for (const key of keysOf(given)) leased.add(key)
      return given
    } finally {
      // One that was let through twice is under way once.
      for (const step of counted) if (!leased.delete(step.key)) over(step)
    }
  }

  function over(step: Paced): void {
    pace.ended(step.lane, limitsOf(step), now())
  }

  async function take(claim: string, steps: readonly NewStep[], terms: Omit<Terms, 'begin'>): Promise<Taken> {
    const at = now()
    let goesAt = at
    const counted: NewStep[] = []
    const admits = (step: NewStep) => {
      const goes = begins(step)
      if (goes === undefined) return false
      goesAt = goes
      counted.push(step)
      return true
    }
    const begin = { owner, until: at + leaseMs, admits }
    const commit = store.take(claim, steps, at, { ...terms, begin })
    const taken = await unlessLost(commit, counted, given =>
      given.kind === 'taken' && given.begun !== undefined ? [given.begun.key] : [],
    )
    if (taken.kind === 'taken') {
      // Whoever took it acknowledges it first.
      const { begun } = taken
      if (begun !== undefined) start(begun, at, goesAt, othersTurn())
      setImmediate(nudge)
    }
    return taken
  }

  /** When a step may go that is not leased with others, and its call is counted then; undefined when it has to wait. */
  function begins(step: NewStep): number | undefined {
    if (stop.signal.aborted || carrierOf(step) === undefined || !places.has(step)) return undefined
    if (!pace.isOpen(step.lane, limitsOf(step), now())) return undefined
    const admission = pace.admit(step.lane, limitsOf(step), now())
    return admission.kind === 'go' ? admission.at : undefined
  }

  function start(step: LeasedStep, at: number, goesAt: number, first: Promise<unknown> = Promise.resolve()): void {
    // A try that outlives its lease: leasing it again has only made the lease longer.
    if (underWay.has(step.key)) {
      over(step)
      return
    }
    const ended = first
      .then(() => carryInTurn(step, at, goesAt))
      .catch(options.failed)
      .finally(() => {
        done(step)
        over(step)
        nudge()
      })
    underWay.set(step.key, { step, ended })
  }

  /** The same step may be under way once more by now. */
  function done(step: LeasedStep): void {
    if (underWay.get(step.key)?.step === step) underWay.delete(step.key)
  }

  function carrierOf(step: Paced): Carrier | undefined {
    return options.carriers.get(platformOf(step.lane))
  }

  async function carryInTurn(step: LeasedStep, leasedAt: number, goesAt: number): Promise<void> {
    // Where the clock was set back meanwhile its turn comes no later.
    await sleep(Math.min(goesAt - now(), goesAt - leasedAt), stop.signal)
    await leave(step, () => carry(step, leasedAt))
  }

  async function carry(step: LeasedStep, leasedAt: number): Promise<void> {
    const carrier = carrierOf(step)
    if (carrier === undefined || stop.signal.aborted) {
      await store.settle(step.key, owner, { state: 'waiting', nextTryAt: now(), looks: step.looks }, now())
      return
    }
    const again = () => leave(step, async () => !stop.signal.aborted)
    const tried = await attempt(step, carrier, now, patience, leasedAt + leaseMs / 2, again)
    const attempted = options.judge?.(step, tried) ?? tried
    if (attempted.thrown !== undefined) options.failed(attempted.thrown)
    const { hold, outcome } = attempted
    if (hold !== undefined) await store.hold(step.lane, hold.channel, hold.until).catch(options.failed)
    const settled = await keep(step, outcome)
    if (settled !== 'lost') options.told(step, attempted, settled)
  }

  /** What is known of a try is not given up because the store fails for a while: not every step can be looked for. */
  async function keep(step: LeasedStep, outcome: StepOutcome): Promise<Settled> {
    for (let pause = AFTER_FAILURE_MS; ; pause = Math.min(pause * 2, LONGEST_SLEEP_MS)) {
      try {
        const settled = await store.settle(step.key, owner, outcome, now())
        // What is ready again may have been leased in the same commit.
        if (outcome.state === 'waiting') done(step)
        return settled
      } catch (error) {
        options.failed(error)
      }
      if (stop.signal.aborted) return 'lost'
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
    await Promise.all([...underWay.values()].map(({ ended }) => ended))
    for (const resolve of waiting) resolve()
  }

  return { take, nudge, idle, close }
}

interface UnderWay {
  readonly step: LeasedStep
  readonly ended: Promise<void>
}
