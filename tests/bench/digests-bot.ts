// The bot of `npm run bench -- digests`, in a process of its own: the real store, schedule, outbox, commands and adapters, put
// together as src/app.ts does it, and beside the installation of each platform's emulator many more of a model.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import type { Adapter } from '../../src/adapters/adapter.ts'
import { rememberedFit } from '../../src/adapters/discord/piece.ts'
import { planOnDiscord } from '../../src/adapters/discord/plan-edition.ts'
import { makeAdapters } from '../../src/adapters/make-adapters.ts'
import { openDesk } from '../../src/commands/desk.ts'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { storyCommand } from '../../src/commands/story.ts'
import { readConfig } from '../../src/config.ts'
import { noAliases } from '../../src/core/library/aliases.ts'
import type { Carrier } from '../../src/delivery/carrier.ts'
import { startDelivery } from '../../src/delivery/deliver.ts'
import { openPace } from '../../src/delivery/pace.ts'
import type { Planner } from '../../src/schedule/edition.ts'
import { createSchedule } from '../../src/schedule/schedule.ts'
import { judgeStep } from '../../src/schedule/verdict.ts'
import { zoneDataVersion } from '../../src/schedule/zone-data.ts'
import { openNewsroom } from '../../src/sources/newsroom.ts'
import { openStore } from '../../src/store/open.ts'
import type { Change } from '../../src/store/store.ts'
import type { Subscription } from '../../src/store/subscription.ts'
import { audit } from './digests-audit.ts'
import { dailyDigest } from './digests-due.ts'
import type { ModelTown } from './digests-town.ts'
import { discordHold, openModel, slackHold } from './digests-town.ts'
import type { DigestReport } from './digests-world.ts'
import { TOPICS, WORLD } from './digests-world.ts'
import { threadMs, watchingLoop } from './loop-watch.ts'

type Platform = 'slack' | 'discord'
const PLATFORMS = ['slack', 'discord'] as const
const SUBSCRIBED_AT_ONCE = 500
const WATCH_EVERY_MS = 100
const END_WITHIN_MS = 20 * 60_000
/** The application whose servers are the model's. */
const MODEL = 'model'

const world = WORLD.parse(JSON.parse(process.argv[2] ?? ''))
const config = readConfig(process.env)
const complaints: string[] = []
const complain = (message: string, detail?: unknown) => {
  if (complaints.length < 20) complaints.push(`${message} ${JSON.stringify(detail ?? {})}`)
}
const log = { info: () => undefined, warn: complain, error: complain }
const failed = (error: unknown) => complain(String(error))

mkdirSync(config.dataDir, { recursive: true })
const store = await openStore({ dataDir: config.dataDir, aside: 'when-busy' })
const { library, live } = await openNewsroom(config.storiesDir, noAliases(), log)
const adapters = await makeAdapters({ config, log, now: Date.now })
const models = {
  slack: openModel({ callMs: world.callMs, hold: slackHold(world.times) }),
  discord: openModel({ callMs: world.callMs, hold: discordHold(world.times) }),
} as const satisfies Record<Platform, ModelTown>

const carriers = new Map<string, Carrier>()
const planners = new Map<string, Planner>()
/** The lane that the emulator is, by platform. */
const real = new Map<string, string>()

let rootsLeft = world.digests
const rooted = Promise.withResolvers<void>()
const delivery = startDelivery({
  store,
  carriers,
  owner: 'bench',
  now: Date.now,
  pace: openPace(world.times),
  judge: judgeStep,
  told: (step, attempted, settled) => {
    schedule.tried(step)
    if (step.under === undefined && step.claim.startsWith('edition/') && attempted.outcome.state === 'posted') {
      rootsLeft -= 1
      if (rootsLeft === 0) rooted.resolve()
    }
    if (settled === 'halted') complain('A digest was halted.', { channel: step.channel })
  },
  failed,
  making: () => schedule.making(),
})
const schedule = createSchedule({
  store,
  library,
  topicTitle: slug => slug,
  planners,
  zoneData: zoneDataVersion(),
  lateMs: 6 * 3_600_000,
  log: { ...log, info: () => undefined },
  published: delivery.nudge,
})
const rules = { ...HOUSE_RULES, defaults: { ...HOUSE_RULES.defaults, repeat: 0 } }
const desk = openDesk({
  commands: [storyCommand(library, { store, rules, topicTitle: slug => slug })],
  delivery,
  queue: rules.queue,
  note: () => Promise.resolve(undefined),
})

/** The adapter for the installation that it is connected to, the model for the others. */
function sharedCarrier(adapter: Adapter, platform: Platform): Carrier {
  const own = (lane: string) => lane === real.get(platform)
  return {
    platform,
    limits: step => adapter.limits(step),
    post: step => (own(step.lane) ? adapter.post(step) : models[platform].post(step)),
    find: step => (own(step.lane) ? adapter.find(step) : Promise.resolve({ kind: 'absent' })),
  }
}

/** Of the model's servers the gateway tells nothing: each of their channels is one for text without open threads. */
function sharedPlanner(adapter: Adapter, platform: Platform): Planner {
  const fit = rememberedFit()
  const ground = { kind: 'text', open: new Set<string>(), threads: true } as const
  const own = (lane: string) => lane === real.get(platform)
  return {
    sharesLimit: adapter.sharesLimit === true,
    planEdition: post =>
      platform === 'slack' || own(post.subscription.lane)
        ? adapter.planEdition(post)
        : planOnDiscord(post, ground, fit),
  }
}

async function connect(adapter: Adapter, platform: Platform): Promise<void> {
  const known = Promise.withResolvers<void>()
  const quiet = () => undefined
  await adapter.connect(desk, {
    carries() {
      carriers.set(platform, sharedCarrier(adapter, platform))
      planners.set(platform, sharedPlanner(adapter, platform))
    },
    lost: failed,
    gone: quiet,
    back: (installation: string) => learn(installation),
    within: (installation: string) => learn(installation),
    pulse: { up: quiet, down: quiet, event: quiet, acknowledged: quiet },
  })
  await known.promise

  function learn(installation: string): void {
    real.set(platform, `${platform}/${installation}`)
    known.resolve()
  }
}

/** The digests of one platform: as many in each installation, in its channels in turn, each with a topic of its own. */
function subscriptionsOf(platform: Platform, dueAt: number): readonly Subscription[] {
  const own = world.channels[platform]
  return Array.from({ length: world.digests / 2 }, (_, n) => {
    const installation = n % world.installations
    const place = Math.floor(n / world.installations)
    const channel = own[place % own.length] ?? ''
    const topic = TOPICS[Math.floor(place / own.length) % TOPICS.length] ?? ''
    const space = `${platform}-${installation}`
    return dailyDigest(dueAt, {
      id: `${platform.slice(0, 1)}${n}`.padEnd(8, 'x'),
      lane: installation === 0 ? (real.get(platform) ?? '') : modelLane(platform, installation),
      space,
      channel: installation === 0 ? channel : `${space}-${channel}`,
      topic,
    })
  })
}

/** A workspace of Slack is an installation of its own; a server of Discord belongs to an application. */
function modelLane(platform: Platform, installation: number): string {
  return platform === 'slack' ? `slack/W${installation}` : `discord/${MODEL}`
}

async function subscribe(dueAt: number): Promise<void> {
  const [slack, discord] = PLATFORMS.map(platform => subscriptionsOf(platform, dueAt))
  const all = (slack ?? []).flatMap((one, n) => [one, ...(discord?.slice(n, n + 1) ?? [])])
  for (let from = 0; from < all.length; from += SUBSCRIBED_AT_ONCE) {
    const changes = all
      .slice(from, from + SUBSCRIBED_AT_ONCE)
      .map((subscription): Change => ({ kind: 'subscribe', subscription }))
    await store.take(`subscribe/${from}`, [], dueAt - 86_400_000, { changes })
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

function residentMb(): number {
  return process.memoryUsage.rss() / 1e6
}

function say(message: unknown): void {
  process.send?.(message)
}

async function run(dueAt: number, alignMs: number): Promise<DigestReport> {
  const memoryBefore = residentMb()
  let memoryMost = memoryBefore
  const watch = setInterval(() => {
    memoryMost = Math.max(memoryMost, residentMb())
  }, WATCH_EVERY_MS)
  const began = { monotonic: performance.now(), clock: Date.now() }
  const worked = threadMs()
  const ticked = await watchingLoop(() => timed(() => schedule.tick(dueAt)))
  const tickOwnMs = threadMs() - worked
  const delivered = await watchingLoop<unknown>(() => (world.replies ? delivery.idle(END_WITHIN_MS) : rooted.promise))
  clearInterval(watch)
  const database = new DatabaseSync(join(config.dataDir, 'counterpoint.sqlite'), { readOnly: true })
  const of = (platform: Platform) =>
    audit(database, {
      platform,
      landed: models[platform].landed,
      turnedAway: models[platform].turnedAway(),
      real: real.get(platform) ?? '',
      replies: world.replies,
      began,
    })
  const [slack, discord] = [of('slack'), of('discord')]
  database.close()
  return {
    kind: 'report',
    slack,
    discord,
    tickMs: ticked.result,
    tickOwnMs,
    alignMs,
    tickBlock: { longest: ticked.seen.longest, own: ticked.seen.own },
    deliveryBlock: { longest: delivered.seen.longest, own: delivered.seen.own },
    memoryBefore,
    memoryMost,
    complaints,
  }
}

for (const adapter of adapters) await connect(adapter, adapter.platform === 'slack' ? 'slack' : 'discord')
const dueAt = Math.floor(Date.now() / 60_000) * 60_000
await subscribe(dueAt)
const alignMs = await timed(() => schedule.tick(dueAt - 1))
// In life a minute lies between that tick and the next.
await store.warm()
process.once('message', () => {
  run(dueAt, alignMs).then(say, (error: unknown) => {
    complain(String(error))
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
})
process.once('SIGTERM', () => {
  void Promise.all([live.close(), delivery.close(), ...adapters.map(adapter => adapter.close())])
    .then(() => wait(100))
    .finally(() => process.exit(0))
})
say({ kind: 'ready' })
