import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { startDelivery } from '../../src/delivery/deliver.ts'
import type { NewStep } from '../../src/store/step.ts'
import { MINUTE, STRANGER, step } from '../store/steps.ts'
import type { Room } from './room.ts'
import { openRoom, pass } from './room.ts'
import type { Weather } from './town.ts'

const FINAL = new Set(['posted', 'refused', 'in-doubt', 'dropped'])
const CHANNELS = ['a', 'b', 'c']
const MOST_STEPS = 12

interface Plan {
  readonly under: number | undefined
  readonly ifRefused: number | undefined
  readonly after: number | undefined
  readonly channel: number
  readonly weather: readonly Weather[]
  /** What each look comes to. */
  readonly sights: readonly ('clear' | 'later' | 'never' | 'throws')[]
  readonly slowMs: number
  /** How long after the first claim it is kept. */
  readonly laterMs: number
}

const weather: fc.Arbitrary<Weather> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Weather>('lands') },
  fc.constantFrom<Weather>('lands-unheard', 'lands-unheard', 'lost', 'refused', 'throws'),
  fc.record({ wait: fc.integer({ min: -1, max: 40_000 }), scope: fc.constantFrom('channel', 'lane') }),
)
const earlier = fc.option(fc.nat(MOST_STEPS - 1), { nil: undefined, freq: 1 })
const plan: fc.Arbitrary<Plan> = fc.record({
  under: earlier,
  ifRefused: fc.option(fc.nat(MOST_STEPS - 1), { nil: undefined, freq: 5 }),
  after: earlier,
  channel: fc.nat(CHANNELS.length - 1),
  weather: fc.array(weather, { maxLength: 5 }),
  sights: fc.array(fc.constantFrom('clear', 'clear', 'clear', 'later', 'never', 'throws'), { maxLength: 4 }),
  slowMs: fc.constantFrom(0, 0, 3, 9_000),
  laterMs: fc.constantFrom(0, 0, 0, 5, 30_000),
})
const plans = fc.array(plan, { minLength: 1, maxLength: MOST_STEPS })

/** Each step waits only for steps before it, as a store demands. */
function stepsOf(all: readonly Plan[]): readonly NewStep[] {
  const before = (n: number, other: number | undefined) =>
    other === undefined || n === 0 ? undefined : `s${other % n}`
  return all.map((one, n) => {
    const [under, ifRefused, after] = [before(n, one.under), before(n, one.ifRefused), before(n, one.after)]
    return step(`s${n}`, {
      channel: CHANNELS[one.channel] ?? 'a',
      secret: 'token',
      ...(under === undefined ? {} : { under }),
      ...(ifRefused === undefined ? {} : { ifRefused }),
      ...(after === undefined ? {} : { after }),
    })
  })
}

function openCity(all: readonly Plan[]): Promise<Room> {
  const planOf = (key: string) => all[Number(key.slice(1))]
  const looked = new Map<string, number>()
  return openRoom({
    weather: async ({ key }, tries) => {
      const slowMs = planOf(key)?.slowMs ?? 0
      if (slowMs > 0) await new Promise(resolve => setTimeout(resolve, slowMs))
      return planOf(key)?.weather[tries] ?? 'lands'
    },
    sight: ({ key }) => {
      const looks = looked.get(key) ?? 0
      looked.set(key, looks + 1)
      switch (planOf(key)?.sights[looks] ?? 'clear') {
        case 'clear':
          return undefined
        case 'later':
          return { kind: 'try-later', retryAfterMs: 700, reason: 'Too many looks.' }
        case 'never':
          return { kind: 'cannot-look', reason: 'Only its reader sees it.' }
        case 'throws':
          throw new Error('a mistake in the adapter')
      }
    },
  })
}

/** A second process that serves the same store and the same town. */
function neighbour(room: Room) {
  return startDelivery({
    store: room.store,
    carriers: new Map([['slack', room.town.carrier]]),
    owner: STRANGER,
    now: Date.now,
    told: () => undefined,
    failed: () => undefined,
  })
}

async function keepAll(room: Room, all: readonly Plan[], steps: readonly NewStep[], nudge: () => void): Promise<void> {
  for (const [n, one] of steps.entries()) {
    if ((all[n]?.laterMs ?? 0) > 0) await pass(all[n]?.laterMs ?? 0)
    await room.take(one)
    nudge()
  }
}

afterEach(() => vi.useRealTimers())

test('whatever the weather, two processes bring every step to its end, post nothing twice, and keep the order', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async all => {
      const room = await openCity(all)
      const steps = stepsOf(all)
      const other = neighbour(room)
      await keepAll(room, all, steps, other.nudge)
      await pass(20 * MINUTE)
      const states = await room.states()
      const posted = room.town.posted.map(one => one.key)
      await other.close()
      await room.leave()

      expect(Object.entries(states).filter(([, state]) => !FINAL.has(state))).toEqual([])
      expect(posted).toEqual([...new Set(posted)])
      const wrong = steps.filter(one => {
        const place = posted.indexOf(one.key)
        if (place < 0) return states[one.key] === 'posted'
        const early = [one.under, one.after].some(key => key !== undefined && posted.indexOf(key) > place)
        const rootless = one.under !== undefined && states[one.under] !== 'posted'
        const needless = one.ifRefused !== undefined && states[one.ifRefused] !== 'refused'
        return early || rootless || needless
      })
      expect(wrong).toEqual([])
    }),
    { numRuns: 40 },
  )
})
