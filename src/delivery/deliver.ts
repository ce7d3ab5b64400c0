import type { LeasedStep, Store } from '../store/store.ts'
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
  /** Hears that the store failed; delivery goes on by itself. */
  readonly failed: (error: unknown) => void
  readonly patience?: Patience
  /** Longer than the longest call of any carrier. Default 30 s. */
  readonly leaseMs?: number
  /** Steps under way at once. Default 16. */
  readonly most?: number
}

export interface Delivery {
  /** Something new is in the store. */
  nudge(): void
  /** Resolves when nothing is under way or ready, or when `withinMs` have passed; true in the first case. */
  idle(withinMs: number): Promise<boolean>
  /** Takes no further step; resolves when the ones under way have ended. */
  close(): Promise<void>
}

const LEASE_MS = 30_000
const MOST_AT_ONCE = 16
const AFTER_FAILURE_MS = 1_000

/** Takes what is ready in the store to the platforms, channels side by side, each step committed before the next. */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { store, owner, now } = options
  const most = options.most ?? MOST_AT_ONCE
  const underWay = new Set<Promise<void>>()
  const waiting = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let pumping: Promise<void> | undefined
  let again = false
  let closed = false

  function nudge(): void {
    if (closed) return
    again = true
    pumping ??= pump().finally(() => {
      pumping = undefined
      if (again) nudge()
      else if (underWay.size === 0) for (const resolve of waiting) resolve()
    })
  }

  async function pump(): Promise<void> {
    while (again && !closed) {
      again = false
      try {
        await fill()
      } catch (error) {
        options.failed(error)
        wakeAt(now() + AFTER_FAILURE_MS)
      }
    }
  }

  async function fill(): Promise<void> {
    const room = most - underWay.size
    if (room > 0) {
      const until = now() + (options.leaseMs ?? LEASE_MS)
      const steps = await store.lease({ now: now(), owner, platforms: platforms(), until, most: room })
      for (const step of steps) start(step)
      if (steps.length === room) return
    }
    const next = await store.nextWake(platforms())
    if (next !== undefined) wakeAt(next)
  }

  function start(step: LeasedStep): void {
    const task = carry(step).catch(options.failed)
    const ended = task.finally(() => {
      underWay.delete(ended)
      nudge()
    })
    underWay.add(ended)
  }

  async function carry(step: LeasedStep): Promise<void> {
    const carrier = options.carriers.get(step.lane.split('/', 1)[0] ?? '')
    if (carrier === undefined) throw new Error(`No carrier serves ${step.lane}.`)
    const attempted = await attempt(step, carrier, now, options.patience ?? PATIENCE)
    if (!(await store.settle(step.key, owner, attempted.outcome, now()))) return
    if (attempted.hold !== undefined) await store.hold(step.lane, attempted.hold.channel, attempted.hold.until)
    options.told(step, attempted)
  }

  function platforms(): readonly string[] {
    return [...options.carriers.keys()]
  }

  function wakeAt(at: number): void {
    clearTimeout(timer)
    timer = setTimeout(nudge, Math.min(Math.max(at - now(), 5), 60_000))
  }

  async function idle(withinMs: number): Promise<boolean> {
    if (pumping === undefined && underWay.size === 0) return true
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
    closed = true
    clearTimeout(timer)
    await pumping
    await Promise.all(underWay)
  }

  return { nudge, idle, close }
}
