import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KeptStep } from '../../src/store/step.ts'
import type { Store } from '../../src/store/store.ts'
import { subscription } from '../store/subscriptions.ts'

const SCRIPT = join(import.meta.dirname, '..', 'store', 'taker.ts')
const PARTS = 3
const ROUNDS = 150

/** A new store for several processes. */
export interface SharedPlace {
  /** A folder, or the address of a PostgreSQL database. */
  readonly address: string
  open(): Promise<Store>
  remove(): Promise<void>
}

interface Taker {
  /** What it said it won, so far. */
  readonly won: readonly string[]
  /** Resolves with the exit code or signal, when everything it said was read. */
  readonly end: Promise<unknown>
  kill(): void
}

/** What must hold when several processes use one store, and when one of them is killed. */
export function processesContract(name: string, makePlace: () => Promise<SharedPlace>): void {
  const children: ChildProcess[] = []
  let place: SharedPlace

  function startTaker(taker: string, most: number, onWon: (count: number) => void = () => undefined): Taker {
    const args = ['--disable-warning=ExperimentalWarning', SCRIPT, place.address, taker, String(most)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    const won: string[] = []
    createInterface({ input: child.stdout }).on('line', line => onWon(won.push(line)))
    const end = once(child, 'close').then(([code, signal]: unknown[]) => signal ?? code)
    return { won, end, kill: () => child.kill('SIGKILL') }
  }

  async function asked<Result>(what: (store: Store) => Promise<Result>): Promise<Result> {
    const store = await place.open()
    try {
      return await what(store)
    } finally {
      await store.close()
    }
  }

  const kept = async (): Promise<ReadonlyMap<string, readonly KeptStep[]>> =>
    Map.groupBy(await asked(store => store.steps()), one => one.claim)

  describe(name, () => {
    beforeEach(async () => {
      place = await makePlace()
    })
    afterEach(async () => {
      for (const child of children.splice(0)) child.kill('SIGKILL')
      await place.remove()
    })

    test('two processes that race for the same claims and editions, from the first opening on, take each exactly once', async () => {
      const racers = [startTaker('one', ROUNDS), startTaker('two', ROUNDS)]
      const ends = await Promise.all(racers.map(racer => racer.end))
      const won = racers.flatMap(racer => racer.won)
      const claims = await kept()
      const whole = [...claims.values()].filter(steps => steps.length === PARTS)
      const editions = await asked(store => store.editions('raced', 2 * ROUNDS))
      const posted = editions.filter(one => one.steps.waiting === 1)
      expect([ends, won.length, new Set(won).size, whole.length, editions.length, posted.length]).toEqual([
        [0, 0],
        2 * ROUNDS,
        2 * ROUNDS,
        ROUNDS,
        ROUNDS,
        ROUNDS,
      ])
    })

    test('a writer that is killed in the middle leaves everything that it won, and nothing by half', async () => {
      const taker = startTaker('one', 1_000_000, count => {
        if (count === 40) taker.kill()
      })
      const end = await taker.end
      const claims = await kept()
      const lost = taker.won.filter(claim => claims.get(claim)?.length !== partsOf(claim))
      const half = [...claims].filter(([claim, steps]) => steps.length !== partsOf(claim))
      const [one] = await asked(store => store.subscriptions({ id: 'raced' }))
      expect([end, taker.won.length >= 40, lost, half, one?.nextAt]).toEqual([
        'SIGKILL',
        true,
        [],
        [],
        subscription('raced').nextAt,
      ])
    })
  })
}

function partsOf(claim: string): number {
  return claim.startsWith('edition/') ? 1 : PARTS
}
