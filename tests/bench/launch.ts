import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

/** A program in a process of its own: the bot, or a bare SDK. */
export interface Program {
  readonly name: string
  readonly script: string
  /** Node's own, before the script. */
  readonly options: readonly string[]
}

export interface Launched {
  /** Rejects when the process ends by itself, with the end of its log. */
  readonly died: Promise<never>
  /** Resident memory in megabytes (10^6 bytes). */
  memory(): number
  /** Asks it to end as a supervisor does; what it has compiled is then kept for the next start. */
  end(): Promise<void>
}

const END_WITHIN_MS = 10_000
const LOG_LINES = 20
const ROOT = join(import.meta.dirname, '..', '..')

/** The bot with the options of `npm start`. */
export function bot(): Program {
  const manifest = z.object({ scripts: z.object({ start: z.string() }) })
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
  const [, ...words] = scripts.start.split(' ')
  const script = words.pop()
  if (script === undefined) throw new Error(`"${scripts.start}" in package.json does not start a script with node.`)
  return { name: 'Counterpoint', script: join(ROOT, script), options: words }
}

/**
 * Starts a program in a process of its own. `folder` is its working directory, and keeps its log, its database and its compile
 * cache, so that nothing of the machine's other programs speeds it up; its environment is `environment` alone.
 */
export function launch(program: Program, folder: string, environment: Readonly<Record<string, string>>): Launched {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'log')
  // The same story is asked for again and again.
  const manners = join(folder, 'counterpoint.yaml')
  writeFileSync(manners, 'defaults: { repeat: 0 }\n')
  const log = openSync(file, 'a')
  const child = spawn(process.execPath, [...program.options, program.script], {
    cwd: folder,
    env: {
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      DATA_DIR: join(folder, 'data'),
      COUNTERPOINT_CONFIG: manners,
      ...environment,
    },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const exit = once(child, 'exit')
  let ending = false
  const died = exit.then(([code, signal]): Promise<never> => {
    if (ending) return new Promise(() => undefined)
    const said = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n')
    throw new Error(`${program.name} ended by itself (${code ?? signal}). Its log says:\n${said}`)
  })
  died.catch(() => undefined)
  return {
    died,
    memory: () => residentMemory(child.pid ?? 0),
    async end() {
      ending = true
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const inTime = await Promise.race([exit.then(() => true), wait(END_WITHIN_MS, false, { ref: false })])
      if (inTime) return
      child.kill('SIGKILL')
      await exit
      throw new Error(`${program.name} did not end within ${END_WITHIN_MS} ms of SIGTERM.`)
    },
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentMemory(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (kibibytes === undefined) throw new Error(`Process ${pid} has no resident memory.`)
  return (Number(kibibytes) * 1024) / 1_000_000
}
