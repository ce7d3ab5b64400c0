import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { planEdition } from '../../src/adapters/slack/edition.ts'
import { noAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import type { Story } from '../../src/core/story/story.ts'
import { startDelivery } from '../../src/delivery/deliver.ts'
import { planned } from '../../src/schedule/due.ts'
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts'
import { timedOf, withNext } from '../../src/schedule/timed.ts'
import type { Change, Store } from '../../src/store/store.ts'
import type { Tells } from '../../src/store/subscription.ts'
import type { StoreHome } from '../contracts/store-contract.ts'
import { openTown, type Weather } from '../delivery/town.ts'
import { pgliteHome } from '../store/pglite-home.ts'
import { sqliteHome } from '../store/sqlite-home.ts'
import { DAY, HOUR, MINUTE, story, wish, ZONE_DATA } from './newsroom.ts'

const START = Date.parse('2026-12-01T06:00:00Z')
const FINAL = new Set(['posted', 'refused', 'in-doubt', 'dropped'])
const never = new Promise<never>(() => undefined)

const weather: fc.Arbitrary<Weather> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Weather>('lands') },
  fc.constantFrom<Weather>('lands-unheard', 'lands-unheard', 'lost', 'refused', 'throws'),
  fc.record({ wait: fc.integer({ min: 1, max: 40_000 }), scope: fc.constantFrom('channel', 'lane') }),
)
const who = fc.constantFrom('first', 'second', 'both')
const which = fc.nat(2)
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.constantFrom(50, 1_000, MINUTE) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tick'), who }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('come due'), who }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write'), id: fc.nat(3), anew: fc.boolean() }) },
  fc.record({ kind: fc.constant('take out'), id: fc.nat(3) }),
  fc.record({ kind: fc.constant('change'), which, hour: fc.constantFrom(7, 8, 9, 18), ticking: fc.boolean() }),
  fc.record({ kind: fc.constant('stop and set anew'), which }),
  fc.record({ kind: fc.constant('kill'), which }),
  fc.record({ kind: fc.constant('set the clock'), by: fc.constantFrom(-2 * DAY, -HOUR, -5 * MINUTE, HOUR, 2 * DAY) }),
)
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

afterEach(() => vi.useRealTimers())

const today = () => new Date(Date.now()).toISOString().slice(0, 10)
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** Time goes on until it has come. */
async function come<Result>(coming: Promise<Result>): Promise<Result> {
  const over = { now: false }
  const end = () => {
    over.now = true
  }
  coming.then(end, end)
  while (!over.now) {
    await pass(1)
    await new Promise(resolve => setImmediate(resolve))
  }
  return coming
}

/** Two processes on one store, a town that both post to, and three digests in two channels. */
async function openNewsroom(home: StoreHome, weathers: readonly Weather[]) {
  const library = createLibrary(noAliases())
  const told = new Map<string, readonly Tells[]>()
  const errors: string[] = []
  const written = new Map<number, Story>()
  let states = 0
  const store = await home.open(queueMicrotask)
  let tries = 0
  let lives = 0
  let claims = 0
  const sky = { isClear: false }
  const town = openTown({
    weather() {
      tries += 1
      return (sky.isClear ? undefined : weathers[tries % Math.max(1, weathers.length)]) ?? 'lands'
    },
  })

  async function born() {
    lives += 1
    const owner = `here/${lives}/life`
    const own = await home.open(queueMicrotask)
    const life = { isOver: false }
    const publish: Store['publish'] = async (edition, steps, ...more) => {
      const isKept = await own.publish(edition, steps, ...more)
      // Two who make the same edition at once give its steps the same keys, and may tell different stories.
      for (const { key, tells } of steps) if (isKept && tells !== undefined) told.set(key, tells)
      return isKept
    }
    let schedule: Schedule | undefined
    const delivery = startDelivery({
      store: own,
      // Of whoever is killed a call may land, and its answer is not heard.
      carriers: new Map([
        ['slack', { ...town.carrier, post: async step => (life.isOver ? never : town.carrier.post(step)) }],
      ]),
      owner,
      now: Date.now,
      told: step => schedule?.tried(step),
      failed: () => undefined,
      making: () => schedule?.making() ?? false,
    })
    const log = { info: () => undefined, warn: () => undefined, error: (said: string) => void errors.push(said) }
    const made = createSchedule({
      store: { ...own, publish },
      library,
      topicTitle: slug => slug,
      planners: new Map([['slack', { planEdition }]]),
      zoneData: ZONE_DATA,
      lateMs: 6 * HOUR,
      log,
      published: delivery.nudge,
    })
    schedule = made
    let shown = 0
    await own.setBack(Date.now(), false)
    delivery.nudge()
    return {
      owner,
      life,
      delivery,
      async tick() {
        const at = Date.now()
        if (shown - at > MINUTE && (await own.setBack(at, true)) > 0) delivery.nudge()
        shown = at
        await made.tick(at)
      },
      close: async () => {
        await delivery.close()
        await own.close()
      },
    }
  }

  async function change(...changes: readonly Change[]): Promise<void> {
    claims += 1
    await store.take(`change${claims}`, [], Date.now(), { changes })
  }

  async function subscribe(nth: number): Promise<void> {
    const id = `digest${nth}x${claims}`
    const plan = { days: 'daily', hour: 8, minute: 30, zone: 'Europe/Berlin' } as const
    const next = planned({ id, plan }, Date.now())
    const row = { id, lane: 'slack/T01', channel: nth < 2 ? 'news' : 'general', plan: JSON.stringify(plan) }
    const layout = nth === 1 ? 'full' : 'compact'
    const set = { by: 'ana', setAt: Date.now(), refusals: 0, zoneData: ZONE_DATA, wish: wish({ layout }) }
    const subscription = { ...row, ...set, nextAt: next.at, nextNominal: next.nominal }
    await change({ kind: 'subscribe', subscription })
  }

  /** A story that nobody has had in this state, or as it was written last. */
  function write(nth: number, anew: boolean): void {
    const last = written.get(nth)
    const next =
      last !== undefined && !anew ? last : story(`s${nth}`, today(), { title: `The harbor in state ${states}` })
    states += 1
    written.set(nth, next)
    library.put(next)
  }

  const processes = [await born(), await born()]
  for (const nth of [0, 1, 2]) await subscribe(nth)
  return { library, told, errors, store, town, sky, processes, born, change, subscribe, write }
}

type Newsroom = Awaited<ReturnType<typeof openNewsroom>>

function tick({ processes }: Newsroom, some: string): Promise<unknown> {
  const ticking = processes.filter((_, index) => some === 'both' || (some === 'first') === (index === 0))
  return come(Promise.all(ticking.map(one => one.tick())))
}

async function comeDue(room: Newsroom, some: string): Promise<void> {
  const next = await room.store.nextDue()
  if (next !== undefined && next > Date.now()) vi.setSystemTime(Math.min(next, Date.now() + 3 * DAY))
  for (const { delivery } of room.processes) delivery.nudge()
  await tick(room, some)
}

async function live(room: Newsroom, one: Act): Promise<void> {
  const rows = await room.store.subscriptions({})
  const row = 'which' in one ? rows[one.which] : undefined
  if ('ms' in one) await pass(one.ms)
  else if ('anew' in one) room.write(one.id, one.anew)
  else if ('id' in one) room.library.remove(`s${one.id}`)
  else if ('by' in one) vi.setSystemTime(Date.now() + one.by)
  else if ('who' in one) await (one.kind === 'tick' ? tick : comeDue)(room, one.who)
  else if ('hour' in one) {
    if (row === undefined) return
    const plan = { days: 'daily', hour: one.hour, minute: 30, zone: 'Europe/Berlin' } as const
    const { id, lastNominal: last, halted: _halted, ...kept } = row
    const next = planned({ id, plan, last, next: timedOf(row)?.next }, Date.now())
    const ticking = one.ticking ? tick(room, 'second') : undefined
    const fresh = { ...kept, id, plan: JSON.stringify(plan), setAt: Date.now(), refusals: 0 }
    await room.change({ kind: 'subscribe', subscription: withNext(fresh, next, ZONE_DATA) })
    await ticking
  } else if (one.kind === 'kill') {
    const [old] = room.processes.splice(one.which % 2, 1)
    if (old === undefined) return
    old.life.isOver = true
    void old.delivery.close()
    room.processes.push(await room.born())
    await room.store.release(owner => owner === old.owner, Date.now())
  } else if (row !== undefined) {
    await room.change({ kind: 'unsubscribe', id: row.id })
    await room.subscribe(one.which)
  }
}

/** What is wrong with all that was posted, when all is calm again and a last story has come. */
async function wrongAfter(room: Newsroom): Promise<readonly string[]> {
  room.sky.isClear = true
  for (let day = 0; day < 5; day += 1) {
    if (day === 4) room.library.put(story('last', today(), { title: 'The last harbor is closed' }))
    for (let nth = 0; nth < 2; nth += 1) {
      await comeDue(room, 'both')
      await pass(3 * MINUTE)
    }
  }
  const wrong = [...room.errors]
  const steps = await room.store.steps()
  for (const { key, state } of steps) if (!FINAL.has(state)) wrong.push(`${key} is ${state}`)
  const { posted } = room.town
  if (new Set(posted.map(({ key }) => key)).size !== posted.length) wrong.push('A message stands there twice.')
  const versions = new Map<string, string>()
  for (const { key, channel } of posted) {
    for (const { story: id, hash } of room.told.get(key) ?? []) {
      if (versions.get(`${channel} ${id}`) === hash) wrong.push(`${channel} has had ${id} twice.`)
      versions.set(`${channel} ${id}`, hash)
    }
  }
  const news = await room.store.told({ lane: 'slack/T01', channel: 'news', since: 0 })
  const halted = (await room.store.subscriptions({})).some(one => one.halted !== undefined)
  if (!halted && !news.some(one => one.story === 'last')) wrong.push('The last story never came.')
  return wrong
}

test.each([
  ['SQLite', async () => sqliteHome(), 20],
  ['PostgreSQL', pgliteHome, 4],
] as const)(
  'two processes on %s tell each channel all news once, whatever people, the platform and the clock do',
  async (_, homeOf, numRuns) => {
    const days = fc.asyncProperty(
      fc.array(act, { minLength: 10, maxLength: 30 }),
      fc.array(weather, { minLength: 1, maxLength: 8 }),
      async (acts, weathers) => {
        vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: START })
        const home = await homeOf()
        const room = await openNewsroom(home, weathers)
        for (const one of acts) await live(room, one)
        const wrong = await wrongAfter(room)
        await Promise.all(room.processes.map(one => one.close()))
        await room.store.close()
        await home.remove()
        vi.useRealTimers()
        expect(wrong).toEqual([])
      },
    )
    await fc.assert(days, { numRuns, seed: 20_261_122 })
  },
)
