import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { names } from '../walks/crowd.ts'
import { ASKED_IN, type Asked, askUntil } from './digests-asked.ts'
import type { DigestWorld } from './digests-world.ts'
import { SAID } from './digests-world.ts'
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

/** What a call to the real platforms takes, about. */
export const CALL_MS = 150
/** Of each installation; each has a digest for every topic. */
export const CHANNELS = 5
/** More than a server of Discord has room for: all asks of minutes come in one. */
const THREADS = 10_000
const READY_WITHIN_MS = 120_000
const NODE_OPTIONS = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=8',
  '--no-parallel-scavenge',
  '--v8-pool-size=1',
]

/** A Slack and a Discord, and what a program is told of them and of the load. */
export interface DigestStage {
  readonly towns: readonly [slack: Emulator, discord: Emulator]
  readonly told: DigestWorld
  /** Where the digests of the first installations come, by name. */
  readonly channels: readonly string[]
  close(): Promise<void>
}

export async function openStage(load: DigestLoad): Promise<DigestStage> {
  const own = names(ASKED_IN + CHANNELS)
  const world = {
    people: [{ name: 'ana', manages: true }],
    channels: own.map(name => ({ name, kind: 'text' as const })),
  }
  const limits = { world, now: clock, pace: 'real', limitsTimes: load.times } as const
  const discordToo = { ...limits, oracle: false, activeThreads: THREADS }
  const towns = [await startSlack(limits), await startDiscord(discordToo)] as const
  const [slack, discord] = towns
  const channels = own.slice(ASKED_IN)
  const told = {
    ...load,
    callMs: CALL_MS / load.times,
    channels: { slack: channels.map(name => slack.id(name)), discord: channels.map(name => discord.id(name)) },
  }
  return {
    towns,
    told,
    channels,
    async close() {
      await Promise.all(towns.map(town => town.close()))
    },
  }
}

/** What a program reported, and what people saw who asked meanwhile, by platform. */
export interface DigestRun {
  readonly report: ReturnType<typeof SAID.parse>
  readonly asked: readonly (readonly Asked[])[]
}

/** Starts a program of this folder on a stage, lets it begin, and asks until it reports. */
export async function runOn(
  { towns, told }: DigestStage,
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<DigestRun> {
  const [slack, discord] = towns
  const bot = fork(join(import.meta.dirname, script), [JSON.stringify(told)], {
    env: { ...slack.credentials, ...discord.credentials, ...environment },
    execArgv: NODE_OPTIONS,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const hears = async () => {
    const [message] = await once(bot, 'message')
    return SAID.parse(message)
  }
  const died = once(bot, 'exit').then(([code, signal]): Promise<never> => {
    throw new Error(`${script} ended by itself (${code ?? signal}).`)
  })
  died.catch(() => undefined)
  try {
    await Promise.race([died, hears(), wait(READY_WITHIN_MS, undefined, { ref: false }).then(() => late(script))])
    const done = new AbortController()
    const heard = hears()
    bot.send({ kind: 'go' })
    const asked = Promise.all(towns.map(town => askUntil(town, done.signal)))
    const report = await Promise.race([died, heard])
    done.abort()
    return { report, asked: await asked }
  } finally {
    const gone = once(bot, 'exit')
    if (bot.exitCode === null && bot.kill('SIGTERM')) await gone
  }
}

function late(script: string): never {
  throw new Error(`${script} did not start in time.`)
}
