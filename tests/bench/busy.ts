import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, Outcome } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { askAtOnce, crowdedWorld, names, threads, turnedAway } from '../walks/crowd.ts'
import { storyDocument } from '../walks/stage.ts'
import { isPost } from './asks.ts'
import type { Figure } from './figure.ts'
import { percentile } from './figure.ts'
import type { Launched, Program } from './launch.ts'
import { launch } from './launch.ts'
import { listening } from './start.ts'
import { clock } from './town.ts'

const AT_ONCE = 50
/** A server of Discord has room for 1,000 open threads: these and the minute fill 900. */
const ROUNDS = 3
const MINUTE_MS = 60_000
const ASKS = 500
const CHANNELS = 100
/** The fewest that can show a story: a root and a reply for each side. */
const MESSAGES = 3
const COMPLETE_WITHIN_MS = 5 * 60_000
const GOAL = { acknowledgedMs: 1_000, none: 0 } as const
const TEXT = '/story ports'
const NAMES = { slack: 'Slack', discord: 'Discord' } as const

/**
 * Many people at once, and 500 in a minute, on a Slack and a Discord that hold their limits at real pace, with the real program
 * between them. Throws when a thread is not complete within five minutes.
 */
export async function measureBusy(program: Program, folder: string): Promise<readonly Figure[]> {
  const stories = join(folder, 'busy-stories')
  mkdirSync(stories)
  for (const [name, text] of Object.entries(storyDocument('ports'))) writeFileSync(join(stories, name), text)
  const world = { world: crowdedWorld(CHANNELS), now: clock, pace: 'real' } as const
  const towns = [await startSlack(world), await startDiscord({ ...world, oracle: false })] as const
  const [slack, discord] = towns
  const settings = { STORIES_DIR: stories, ...slack.credentials, ...discord.credentials }
  const launched = launch(program, join(folder, 'busy'), settings)
  try {
    await listening(launched, towns)
    return await Promise.race([launched.died, figures(towns, launched)])
  } finally {
    await launched.end()
    await Promise.all(towns.map(town => town.close()))
  }
}

async function figures(towns: readonly Emulator[], launched: Launched): Promise<readonly Figure[]> {
  const asked = new Map(towns.map(town => [town, 0]))
  const found: Figure[] = []
  const crowds = [...towns.map(town => [town]), towns]
  // The first ones find a program that has not done anything yet.
  for (const crowd of crowds) await burst(crowd, asked)
  for (const crowd of crowds) {
    const slowest: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) slowest.push(await burst(crowd, asked))
    const [one] = crowd
    const where = crowd.length > 1 || one === undefined ? 'both together' : NAMES[one.platform]
    found.push({
      name: `${AT_ONCE} at once, slowest acknowledgement, ${where}`,
      unit: 'ms',
      measured: percentile(slowest, 0.5),
      goal: GOAL.acknowledgedMs,
    })
  }
  const minutes = await Promise.all(towns.map(town => minute(town, asked.get(town) ?? 0)))
  return [...found, ...minutes.flat(), { name: 'Memory after the crowds', unit: 'MB', measured: launched.memory() }]
}

/** Everybody presses return at once; the milliseconds of the slowest acknowledgement. */
async function burst(towns: readonly Emulator[], asked: Map<Emulator, number>): Promise<number> {
  const outcomes = await Promise.all(towns.map(town => askAtOnce(town, TEXT, AT_ONCE, names(AT_ONCE))))
  for (const town of towns) asked.set(town, (asked.get(town) ?? 0) + AT_ONCE)
  await Promise.all(towns.map(town => complete(town, asked.get(town) ?? 0)))
  return Math.max(...outcomes.flat().map(waited))
}

/** Somebody who is not answered within three seconds has waited for these. */
function waited({ afterMs }: Outcome): number {
  return afterMs
}

/** One ask after the other, evenly over a minute, in one channel after the other. */
async function minute(town: Emulator, before: number): Promise<readonly Figure[]> {
  const refusedBefore = turnedAway(town)
  const start = clock()
  const outcomes: Promise<Outcome>[] = []
  const channels = names(CHANNELS)
  for (let n = 0; n < ASKS; n += 1) {
    await wait(Math.max(0, start + (n * MINUTE_MS) / ASKS - clock()))
    outcomes.push(
      town
        .as('ben')
        .in(channels[n % CHANNELS] ?? '')
        .type(TEXT),
    )
  }
  const all = await Promise.all(outcomes)
  const lastAsk = start + ((ASKS - 1) * MINUTE_MS) / ASKS
  await complete(town, before + ASKS)
  const last = Math.max(...channels.flatMap(channel => town.seen(channel).map(message => message.at)))
  const { lost, doubled, disordered } = audit(town, before + ASKS)
  const where = `${ASKS} in a minute, ${NAMES[town.platform]}`
  const none = (name: string, measured: number): Figure => ({
    name: `${name}, ${where}`,
    unit: '',
    measured,
    goal: GOAL.none,
  })
  return [
    { name: `Acknowledgement p99, ${where}`, unit: 'ms', measured: percentile(all.map(waited), 0.99) },
    // The limits allow a thread of three at once, in a channel in which nothing was posted for three seconds.
    { name: `Last message after the last ask, ${where}`, unit: 's', measured: (last - lastAsk) / 1_000 },
    none('People without an answer', all.filter(one => !one.acknowledged).length),
    none('Threads lost', lost),
    none('Messages doubled', doubled),
    none('Threads out of order', disordered),
    { name: `Calls turned away (429), ${where}`, unit: '', measured: turnedAway(town) - refusedBefore },
  ]
}

/** Waits until there are as many messages as that many threads have. */
async function complete(town: Emulator, asks: number): Promise<void> {
  const deadline = AbortSignal.timeout(COMPLETE_WITHIN_MS)
  // Looking into every channel would take the emulator's time, and with it the bot's.
  while (town.calls().filter(isPost).length < asks * MESSAGES) await wait(100, undefined, { signal: deadline })
}

function posted(town: Emulator): number {
  return names(CHANNELS).flatMap(channel => town.seen(channel).filter(message => message.bot)).length
}

/** What is wrong in the channels after so many asks. A thread is whole when it has each side once, in the order of its channel. */
function audit(town: Emulator, asks: number) {
  const all = names(CHANNELS).map(channel => threads(town, [channel]))
  const roots = all.flat()
  const complete = roots.filter(thread => new Set(sides(thread)).size === MESSAGES - 1)
  return {
    lost: Math.max(0, asks - complete.length),
    doubled: posted(town) - Math.min(roots.length, asks) - complete.length * (MESSAGES - 1),
    disordered: all.reduce((sum, own) => sum + Math.max(0, new Set(own).size - 1), 0),
  }
}

function sides(thread: string): readonly string[] {
  return (thread.split(': ')[1] ?? '').split(' | ')
}
