import { pino } from 'pino'
import type { AdapterLog } from './adapters/adapter.ts'
import type { App } from './app.ts'
import { startApp } from './app.ts'
import type { Config } from './config.ts'
import { readConfig } from './config.ts'
import { explain } from './explain.ts'

/** Under the 10 s that a supervisor usually waits before it kills. */
const CLOSE_WITHIN_MS = 8_000

/** Runs the bot, or without tokens the playground, until a signal ends it. Returns the exit code. */
export async function main(environment: Readonly<Record<string, string | undefined>>): Promise<number> {
  try {
    const config = readConfig(environment)
    if (config.slack !== undefined || config.discord !== undefined) return await runBot(config)
    const { runTerminal } = await import('./playground/terminal.ts')
    return await runTerminal({ config, input: process.stdin, output: process.stdout, ended: endSignal() })
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return 1
  }
}

async function runBot(config: Config): Promise<number> {
  const log = writeLog(config)
  const ended = endSignal()
  const app = await startApp({ config, log, now: Date.now })
  const failed = crash()
  try {
    await Promise.race([app.connected, ended, failed])
    await Promise.race([ended, failed])
    log.info('Stopping.')
    return 0
  } finally {
    await close(app)
  }
}

async function close(app: App): Promise<void> {
  const late = setTimeout(() => process.exit(1), CLOSE_WITHIN_MS + 1_500)
  late.unref()
  await app.close(CLOSE_WITHIN_MS)
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

function writeLog(config: Config): AdapterLog {
  const lines = pino({ level: config.logLevel, base: undefined }, pino.destination({ sync: true }))
  return {
    info: (message, detail) => lines.info(detail ?? {}, message),
    warn: (message, detail) => lines.warn(detail ?? {}, message),
    error: (message, detail) => lines.error(detail ?? {}, message),
  }
}
