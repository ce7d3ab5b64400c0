import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, Outcome } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { askAtOnce, crowdedWorld, names, threads, turnedAway } from '../walks/crowd.ts'
import { isPost } from './asks.ts'
import { percentile } from './figure.ts'
import type { Program } from './launch.ts'
import { launch } from './launch.ts'
import { listening } from './start.ts'
import { clock, type Platform } from './town.ts'

export const AT_ONCE = 50
/** In one minute, over all channels. */
export const ASKS = 500
/** The fewest that can show a story: a root and a reply for each side. */
export const MESSAGES = 3
/** A server of Discord has room for 1,000 open threads: these and the minute fill 900. */
const ROUNDS = 3
const MINUTE_MS = 60_000
const CHANNELS = 100
/** Longer than a platform holds anybody off: what has not come then does not come. */
const QUIET_MS = 60_000
const TEXT = '/story ports'

/** What crowds went through. */
export interface Crowds {
  /** Of people who ask at once: the medians of the rounds. */
  readonly bursts: Readonly<Record<Platform | 'both', Burst>>
  /** Calls that the platform answered with 429 in all the rounds. */
  readonly turnedAway: Readonly<Record<Platform, number>>
  readonly minutes: Readonly<Record<Platform, Minute>>
  /** Resident megabytes of all programs afterwards. */
  readonly memory: number
}

/** Milliseconds from the moment at which all press return. */
export interface Burst {
  /** Until the last one was acknowledged. */
  readonly acknowledged: number
  /** Until the last message of the last thread stood. */
  readonly last: number
}

/** What those who ask in one minute went through, and what their channels are left with. */
export interface Minute {
  /** Milliseconds until each was acknowledged; who was not has waited for three seconds. */
  readonly waited: readonly number[]
  readonly unanswered: number
  /** Milliseconds from the last ask to the last message. */
  readonly last: number
  readonly lost: number
  readonly doubled: number
  readonly disordered: number
  /** Calls that the platform answered with 429. */
  readonly turnedAway: number
}

/** Crowds on a Slack and a Discord that hold their limits at real pace, with these programs connected to both. */
export async function measureCrowds(
  programs: readonly Program[],
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<Crowds> {
  const world = { world: crowdedWorld(CHANNELS), now: clock, pace: 'real' } as const
  const towns = {
    slack: await startSlack(world),
    discord: await startDiscord({ ...world, oracle: false }),
  } as const
  const both = [towns.slack, towns.discord] as const
  const environment = { ...settings, ...towns.slack.credentials, ...towns.discord.credentials }
  const launched = programs.map(program => launch(program, join(folder, program.name), environment))
  const died = Promise.race(launched.map(one => one.died))
  died.catch(() => undefined)
  try {
    await Promise.race([died, Promise.all(launched.map(one => listening(one, both)))])
    const measured = await Promise.race([died, crowdsIn(towns)])
    return { ...measured, memory: launched.reduce((sum, one) => sum + one.memory(), 0) }
  } finally {
    await Promise.all(launched.map(one => one.end()))
    await Promise.all(both.map(town => town.close()))
  }
}

async function crowdsIn({ slack, discord }: Readonly<Record<Platform, Emulator>>): Promise<Omit<Crowds, 'memory'>> {
  // The first ones find a program that has not done anything yet.
  for (const crowd of [[slack], [discord], [slack, discord]]) await burst(crowd)
  const bursts = {
    slack: await bursting([slack]),
    discord: await bursting([discord]),
    both: await bursting([slack, discord]),
  }
  const refused = { slack: turnedAway(slack), discord: turnedAway(discord) }
  // Each town has had a crowd of its own and one together with the other, in each round.
  const before = 2 * AT_ONCE * (1 + ROUNDS)
  const [onSlack, onDiscord] = await Promise.all([minute(slack, before), minute(discord, before)])
  return { bursts, turnedAway: refused, minutes: { slack: onSlack, discord: onDiscord } }
}

async function bursting(towns: readonly Emulator[]): Promise<Burst> {
  const rounds: Burst[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await burst(towns))
  const median = (of: (round: Burst) => number) => percentile(rounds.map(of), 0.5)
  return { acknowledged: median(round => round.acknowledged), last: median(round => round.last) }
}

/** Everybody presses return at once. */
async function burst(towns: readonly Emulator[]): Promise<Burst> {
  const before = towns.map(arrived)
  const start = clock()
  const outcomes = await Promise.all(towns.map(town => askAtOnce(town, TEXT, AT_ONCE, names(AT_ONCE))))
  await Promise.all(towns.map((town, n) => complete(town, (before[n] ?? 0) + AT_ONCE * MESSAGES)))
  const last = Math.max(...towns.map(town => town.calls().findLast(isPost)?.at ?? start))
  return { acknowledged: Math.max(...outcomes.flat().map(waited)), last: last - start }
}

/** Somebody who is not answered within three seconds has waited for these. */
function waited({ afterMs }: Outcome): number {
  return afterMs
}

/** One ask after the other, evenly over a minute, in one channel after the other; `before` is how many asks were there already. */
async function minute(town: Emulator, before: number): Promise<Minute> {
  const [refusedBefore, arrivedBefore] = [turnedAway(town), arrived(town)]
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
  await complete(town, arrivedBefore + ASKS * MESSAGES)
  const last = Math.max(...channels.flatMap(channel => town.seen(channel).map(message => message.at)))
  return {
    waited: all.map(waited),
    unanswered: all.filter(one => !one.acknowledged).length,
    last: last - lastAsk,
    ...audit(town, before + ASKS),
    turnedAway: turnedAway(town) - refusedBefore,
  }
}

/** Waits until so many messages are there, or until no more come: what is missing then is lost. */
async function complete(town: Emulator, messages: number): Promise<void> {
  let [seen, since] = [arrived(town), clock()]
  while (seen < messages && clock() - since < QUIET_MS) {
    await wait(100)
    const now = arrived(town)
    if (now !== seen) since = clock()
    seen = now
  }
}

/** Looking into every channel instead would take the emulator's time, and with it the bot's. */
function arrived(town: Emulator): number {
  return town.calls().filter(isPost).length
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
    doubled: Math.max(0, posted(town) - Math.min(roots.length, asks) - complete.length * (MESSAGES - 1)),
    disordered: all.reduce((sum, own) => sum + Math.max(0, new Set(own).size - 1), 0),
  }
}

function sides(thread: string): readonly string[] {
  return (thread.split(': ')[1] ?? '').split(' | ')
}
