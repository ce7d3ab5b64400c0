import { writeSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import type { AdapterLog } from './adapters/adapter.ts'
import type { App } from './app.ts'
import { startApp } from './app.ts'
import type { Config } from './config.ts'
import { readConfig, readPageAddress } from './config.ts'
import { prepareZones } from './core/schedule/zone-book.ts'
import { explain } from './explain.ts'
import { type Log, openLog } from './monitor/log.ts'
import type { Monitor } from './monitor/server.ts'
import { openMonitor } from './monitor/server.ts'
import { disk } from './settings-file.ts'
import { compactHeap } from './threads/heap.ts'

/** Under the 10 s that a supervisor usually waits before it kills. */
const CLOSE_WITHIN_MS = 8_000
const LET_GO_MS = 100
/** After the log found no room, or nobody who reads it. */
const LOG_AGAIN_MS = 50
/** After the first requests, which may have waited for the start. */
const COMPACT_AFTER_MS = 1_500

/**
 * Runs the bot, or without tokens the playground, until a signal ends it: as a page, or on demand as a prompt in the terminal.
 * Returns the exit code.
 */
export async function main(
  environment: Readonly<Record<string, string | undefined>>,
  playAs: 'page' | 'terminal' = 'page',
): Promise<number> {
  try {
    const config = readConfig(environment, disk)
    if (config.slack !== undefined || config.discord !== undefined) return await runBot(config)
    const { stdin: input, stdout: output } = process
    const { storiesDir } = config
    const ended = endSignal()
    if (playAs === 'terminal') {
      const { runTerminal } = await import('./playground/terminal.ts')
      return await runTerminal({ config, input, output, ended })
    }
    const { servePlayground } = await import('./playground/serve.ts')
    return await servePlayground({ storiesDir, at: readPageAddress(environment), now: Date.now, input, output, ended })
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    // What was begun before it failed does not let go by itself.
    letGo(1)
    return 1
  }
}

async function runBot(config: Config): Promise<number> {
  outliveOutputs()
  const log = writeLog(config)
  const ended = endSignal()
  const app = await startApp({ config, log, now: Date.now, aside: 'when-busy' })
  const failed = crash()
  const monitor = await watched(app, config, log)
  try {
    await Promise.race([app.connected, ended, failed, app.lost])
    await Promise.race([prepareZoneNames(), ended, failed, app.lost])
    setTimeout(compactHeap, COMPACT_AFTER_MS).unref()
    await Promise.race([ended, failed, app.lost])
    log.info('Stopping.')
  } catch (error) {
    await close(app, 1)
    throw error
  } finally {
    await monitor?.close()
  }
  await close(app, 0)
  return 0
}

/** Between other work, so that nobody waits while somebody names a city for the first time. */
async function prepareZoneNames(): Promise<void> {
  while (prepareZones()) await turn()
}

async function watched(app: App, { monitor }: Config, log: AdapterLog): Promise<Monitor | undefined> {
  if (monitor === undefined) return undefined
  return openMonitor({ ...monitor, watch: app.watch, queue: since => app.queue(since, Date.now()), now: Date.now, log })
}

/** Closes within the time that a supervisor gives, whatever hangs. */
async function close(app: App, code: number): Promise<void> {
  const late = setTimeout(() => process.exit(code), CLOSE_WITHIN_MS + 1_000)
  late.unref()
  await app.close(CLOSE_WITHIN_MS)
  // An SDK that is trying to connect again does not let go by itself.
  clearTimeout(late)
  letGo(code)
}

function letGo(code: number): void {
  setTimeout(() => process.exit(code), LET_GO_MS).unref()
}

/** Resolves at the first signal to end; the second one ends the process at once. */
export function endSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1))
      resolve()
    })
  }
  return promise
}

/** Rejects when something throws where nobody could catch it: a malformed packet inside an SDK, for example. */
function crash(): Promise<never> {
  return new Promise((_resolve, reject) => {
    process.on('uncaughtException', reject)
    process.on('unhandledRejection', reject)
  })
}

/** A tool ends where its output cannot be written, because half of it is worth nothing; the bot goes on without a warning of Node's. */
function outliveOutputs(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners('error')
    stream.on('error', () => undefined)
  }
}

/** Writes at once, so that nothing is missing where the process is killed; what cannot be written yet waits. */
function writeLog(config: Config): Log {
  const log = openLog({
    level: config.logLevel,
    put: bytes => writeSync(process.stdout.fd, bytes),
    later: act => void setTimeout(act, LOG_AGAIN_MS).unref(),
  })
  process.once('exit', log.flush)
  return log
}
