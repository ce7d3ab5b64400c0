import { vi } from 'vitest'
import type { Attempted } from '../../src/delivery/attempt.ts'
import type { Delivery, DeliveryOptions } from '../../src/delivery/deliver.ts'
import { startDelivery } from '../../src/delivery/deliver.ts'
import type { NewStep } from '../../src/store/step.ts'
import type { Store } from '../../src/store/store.ts'
import { sqliteHome } from '../store/sqlite-home.ts'
import { OWNER, states, T0 } from '../store/steps.ts'
import type { Town, TownRules } from './town.ts'
import { openTown } from './town.ts'

/** A real store, a town and a delivery between them, at `T0` by a clock that only the test moves. */
export interface Room {
  readonly store: Store
  readonly town: Town
  readonly delivery: Delivery
  /** What was told, in order: `a posted`. */
  readonly told: readonly string[]
  readonly failures: readonly unknown[]
  /** Takes the steps under a new claim and nudges. */
  take(...steps: readonly NewStep[]): Promise<void>
  states(): Promise<Record<string, string>>
  leave(): Promise<void>
}

export interface RoomOptions extends Partial<Omit<DeliveryOptions, 'carriers'>> {
  /** What stands between the delivery and the store. */
  readonly around?: (store: Store) => Store
}

export async function openRoom(weather: TownRules['weather'] | TownRules, options: RoomOptions = {}): Promise<Room> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: T0 })
  const home = sqliteHome()
  // Time stands still here between two turns of the loop: what is asked for is committed at once.
  const store = await home.open(queueMicrotask)
  const town = openTown(typeof weather === 'function' ? { weather } : weather)
  const told: string[] = []
  const failures: unknown[] = []
  const { around = (same: Store) => same, ...rest } = options
  const delivery = startDelivery({
    store: around(store),
    carriers: new Map([['slack', town.carrier]]),
    owner: OWNER,
    now: Date.now,
    told: (step, { outcome }: Attempted) => told.push(`${step.key} ${outcome.state}`),
    failed: error => failures.push(error),
    ...rest,
  })
  let claims = 0
  return {
    store,
    town,
    delivery,
    told,
    failures,
    async take(...steps) {
      claims += 1
      await store.take(`ask${claims}`, steps, Date.now())
      delivery.nudge()
    },
    states: () => states(store),
    async leave() {
      await delivery.close()
      await store.close()
      await home.remove()
      vi.useRealTimers()
    },
  }
}

/** Lets `ms` pass, and everything happen that happens by itself meanwhile. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
}
