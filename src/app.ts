import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Adapter, AdapterLog } from './adapters/adapter.ts'
import type { Answer, Ask, Command } from './commands/command.ts'
import type { Desk } from './commands/desk.ts'
import { openDesk } from './commands/desk.ts'
import { laneOf } from './commands/lane.ts'
import type { HouseRules } from './commands/manners.ts'
import { storyCommand } from './commands/story.ts'
import type { Config } from './config.ts'
import { ConfigError, loadRules, noStories } from './config.ts'
import type { Library } from './core/library/library.ts'
import { createLibrary } from './core/library/library.ts'
import { readTopicsFile } from './core/library/topics-file.ts'
import type { Problem } from './core/story/problem.ts'
import { describeProblem } from './core/story/problem.ts'
import type { Story } from './core/story/story.ts'
import type { Attempted, Patience } from './delivery/attempt.ts'
import type { Carrier } from './delivery/carrier.ts'
import { startDelivery } from './delivery/deliver.ts'
import { isGone, ownerName } from './delivery/owner.ts'
import { openPace } from './delivery/pace.ts'
import { folderSource } from './sources/folder.ts'
import type { LiveStories, Round } from './sources/live.ts'
import { liveStories } from './sources/live.ts'
import { openSqlite } from './store/sqlite.ts'
import type { LeasedStep, Store } from './store/store.ts'

export interface AppOptions {
  readonly config: Config
  readonly log: AdapterLog
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Put around the store: a crash walk counts its writes. */
  readonly around?: (store: Store) => Store
  readonly patience?: Patience
  /** How many times the platforms' limits the bot paces itself to: for an emulator that has none, or a faster world. Default 1. */
  readonly limitsTimes?: number
  /** Shown each request with its answer before it is posted; again when the platform delivers it again. */
  readonly observe?: (ask: Ask, answer: Answer) => void
}

/** The bot. */
export interface App {
  /** What can be asked of it. */
  readonly commands: readonly Command[]
  /** All stories that are in the library now, newest first. */
  stories(): readonly Story[]
  /** All that an editor has to mend in the stories folder now. */
  problems(): readonly Problem[]
  /** Calls `listener` after each change of stories or problems; returns how to stop that. */
  onStories(listener: () => void): () => void
  /** Resolves when every platform is connected; rejects with an `AdapterError` when one refuses the bot. */
  readonly connected: Promise<void>
  /** Rejects with an `AdapterError` when a platform has ended its connection for good. */
  readonly lost: Promise<never>
  /** Resolves when nothing is under way or ready to be posted, or after `withinMs`; true in the first case. */
  settled(withinMs: number): Promise<boolean>
  /** Takes no more requests, finishes what is under way within `withinMs`, and lets go of everything. */
  close(withinMs: number): Promise<void>
}

/** A redelivery comes within the hour; a week leaves room to look into what happened. */
const KEPT_MS = 7 * 86_400_000
/** Half a year after it was posted a story can still be removed or marked. */
const POSTINGS_KEPT_MS = 180 * 86_400_000
/** Cleaning also empties the database's log file of the tokens of answers that were given. */
const CLEAN_EVERY_MS = 10 * 60_000
const TOPICS = join(import.meta.dirname, '..', 'config', 'topics.yaml')

/** Puts the pieces together and begins to connect. Rejects with a `ConfigError` or `StoreError` whose message says what to do. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log } = options
  await checkFolder(config.storiesDir)
  const rules = await loadRules(config)
  const opened = await openSqlite(config.dataDir)
  const store = options.around?.(opened) ?? opened
  let newsroom: Newsroom | undefined
  try {
    newsroom = await openNewsroom(config, log)
    return await runApp(options, store, newsroom, rules)
  } catch (error) {
    await newsroom?.live.close()
    await store.close()
    throw error
  }
}

async function runApp(options: AppOptions, store: Store, newsroom: Newsroom, rules: HouseRules): Promise<App> {
  const { log, now } = options
  const { library, live, listeners } = newsroom
  const owner = ownerName(hostname(), process.pid, randomUUID())
  await store.release(other => isGone(other, owner), now())
  const failed = (error: unknown) => {
    log.error('Delivery met an error and goes on.', { error: error instanceof Error ? error.message : String(error) })
  }
  const carriers = new Map<string, Carrier>()
  const delivery = startDelivery({
    store,
    carriers,
    owner,
    now,
    pace: openPace(options.limitsTimes),
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    told: (step, attempted) => report(log, step, attempted),
    failed,
  })
  const desk = observed(
    openDesk({ commands: [storyCommand(library, { store, rules })], delivery, queue: rules.queue }),
    options.observe,
  )
  const clean = async () => {
    await store.forgetPostings(now() - POSTINGS_KEPT_MS)
    await store.forgetDigests(now())
    await store.prune(now() - KEPT_MS)
  }
  await clean()
  const cleaning = setInterval(() => void clean().catch(failed), CLEAN_EVERY_MS)
  const adapters = await makeAdapters(options)
  const ended = Promise.withResolvers<never>()
  // Nobody may be listening when it happens.
  ended.promise.catch(() => undefined)
  const connect = (adapter: Adapter) =>
    adapter.connect(desk, {
      carries() {
        carriers.set(adapter.platform, adapter)
        delivery.nudge()
      },
      lost: ended.reject,
      ...whereabouts(adapter.platform, store, now, failed),
    })
  return {
    commands: desk.commands,
    stories: () => library.latest(library.size),
    problems: live.problems,
    onStories(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    connected: Promise.all(adapters.map(connect)).then(() => undefined),
    lost: ended.promise,
    settled: delivery.idle,
    async close(withinMs) {
      clearInterval(cleaning)
      const part = withinMs / 4
      await live.close()
      await Promise.all(adapters.map(adapter => adapter.drain(part)))
      await delivery.idle(part)
      // A call that hangs is not waited for: its step is looked for at the next start.
      await atMost(part, delivery.close())
      await atMost(part, Promise.all(adapters.map(adapter => adapter.close())))
      await store.close()
    },
  }
}

/** What was set in a guild or workspace rests while the bot is not there. */
function whereabouts(platform: string, store: Store, now: () => number, failed: (error: unknown) => void) {
  const lane = (installation: string) => laneOf({ platform, installation })
  const move = (installation: string, space: string | undefined, gone: { readonly at: number } | undefined) =>
    store.forgetSpace(lane(installation), space, gone)
  const settle = async (installation: string, spaces: readonly string[]) => {
    const known = await store.subscriptions({})
    const own = known.flatMap(({ lane: kept, space }) => (kept === lane(installation) ? [space] : []))
    for (const space of new Set(own.filter(one => one !== undefined)))
      await move(installation, space, spaces.includes(space) ? undefined : { at: now() })
  }
  return {
    gone: (installation: string, space?: string) => void move(installation, space, { at: now() }).catch(failed),
    back: (installation: string, space?: string) => void move(installation, space, undefined).catch(failed),
    within: (installation: string, spaces: readonly string[]) => void settle(installation, spaces).catch(failed),
  }
}

function report(log: AdapterLog, step: LeasedStep, { outcome, remedy }: Attempted): void {
  const detail = { key: step.key, lane: step.lane, channel: step.channel, attempts: step.attempts + 1 }
  switch (outcome.state) {
    case 'posted':
      log.info('Posted.', detail)
      break
    case 'waiting':
      log.info('Will try again.', { ...detail, at: outcome.nextTryAt })
      break
    case 'in-doubt':
    case 'refused':
      log.warn(`Not posted: ${outcome.reason}`, { ...detail, state: outcome.state, remedy })
      break
  }
}

async function atMost(ms: number, task: Promise<unknown>): Promise<void> {
  const late = new AbortController()
  await Promise.race([task, wait(ms, undefined, { signal: late.signal }).catch(() => undefined)])
  late.abort()
}

async function checkFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    found => found.isDirectory(),
    () => false,
  )
  if (isFolder) return
  throw new ConfigError([noStories(folder)])
}

/** The platforms whose tokens are set. An SDK is loaded only where its platform is used: each takes some 40 MB. */
export async function makeAdapters({
  config,
  log,
  now,
}: Pick<AppOptions, 'config' | 'log' | 'now'>): Promise<readonly Adapter[]> {
  const { slack, discord } = config
  return [
    ...(slack === undefined ? [] : [(await import('./adapters/slack/slack.ts')).createSlack({ ...slack, log, now })]),
    ...(discord === undefined
      ? []
      : [(await import('./adapters/discord/discord.ts')).createDiscord({ ...discord, log, now })]),
  ]
}

function observed(desk: Desk, observe: AppOptions['observe']): Desk {
  if (observe === undefined) return desk
  const take: Desk['take'] = (ask, plan) =>
    desk.take(ask, answer => {
      observe(ask, answer)
      return plan(answer)
    })
  return { ...desk, take }
}

/** The library with the folder that fills it. */
interface Newsroom {
  readonly library: Library
  readonly live: LiveStories
  /** Those who are told of each change. */
  readonly listeners: Set<() => void>
}

async function openNewsroom(config: Config, log: AdapterLog): Promise<Newsroom> {
  const { aliases, problems } = readTopicsFile(await readFile(TOPICS, 'utf8'))
  for (const problem of problems) log.warn(`config/topics.yaml: ${problem}`)
  const library = createLibrary(aliases)
  const listeners = new Set<() => void>()
  const folder = config.storiesDir
  const live = liveStories({
    source: folderSource(folder, folder),
    folder,
    shelf: library,
    told: round => {
      reportRound(log, round)
      for (const listener of listeners) listener()
    },
    failed: error => log.error('The stories folder could not be read; it is tried again.', { error: String(error) }),
  })
  const first = await live.loaded
  for (const problem of first.problems) log.warn(describeProblem(problem))
  log.info(`${library.size} stories are in the library.`, { folder })
  return { library, live, listeners }
}

function reportRound(log: AdapterLog, { added, edited, removed, problems, mended }: Round): void {
  for (const { story, file } of added) log.info(`Added “${story.title}”.`, { id: story.id, file })
  for (const { story, file } of edited) log.info(`Changed “${story.title}”.`, { id: story.id, file })
  for (const story of removed) log.info(`Removed “${story.title}”.`, { id: story.id })
  for (const problem of problems) log.warn(describeProblem(problem))
  if (mended > 0) log.info('Problems in the stories folder are mended.', { mended })
}
