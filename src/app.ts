import { randomInt, randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Adapter, AdapterLog } from './adapters/adapter.ts'
import { makeAdapters } from './adapters/make-adapters.ts'
import { whereabouts } from './adapters/whereabouts.ts'
import type { Answer, Ask, Command } from './commands/command.ts'
import type { Desk } from './commands/desk.ts'
import { openDesk } from './commands/desk.ts'
import { digestCommand } from './commands/digest.ts'
import { haltNote } from './commands/digest-halted.ts'
import type { DigestCourtesy } from './commands/digest-room.ts'
import type { HouseRules } from './commands/manners.ts'
import { storyCommand } from './commands/story.ts'
import type { Config } from './config.ts'
import { ConfigError, loadRules, noStories } from './config.ts'
import type { Aliases } from './core/library/aliases.ts'
import { readTopicsFile } from './core/library/topics-file.ts'
import type { Problem } from './core/story/problem.ts'
import type { Story } from './core/story/story.ts'
import type { Patience } from './delivery/attempt.ts'
import type { Carrier } from './delivery/carrier.ts'
import { startDelivery } from './delivery/deliver.ts'
import { isGone, ownerName } from './delivery/owner.ts'
import { openPace } from './delivery/pace.ts'
import { report } from './monitor/report.ts'
import type { Watch } from './monitor/watch.ts'
import { createWatch } from './monitor/watch.ts'
import { startClock } from './schedule/clock.ts'
import type { Planner } from './schedule/edition.ts'
import type { Schedule } from './schedule/schedule.ts'
import { createSchedule } from './schedule/schedule.ts'
import { judgeStep } from './schedule/verdict.ts'
import { zoneDataVersion } from './schedule/zone-data.ts'
import type { Newsroom } from './sources/newsroom.ts'
import { openNewsroom } from './sources/newsroom.ts'
import type { Aside } from './store/open.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'

export interface AppOptions {
  readonly config: Config
  readonly log: AdapterLog
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Put around the store: a crash walk counts its writes. */
  readonly around?: (store: Store) => Store
  /** Whether the database has a thread of its own; default never. */
  readonly aside?: Aside
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
  /** The newest stories in the library, newest first; at most 300, because to open all of 100,000 takes seconds. */
  stories(): readonly Story[]
  /** All that an editor has to mend in the stories folder now. */
  problems(): readonly Problem[]
  /** Calls `listener` after each change of stories or problems; returns how to stop that. */
  onStories(listener: () => void): () => void
  /** Whether a file that was just written is read by now; `file` is relative to the stories folder, with `/` between names. */
  readonly readStories: (file: string) => Promise<boolean>
  /** Resolves when every platform is connected; rejects with an `AdapterError` when one refuses the bot. */
  readonly connected: Promise<void>
  /** Rejects with an `AdapterError` when a platform has ended its connection for good. */
  readonly lost: Promise<never>
  /** Makes the digests that are due at `now`, in milliseconds since 1970, as the clock does at each minute. */
  readonly tick: Schedule['tick']
  /** When the next digest is due, or was; undefined when there is none. */
  readonly nextDue: Schedule['nextDue']
  /** What was seen of all this since the start. */
  readonly watch: Watch
  /** What waits to be posted. Rejects when the store does not answer. */
  readonly queue: Store['queue']
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
const MOST_SHOWN = 300
/** Clocks are corrected by less all the time: whoever waits so much longer waits as long as a platform asked for. */
const SET_BACK_MS = 60_000
const TOPICS = join(import.meta.dirname, '..', 'config', 'topics.yaml')

/** Puts the pieces together and begins to connect. Rejects with a `ConfigError` or `StoreError` whose message says what to do. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log } = options
  await checkFolder(config.storiesDir)
  const rules = await loadRules(config)
  const moved = (to: 'thread' | 'here', trouble?: string) => {
    if (trouble !== undefined) log.warn('The thread of the database failed; the bot goes on without it.', { trouble })
    else
      log.info(
        to === 'thread' ? 'Much comes at once: the database works in a thread.' : 'The thread of the database rests.',
      )
  }
  const opening = openStore({ ...config, aside: options.aside, moved })
  const reading = readTopics(log).then(aliases => openNewsroom(config.storiesDir, aliases, log))
  try {
    const [opened, newsroom] = await Promise.all([opening, reading])
    return await runApp(options, options.around?.(opened) ?? opened, newsroom, rules)
  } catch (error) {
    await Promise.all([
      reading.then(({ live }) => live.close()).catch(() => undefined),
      opening.then(store => store.close()).catch(() => undefined),
    ])
    throw error
  }
}

async function runApp(options: AppOptions, store: Store, newsroom: Newsroom, rules: HouseRules): Promise<App> {
  const { log, now } = options
  const { library, aliases, live, listeners } = newsroom
  const owner = ownerName(hostname(), process.pid, randomUUID())
  await store.release(other => isGone(other, owner), now())
  await store.setBack(now(), false)
  const failed = (error: unknown) => {
    log.error('Delivery met an error and goes on.', { error: error instanceof Error ? error.message : String(error) })
  }
  const adapters = await makeAdapters(options)
  const watch = createWatch(
    adapters.map(({ platform }) => platform),
    now,
  )
  const carriers = new Map<string, Carrier>()
  const planners = new Map<string, Planner>()
  const delivery = startDelivery({
    store,
    carriers,
    owner,
    now,
    pace: openPace(options.limitsTimes),
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    judge: judgeStep,
    told: (step, attempted, settled) => {
      schedule.tried(step)
      report(log, step, attempted, settled)
      watch.attempted(step, attempted)
    },
    failed,
    making: () => schedule.making(),
  })
  const digests = {
    store,
    rules,
    check: checking(adapters),
    zoneData: zoneDataVersion(),
    newId: shortId,
  }
  const commands = [
    storyCommand(library, { store, rules, topicTitle: aliases.title }),
    digestCommand(library, aliases, digests),
  ]
  const note = (ask: Ask) => haltNote(ask, { store, rules, topics: aliases })
  const desk = observed(openDesk({ commands, delivery, queue: rules.queue, note }), (ask, answer) => {
    watch.asked(ask)
    options.observe?.(ask, answer)
  })
  const clean = async () => {
    await store.forgetPostings(now() - POSTINGS_KEPT_MS)
    await store.forgetDigests(now())
    await store.prune(now() - KEPT_MS)
  }
  await clean()
  const cleaning = setInterval(() => void clean().catch(failed), CLEAN_EVERY_MS)
  const schedule = createSchedule({
    store,
    library,
    topicTitle: aliases.title,
    planners,
    zoneData: digests.zoneData,
    lateMs: rules.digest.late * 1_000,
    log,
    kept: watch.kept,
    published: delivery.nudge,
  })
  /** What the clock showed last. */
  let shown = 0
  const tickOnce: Schedule['tick'] = async at => {
    const back = shown - at > SET_BACK_MS && (await store.setBack(at, true)) > 0
    // Whoever slept for hours does not wait for what was to wake him in a minute.
    if (back || at - shown > 2 * SET_BACK_MS) delivery.nudge()
    shown = at
    return schedule.tick(at)
  }
  const tick = async (at: number) => {
    try {
      await tickOnce(at)
      watch.ticked()
    } catch (error) {
      log.error('Digests could not be looked up; the next minute tries again.', { error: String(error) })
    }
  }
  const clock = startClock(now, tick)
  const ended = Promise.withResolvers<never>()
  // Nobody may be listening when it happens.
  ended.promise.catch(() => undefined)
  const connect = (adapter: Adapter) =>
    adapter.connect(desk, {
      carries() {
        carriers.set(adapter.platform, adapter)
        planners.set(adapter.platform, adapter)
        delivery.nudge()
        // What came due while the bot was away.
        void tick(now())
      },
      lost: ended.reject,
      pulse: watch.pulse(adapter.platform),
      ...whereabouts(adapter.platform, store, now, failed),
    })
  return {
    commands: desk.commands,
    stories: () => library.latest(MOST_SHOWN),
    problems: live.problems,
    onStories(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    readStories: live.follow,
    connected: Promise.all(adapters.map(connect)).then(() => undefined),
    lost: ended.promise,
    settled: delivery.idle,
    tick: tickOnce,
    nextDue: schedule.nextDue,
    watch,
    queue: store.queue,
    async close(withinMs) {
      clearInterval(cleaning)
      await clock.stop()
      const part = withinMs / 5
      await atMost(part, schedule.close())
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

/** Asks the platform of a place. Whoever asks was heard by one that is connected. */
function checking(adapters: readonly Adapter[]): DigestCourtesy['check'] {
  return async place => {
    const adapter = adapters.find(({ platform }) => platform === place.platform)
    return adapter === undefined ? { kind: 'text', missing: [] } : adapter.check(place)
  }
}

/** Eight letters and digits: two digests get the same once in a million million. */
function shortId(): string {
  return Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('')
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

function observed(desk: Desk, observe: (ask: Ask, answer: Answer) => void): Desk {
  const take: Desk['take'] = (ask, plan) =>
    desk.take(ask, answer => {
      observe(ask, answer)
      return plan(answer)
    })
  return { ...desk, take }
}

async function readTopics(log: AdapterLog): Promise<Aliases> {
  const { aliases, problems } = readTopicsFile(await readFile(TOPICS, 'utf8'))
  for (const problem of problems) log.warn(`config/topics.yaml: ${problem}`)
  return aliases
}
