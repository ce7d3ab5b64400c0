// What it takes to claim 10,000 digests that are due, and 10,000 steps that are ready, on a real disk:
// `node tests/bench/digests-claim.bench.ts [rows]`. Times are the processor's for this thread, and the clock's behind them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rememberedFit as rememberedOnDiscord } from '../../src/adapters/discord/piece.ts'
import { planOnDiscord } from '../../src/adapters/discord/plan-edition.ts'
import { planEdition, rememberedFit } from '../../src/adapters/slack/edition.ts'
import { noAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import { createSchedule } from '../../src/schedule/schedule.ts'
import { zoneDataVersion } from '../../src/schedule/zone-data.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { LeasedStep } from '../../src/store/step.ts'
import type { Store } from '../../src/store/store.ts'
import { story } from '../schedule/newsroom.ts'
import { landed, OWNER } from '../store/steps.ts'
import { digestsDue } from './digests-due.ts'
import { TOPICS } from './digests-world.ts'
import type { Figure } from './figure.ts'
import { threadMs, watchingLoop } from './loop-watch.ts'

const ROWS = Number(process.argv[2] ?? 10_000)
const ROUNDS = 5
const HELD_AT_ONCE = 32
const GOAL = { claimMs: 20, blockMs: 50 } as const
const DUE_AT = Date.parse('2026-12-01T08:30:00Z')
const DAY_MS = 86_400_000

interface Took {
  readonly own: number
  readonly clock: number
}

const figures: Figure[] = []

function report(name: string, { own, clock }: Took, goal?: number): void {
  process.stdout.write(`${name.padEnd(70)} ${own.toFixed(1).padStart(9)} ms  (clock ${clock.toFixed(1)} ms)\n`)
  figures.push({ name, unit: 'ms', measured: own, ...(goal === undefined ? {} : { goal }) })
}

async function measured(act: () => Promise<unknown>): Promise<Took> {
  const [own, clock] = [threadMs(), performance.now()]
  await act()
  return { own: threadMs() - own, clock: performance.now() - clock }
}

/** The middle one of several, by its own work. */
async function often(act: () => Promise<unknown>): Promise<Took> {
  const all: Took[] = []
  for (let round = 0; round < ROUNDS; round += 1) all.push(await measured(act))
  const sorted = all.toSorted((one, other) => one.own - other.own)
  return sorted[Math.floor(ROUNDS / 2)] ?? { own: 0, clock: 0 }
}

function scheduleOn(store: Store) {
  const library = createLibrary(noAliases())
  for (const topic of TOPICS) library.put(story(`about-${topic}`, '2026-12-01', { topics: [topic] }))
  const ground = { kind: 'text', open: new Set<string>(), threads: true } as const
  // As the adapters keep them.
  const [onSlack, onDiscord] = [rememberedFit(), rememberedOnDiscord()]
  const quiet = { info: () => undefined, warn: () => undefined, error: (text: string) => process.stderr.write(text) }
  return createSchedule({
    store,
    library,
    topicTitle: slug => slug,
    planners: new Map([
      ['slack', { planEdition: post => planEdition(post, onSlack) }],
      ['discord', { planEdition: post => planOnDiscord(post, ground, onDiscord) }],
    ]),
    zoneData: zoneDataVersion(),
    lateMs: DAY_MS / 4,
    log: quiet,
    published: () => undefined,
  })
}

function leaseOf(store: Store, most: number, now: number): Promise<readonly LeasedStep[]> {
  return store.lease({
    now,
    owner: OWNER,
    platforms: ['slack', 'discord'],
    until: now + DAY_MS,
    most,
    mostUrgent: most,
    perChannel: most,
    closed: [],
    admit: () => ({ kind: 'go' }),
  })
}

const folder = mkdtempSync(join(tmpdir(), 'counterpoint-bench-'))
const store = await openSqlite(folder)
const rows = `${ROWS.toLocaleString('en')} rows`
for (const changes of digestsDue(ROWS, DUE_AT))
  await store.take(`set/${changes[0]?.subscription.id}`, [], DUE_AT, { changes })

report(`Due subscriptions, ${rows} at once`, await often(() => store.dueSubscriptions(DUE_AT, ROWS)))
report('Due subscriptions, 200 at once', await often(() => store.dueSubscriptions(DUE_AT, 200)))
/** By the clock: of a millisecond the processor's time is not exact. */
let readingMs = 0
const schedule = scheduleOn({
  ...store,
  async dueSubscriptions(...words) {
    const began = performance.now()
    const due = await store.dueSubscriptions(...words)
    readingMs += performance.now() - began
    return due
  },
})
report(`Aligning ${rows} at the start`, await measured(() => schedule.tick(DUE_AT - 1)))
readingMs = 0
const ticked = await watchingLoop(() => measured(() => schedule.tick(DUE_AT)))
report(`A tick with ${rows}: every edition kept with its steps`, ticked.result)
report('  of that, finding all that are due, a thousand at a time', { own: readingMs, clock: readingMs }, GOAL.claimMs)
report('  longest block of the event loop', { own: ticked.seen.own, clock: ticked.seen.longest }, GOAL.blockMs)

const first: LeasedStep[] = []
const inBits = await often(async () => first.push(...(await leaseOf(store, HELD_AT_ONCE, DUE_AT))))
report(`Lease of ${HELD_AT_ONCE} of these roots, as the bot does`, inBits)
let leased = 0
const whole = await measured(async () => {
  leased = (await leaseOf(store, ROWS, DUE_AT)).length
})
report(`Lease of ${leased.toLocaleString('en')} roots at once, with their payloads`, whole, GOAL.claimMs)
const settled = await measured(() => Promise.all(first.map(one => store.settle(one.key, OWNER, landed('m'), DUE_AT))))
report(`Settling ${first.length} of them together`, settled)
await schedule.close()
await store.close()
rmSync(folder, { recursive: true })
process.stdout.write(`figures ${JSON.stringify(figures)}\n`)
