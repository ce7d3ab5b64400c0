import { setTimeout as wait } from 'node:timers/promises'
import type { Emulator } from '../../src/emulators/emulator.ts'
import type { Launched, Program } from './launch.ts'
import { launch } from './launch.ts'
import { openTown, type Platform } from './town.ts'

export interface Started {
  /** The first start ever: nothing is compiled yet, there is no database. Milliseconds. */
  readonly first: number
  /** The later ones, in milliseconds. */
  readonly times: readonly number[]
  /** Resident megabytes, idle. */
  readonly memory: number
}

const RUNS = 7
const IDLE_MS = 3_000
const CONNECT_WITHIN_MS = 20_000

/** Starts a program against new emulators of these platforms again and again; `folder` belongs to this measurement alone. */
export async function measureStart(
  program: Program,
  platforms: readonly Platform[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const first = await startOnce(program, platforms, folder, environment)
  const times: number[] = []
  for (let run = 1; run < RUNS; run += 1) {
    times.push((await startOnce(program, platforms, folder, environment)).ms)
  }
  const last = await startOnce(program, platforms, folder, environment, IDLE_MS)
  return { first: first.ms, times: [...times, last.ms], memory: last.memory }
}

async function startOnce(
  program: Program,
  platforms: readonly Platform[],
  folder: string,
  environment: Readonly<Record<string, string>>,
  idleMs = 0,
): Promise<{ readonly ms: number; readonly memory: number }> {
  const towns = await Promise.all(platforms.map(openTown))
  const start = performance.now()
  const launched = launch(program, folder, Object.assign({}, environment, ...towns.map(town => town.credentials)))
  try {
    await listening(launched, towns)
    const ms = performance.now() - start
    await wait(idleMs)
    return { ms, memory: launched.memory() }
  } finally {
    await launched.end()
    await Promise.all(towns.map(town => town.close()))
  }
}

/** Resolves when every platform can deliver a command: connected, and on Discord the commands are registered. */
export async function listening(launched: Launched, towns: readonly Emulator[]): Promise<void> {
  await Promise.race([launched.died, Promise.all(towns.map(ready))])
}

/** Resolves when this one can deliver a command. */
export async function ready(town: Emulator): Promise<void> {
  await town.connected(CONNECT_WITHIN_MS)
  if (town.platform === 'slack') return
  const deadline = AbortSignal.timeout(CONNECT_WITHIN_MS)
  // Watching the calls instead would make each of them wait: the emulator gives a watcher time to kill the bot.
  while (!town.calls().some(call => call.name === 'PUT /applications/:id/commands' && call.status === 200)) {
    await wait(1, undefined, { signal: deadline })
  }
}
