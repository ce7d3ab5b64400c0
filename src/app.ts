import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Adapter, AdapterLog } from './adapters/adapter.ts'
import { createDiscord } from './adapters/discord/discord.ts'
import { createSlack } from './adapters/slack/slack.ts'
import { openDesk } from './commands/desk.ts'
import { storyCommand } from './commands/story.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config.ts'
import { readAliases } from './core/library/aliases.ts'
import type { Library } from './core/library/library.ts'
import { createLibrary } from './core/library/library.ts'
import { describeProblem } from './core/story/problem.ts'
import type { Attempted, Patience } from './delivery/attempt.ts'
import type { Carrier } from './delivery/carrier.ts'
import { startDelivery } from './delivery/deliver.ts'
import { isGone, ownerName } from './delivery/owner.ts'
import { folderSource } from './sources/folder.ts'
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
}

/** The bot. */
export interface App {
  readonly stories: number
  /** Resolves when every platform is connected; rejects with an `AdapterError` when one refuses the bot. */
  readonly connected: Promise<void>
  /** Resolves when nothing is under way or ready to be posted, or after `withinMs`; true in the first case. */
  settled(withinMs: number): Promise<boolean>
  /** Takes no more requests, finishes what is under way within `withinMs`, and lets go of everything. */
  close(withinMs: number): Promise<void>
}

const DAY_MS = 86_400_000
/** A redelivery comes within the hour; a week leaves room to look into what happened. */
const KEPT_MS = 7 * DAY_MS
const TOPICS = join(import.meta.dirname, '..', 'config', 'topics.yaml')

/** Puts the pieces together and begins to connect. Rejects with a `ConfigError` or `StoreError` whose message says what to do. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log } = options
  await checkFolder(config.storiesDir)
  const opened = await openSqlite(config.dataDir)
  const store = options.around?.(opened) ?? opened
  try {
    return await runApp(options, store, await openLibrary(config, log))
  } catch (error) {
    await store.close()
    throw error
  }
}

async function runApp(options: AppOptions, store: Store, library: Library): Promise<App> {
  const { log, now } = options
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
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    told: (step, attempted) => report(log, step, attempted),
    failed,
  })
  const desk = openDesk({ commands: [storyCommand(library)], store, delivery, now })
  const forget = () => store.prune(now() - KEPT_MS)
  await forget()
  const daily = setInterval(() => void forget().catch(failed), DAY_MS)
  const adapters = makeAdapters(options)
  const connect = async (adapter: Adapter) => {
    await adapter.connect(desk)
    carriers.set(adapter.platform, adapter)
    delivery.nudge()
  }
  return {
    stories: library.size,
    connected: Promise.all(adapters.map(connect)).then(() => undefined),
    settled: delivery.idle,
    async close(withinMs) {
      clearInterval(daily)
      await Promise.all(adapters.map(adapter => adapter.drain(withinMs / 2)))
      await delivery.idle(withinMs / 2)
      await delivery.close()
      await Promise.all(adapters.map(adapter => adapter.close()))
      await store.close()
    },
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

async function checkFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    found => found.isDirectory(),
    () => false,
  )
  if (isFolder) return
  throw new ConfigError([
    `STORIES_DIR: "${folder}" is not a folder. Make it and put story documents into it, or leave the variable out to use seeds/.`,
  ])
}

function makeAdapters({ config, log, now }: AppOptions): readonly Adapter[] {
  const { slack, discord } = config
  return [
    ...(slack === undefined ? [] : [createSlack({ ...slack, log, now })]),
    ...(discord === undefined ? [] : [createDiscord({ ...discord, log, now })]),
  ]
}

async function openLibrary(config: Config, log: AdapterLog): Promise<Library> {
  const { aliases, problems } = readAliases(parse(await readFile(TOPICS, 'utf8')))
  for (const problem of problems) log.warn(`config/topics.yaml: ${problem}`)
  const library = createLibrary(aliases)
  const source = folderSource(config.storiesDir, config.storiesDir)
  for await (const arrival of source.read(undefined)) {
    switch (arrival.kind) {
      case 'story':
        library.put(arrival.story)
        break
      case 'gone':
        library.remove(arrival.id)
        break
      case 'problem':
        log.warn(describeProblem(arrival.problem))
        break
      case 'cursor':
        break
    }
  }
  log.info(`${library.size} stories are in the library.`, { folder: config.storiesDir })
  return library
}
