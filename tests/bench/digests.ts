import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import { RATE } from '../../src/emulators/discord/limits.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { posting } from '../../src/emulators/slack/limits.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { names, turnedAway } from '../walks/crowd.ts'
import { posts, storyDocument } from '../walks/stage.ts'
import type { Asked } from './digests-asked.ts'
import { ASKED_IN, askUntil, wholeThreads } from './digests-asked.ts'
import type { DigestReport, DigestWorld, PlatformReport } from './digests-world.ts'
import { SAID, TOPICS } from './digests-world.ts'
import type { Figure } from './figure.ts'
import { percentile } from './figure.ts'
import { clock } from './town.ts'

export interface DigestLoad {
  readonly digests: number
  /** Of each platform. */
  readonly installations: number
  /** How many times as fast as in life everything but the bot's own work goes. */
  readonly times: number
  /** Whether it goes on until all replies stand, or only all roots. */
  readonly replies: boolean
}

const MANY = { digests: 10_000, installations: 200 } as const
export const DIGESTS = {
  fast: { ...MANY, times: 20, replies: true },
  /** As people have it. */
  real: { ...MANY, times: 1, replies: false },
} as const satisfies Readonly<Record<string, DigestLoad>>

const GOAL = { share: 1.05, acknowledgedMs: 100, blockMs: 50, none: 0 } as const
const PLATFORMS = ['slack', 'discord'] as const
const NAMES = { slack: 'Slack', discord: 'Discord' } as const
/** What a call to the real platforms takes, about. */
const CALL_MS = 150
/** Of each installation; each has a digest for every topic. */
const CHANNELS = 5
/** More than a server of Discord has room for: all asks of minutes come in one. */
const THREADS = 10_000
/** What the bot declares to take of Discord's 50 a second. */
const DISCORD_A_SECOND = 45
const READY_WITHIN_MS = 120_000
const NODE_OPTIONS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4']

const ABOUT = `Real: the store on disk, schedule, outbox, commands and both adapters, in a process of their own, with /story asked of them ten times a second
on each platform; one Slack workspace and one Discord server behind the real SDKs, as emulators in this process.
A model, in the bot's process: the other ${MANY.installations - 1} workspaces and servers. It holds the platforms' limits and takes ${CALL_MS} ms for a call, without a network.`

/**
 * Digests that come due in one minute in many installations, while people ask: the real store, schedule, outbox, commands and
 * adapters in a process of their own. One installation of each platform is an emulator behind the real SDK; the others are a
 * model in the bot's process, which holds the same limits and takes 150 ms for a call. All of it, the platforms' limits and
 * their 150 ms, goes `times` as fast; the bot's own work does not.
 */
export async function measureDigests(folder: string, load: DigestLoad): Promise<readonly Figure[]> {
  process.stdout.write(`${ABOUT}\nEverything but the bot's own work goes ${load.times} times as fast as in life.\n`)
  const stories = join(folder, 'digest-stories')
  mkdirSync(stories, { recursive: true })
  const dataDir = join(folder, `digest-data-${load.times}`)
  const date = new Date(clock()).toISOString().slice(0, 10)
  for (const topic of TOPICS) {
    const documents = storyDocument(`about-${topic}`, { date, topics: [topic], title: `The news of ${topic}` })
    for (const [name, text] of Object.entries(documents)) writeFileSync(join(stories, name), text)
  }
  const own = names(ASKED_IN + CHANNELS)
  const world = {
    people: [{ name: 'ana', manages: true }],
    channels: own.map(name => ({ name, kind: 'text' as const })),
  }
  const limits = { world, now: clock, pace: 'real', limitsTimes: load.times } as const
  const discordToo = { ...limits, oracle: false, activeThreads: THREADS }
  const towns = [await startSlack(limits), await startDiscord(discordToo)] as const
  const [slack, discord] = towns
  const digestChannels = own.slice(ASKED_IN)
  const told: DigestWorld = {
    ...load,
    callMs: CALL_MS / load.times,
    channels: {
      slack: digestChannels.map(name => slack.id(name)),
      discord: digestChannels.map(name => discord.id(name)),
    },
  }
  const environment = {
    ...slack.credentials,
    ...discord.credentials,
    STORIES_DIR: stories,
    DATA_DIR: dataDir,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  const bot = fork(join(import.meta.dirname, 'digests-bot.ts'), [JSON.stringify(told)], {
    env: environment,
    execArgv: NODE_OPTIONS,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const hears = async () => {
    const [message] = await once(bot, 'message')
    return SAID.parse(message)
  }
  const died = once(bot, 'exit').then(([code, signal]): Promise<never> => {
    throw new Error(`The bot of the digests ended by itself (${code ?? signal}).`)
  })
  died.catch(() => undefined)
  try {
    await Promise.race([died, hears(), wait(READY_WITHIN_MS, undefined, { ref: false }).then(late)])
    const done = new AbortController()
    const heard = hears()
    bot.send({ kind: 'go' })
    const asked = Promise.all(towns.map(town => askUntil(town, done.signal)))
    const report = await Promise.race([died, heard])
    done.abort()
    if (report.kind !== 'report') throw new Error('The bot of the digests has nothing to report.')
    return figures(load, report, towns, await asked, digestChannels)
  } finally {
    const gone = once(bot, 'exit')
    if (bot.exitCode === null && bot.kill('SIGTERM')) await gone
    await Promise.all(towns.map(town => town.close()))
  }
}

function late(): never {
  throw new Error('The bot of the digests did not start in time.')
}

function figures(
  load: DigestLoad,
  report: DigestReport,
  towns: readonly Emulator[],
  asked: readonly (readonly Asked[])[],
  channels: readonly string[],
): readonly Figure[] {
  for (const complaint of report.complaints) process.stdout.write(`The bot says: ${complaint}\n`)
  const both = PLATFORMS.map(platform => report[platform])
  const lastRoot = Math.max(...both.map(one => one.lastRoot))
  const lateness = both.flatMap(one => one.lateness)
  const sum = (of: (one: PlatformReport) => number) => both.reduce((all, one) => all + of(one), 0)
  const audits = towns.map(town => compared(town, report[town.platform], channels))
  const none = (name: string, measured: number): Figure => ({ name, unit: '', measured, goal: GOAL.none })
  const due = load.digests.toLocaleString('en')
  const allowed = allowedMs(load)
  return [
    {
      name: `Roots of ${due} digests that stand, everything ${load.times} times as fast`,
      unit: '',
      measured: sum(one => one.roots),
    },
    { name: 'Replies below them', unit: '', measured: sum(one => one.replies) },
    { name: 'Making all editions (the tick)', unit: 's', measured: report.tickMs / 1_000 },
    { name: '  of that the bot at work, delivery and answers included', unit: 's', measured: report.tickOwnMs / 1_000 },
    { name: 'Last root as the limits allow', unit: 's', measured: Math.max(allowed.slack, allowed.discord) / 1_000 },
    { name: 'Last root, of both', unit: 's', measured: lastRoot / 1_000 },
    {
      name: 'Last root, times what the limits allow',
      unit: 'x',
      measured: lastRoot / Math.max(allowed.slack, allowed.discord),
      goal: GOAL.share,
    },
    ...PLATFORMS.map((platform): Figure => {
      const { lastRoot: last } = report[platform]
      return { name: `Last root, ${NAMES[platform]}`, unit: 's', measured: last / 1_000 }
    }),
    { name: 'Lateness of roots, p50', unit: 's', measured: percentile(lateness, 0.5) / 1_000 },
    { name: 'Lateness of roots, p99', unit: 's', measured: percentile(lateness, 0.99) / 1_000 },
    { name: 'Last reply', unit: 's', measured: Math.max(...both.map(one => one.lastReply)) / 1_000 },
    ...towns.flatMap((town, n) => askFigures(town, asked[n] ?? [])),
    {
      name: 'Longest block of the event loop, tick',
      unit: 'ms',
      measured: report.tickBlock.longest,
      goal: GOAL.blockMs,
    },
    { name: '  of that own work at most', unit: 'ms', measured: report.tickBlock.own },
    {
      name: 'Longest block of the event loop, delivery',
      unit: 'ms',
      measured: report.deliveryBlock.longest,
      goal: GOAL.blockMs,
    },
    { name: '  of that own work at most', unit: 'ms', measured: report.deliveryBlock.own },
    { name: 'Memory before the tick', unit: 'MB', measured: report.memoryBefore },
    { name: 'Memory at most', unit: 'MB', measured: report.memoryMost },
    none(
      'Replies before a root of their installation',
      sum(one => one.overtaking),
    ),
    { name: 'Replies before the last root of their platform', unit: '', measured: sum(one => one.early) },
    none('Messages before one that they follow', sum(one => one.disordered) + count(audits, 'disordered')),
    none('Messages lost', sum(one => one.lost) + count(audits, 'lost')),
    none('Messages doubled', sum(one => one.doubled) + count(audits, 'doubled')),
    none(
      'Calls turned away (429), model',
      sum(one => one.turnedAway),
    ),
    {
      name: 'Calls turned away (429), emulators',
      unit: '',
      measured: towns.reduce((all, town) => all + turnedAway(town), 0),
    },
    { name: 'Aligning all at the start', unit: 's', measured: report.alignMs / 1_000 },
  ]
}

function askFigures(town: Emulator, asked: readonly Asked[]): readonly Figure[] {
  const where = `${NAMES[town.platform]} (${asked.length} asks)`
  const [acknowledged, whole] = [asked.map(one => one.waitedMs), wholeThreads(town, asked)]
  const figure = (name: string, values: readonly number[], share: number, goal?: number): Figure => ({
    name: `${name}, p${share * 100}, ${where}`,
    unit: 'ms',
    measured: percentile(values, share),
    ...(goal === undefined ? {} : { goal }),
  })
  return [
    figure('/story acknowledged meanwhile', acknowledged, 0.5),
    figure('/story acknowledged meanwhile', acknowledged, 0.99, GOAL.acknowledgedMs),
    {
      name: `/story not acknowledged in three seconds, ${where}`,
      unit: '',
      measured: asked.filter(one => !one.acknowledged).length,
      goal: GOAL.none,
    },
    figure('/story to its last side meanwhile', whole, 0.5),
    figure('/story to its last side meanwhile', whole, 0.99),
    { name: `/story without all its sides at the end, ${where}`, unit: '', measured: asked.length - whole.length },
  ]
}

function count<Name extends string>(audits: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return audits.reduce((all, one) => all + one[name], 0)
}

/**
 * Milliseconds until the last root can stand, by the limits that the bot declares. Slack counts in each channel by itself: after
 * a burst of three one a second. Discord counts all servers of an application together.
 */
function allowedMs({ digests, installations, times }: DigestLoad): Readonly<Record<'slack' | 'discord', number>> {
  const each = digests / PLATFORMS.length
  const inChannel = Math.ceil(each / installations / CHANNELS)
  const slack = (Math.max(0, inChannel - posting.burst) * posting.perMs) / times
  const perRoute = Math.max(0, Math.ceil(inChannel / RATE.route.calls) - 1) * RATE.route.perMs
  const discord = Math.max(perRoute, (each / DISCORD_A_SECOND) * 1_000) / times
  return { slack: slack + CALL_MS / times, discord: discord + CALL_MS / times }
}

/** What readers of the emulator's channels have, against what the bot believes. */
function compared(town: Emulator, { believed }: PlatformReport, channels: readonly string[]) {
  let [lost, doubled, disordered] = [0, 0, 0]
  for (const name of channels) {
    const seen = posts(town.seen(name))
    const expected = believed[town.id(name)] ?? 0
    lost += Math.max(0, expected - seen.length)
    doubled += Math.max(0, seen.length - expected)
    const places = new Map(seen.map(({ id }, place) => [id, place]))
    // On Discord a thread has the id of the message that it was opened below.
    disordered += seen.filter(({ thread }, place) => thread !== undefined && (places.get(thread) ?? -1) >= place).length
  }
  return { lost, doubled, disordered }
}
