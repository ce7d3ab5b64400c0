import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { expected, newsOf, shown } from './digest-shown.ts'
import { type DigestStage, type Layout, morning, openDigestStage, type Platform, setDaily } from './digest-stage.ts'

/** What a bot's process is told. */
export interface Order {
  /** By how many milliseconds its clock is to be ahead of the machine's. */
  readonly ahead: number
  /** After which write to its store it kills itself, counted from 1; 0: after none. */
  readonly killAtWrite: number
  /** The same, counting only what says of a step that it was refused. */
  readonly killAtRefusal: number
}

/** What a process is killed at: the platform has taken a call and its answer is not heard, or a write is on disk, or that of a refusal. */
export type Target = 'call' | 'write' | 'refusal'

/** What became of all the kills on one road. */
export interface Toll {
  readonly kills: number
  /** Messages that should stand in the channel, and do not. */
  readonly lost: number
  /** Messages that stand there and should not: twice, out of order, or under another root. */
  readonly doubled: number
}

const SCRIPT = join(import.meta.dirname, 'digest-process.ts')
const POST = /^chat\.postMessage$|^POST .*(?:threads|messages)$/u
const MOST_DAYS = 40
/** What the outbox may need until it has done nothing more, and then what a process needs to be killed. */
const TURN_MS = 5

/**
 * One digest a day, and each day the bot's process is killed by SIGKILL at one call further than the day before, until there is
 * none further; then at one write after the other. The next process brings to its end what the former one left.
 */
export async function killAtEach(platform: Platform, layout: Layout): Promise<Toll> {
  return onStage(platform, layout, async dayWith => {
    for (const target of ['call', 'write'] as const) for (let nth = 1; await dayWith(target, nth); nth += 1);
  })
}

/** The same at these only, a day for each. */
export async function killAt(platform: Platform, layout: Layout, points: readonly (readonly [Target, number])[]) {
  return onStage(platform, layout, async dayWith => {
    for (const [target, nth] of points) await dayWith(target, nth)
  })
}

async function onStage(
  platform: Platform,
  layout: Layout,
  walk: (dayWith: (target: Target, nth: number) => Promise<boolean>) => Promise<void>,
): Promise<Toll> {
  const stories = layout === 'compact' ? 1 : 2
  const stage = await openDigestStage(platform, newsOf(MOST_DAYS, stories))
  const lives: ChildProcess[] = []
  const toll = { kills: 0, lost: 0, doubled: 0 }
  let day = 0
  try {
    let life = await born(stage, lives)
    await setDaily(stage.emulator, layout)
    await stage.rest()
    await walk(async (target, nth) => {
      day += 1
      const before = stage.emulator.seen('news').length
      stage.clock.set(morning(day))
      const killed = await kill(stage, life, target, nth)
      if (killed) {
        toll.kills += 1
        life = await born(stage, lives)
      }
      const seen = shown((await stage.rest()).slice(before))
      const whole = expected(layout, stage.emulator.id('news'), day, stories)
      toll.lost += without(whole, seen)
      toll.doubled += without(seen, whole)
      return killed
    })
    return toll
  } finally {
    await Promise.all(lives.map(end))
    await stage.end()
  }
}

/** One digest a day into a channel that refuses it, and each day the bot's process is killed: how many digests are counted by each evening. */
export async function countsOfRefused<E extends Emulator>(
  opening: Promise<DigestStage<E>>,
  refuse: (emulator: E) => unknown,
  points: readonly (readonly [Target, number])[],
): Promise<readonly (number | undefined)[]> {
  const stage = await opening
  const lives: ChildProcess[] = []
  const counted: (number | undefined)[] = []
  try {
    let life = await born(stage, lives)
    await setDaily(stage.emulator, 'compact')
    await stage.rest()
    await refuse(stage.emulator)
    for (const [day, [target, nth]] of points.entries()) {
      stage.clock.set(morning(day + 1))
      const dead = once(life, 'exit')
      order(stage, life, target, nth)
      await dead
      life = await born(stage, lives)
      // The channel itself may be gone.
      await stage.rest('general')
      counted.push((await (await stage.store()).subscriptions({}))[0]?.refusals)
    }
    return counted
  } finally {
    await Promise.all(lives.map(end))
    await stage.end()
  }
}

/** How many of `some` are not among `others`, each counted as often as it is there; the order counts too. */
function without(some: readonly string[], others: readonly string[]): number {
  const left = others.map((line, index) => `${index} ${line}`)
  return some.filter((line, index) => !left.includes(`${index} ${line}`)).length
}

/** Resolves when the process is dead, or when it has done all and the point did not come: false. */
async function kill(stage: DigestStage, life: ChildProcess, target: Target, nth: number): Promise<boolean> {
  const dead = once(life, 'exit').then(() => true)
  const stop = target === 'call' ? killAtCall(stage.emulator, life, nth) : () => undefined
  order(stage, life, target, nth)
  const killed = await Promise.race([dead, made(stage).then(() => false)])
  stop()
  return killed
}

/** Lets the bot's clock go as the stage's, and the bot tick. */
function order(stage: DigestStage, life: ChildProcess, target: Target, nth: number): void {
  const at = (one: Target) => (target === one ? nth : 0)
  life.send({ ahead: stage.clock.ahead(), killAtWrite: at('write'), killAtRefusal: at('refusal') } satisfies Order)
}

/** The day's edition was made, and all of its steps have ended; what is written then has had its turn. */
async function made(stage: DigestStage): Promise<void> {
  const store = await stage.store()
  while (((await store.nextDue()) ?? 0) <= stage.clock.now()) await wait(TURN_MS)
  await stage.rest()
  await wait(100)
}

function killAtCall(emulator: Emulator, life: ChildProcess, nth: number): () => void {
  let count = 0
  return emulator.onCall(async (call, phase) => {
    if (phase !== 'accepted' || !POST.test(call.name)) return
    count += 1
    if (count !== nth) return
    const gone = once(life, 'exit')
    life.kill('SIGKILL')
    await gone
  })
}

/** A process that is connected. */
async function born(stage: DigestStage, lives: ChildProcess[]): Promise<ChildProcess> {
  const life = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, String(stage.clock.ahead())], {
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'counterpoint-crash-cache'), ...stage.environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  lives.push(life)
  let said = ''
  life.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const failed = once(life, 'exit').then(() => Promise.reject(new Error(`The bot ended: ${said}`)))
  const ready = once(life, 'message')
  await Promise.race([ready, failed])
  failed.catch(() => undefined)
  return life
}

async function end(life: ChildProcess): Promise<void> {
  if (life.exitCode !== null || life.signalCode !== null) return
  const gone = once(life, 'exit')
  life.kill('SIGKILL')
  await gone
}
