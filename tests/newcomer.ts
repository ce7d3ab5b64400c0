import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { parseEnv } from 'node:util'
import { onTestFinished } from 'vitest'
import { ran } from './tools/captured.ts'

export const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'bin', 'counterpoint.js')
/** What a checkout does not have. */
const NOT_CHECKED_OUT: ReadonlySet<string> = new Set(['.env', 'data'])

/** Somebody who follows a page in a fresh checkout. */
export interface Newcomer {
  readonly folder: string
  /** Fills the tokens into `.env`, as the page says. */
  fillIn(settings: Readonly<Record<string, string>>): void
  /** Runs a command of the page; `enough` is when a program that goes on has said what it should, and it is then ended. */
  runs(command: string, options?: { readonly typed?: string; readonly enough?: RegExp }): Promise<Ran>
}

export interface Ran {
  readonly code: number | null
  readonly output: string
}

/** The commands in the `sh` blocks of a page, one by one, without their remarks. */
export function commandsOf(page: string): readonly string[] {
  const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gmu)].map(
    found => found[1] ?? '',
  )
  return blocks
    .flatMap(block => block.split(/\n|&&/u))
    .map(line => line.replace(/ +#.*$/u, '').trim())
    .filter(line => line !== '')
}

export function newcomer(): Newcomer {
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-newcomer-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of readdirSync(ROOT))
    if (!NOT_CHECKED_OUT.has(name)) symlinkSync(join(ROOT, name), join(folder, name))
  return {
    folder,
    fillIn(settings) {
      const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
      appendFileSync(join(folder, '.env'), lines.join(''))
    },
    runs(command, options = {}) {
      const [npx, name, ...words] = command.split(' ')
      const quick = npx === 'npx' && name === 'counterpoint' && words[0] !== 'playground'
      return quick ? runHere(folder, words) : runIn(folder, command, options)
    },
  }
}

/** In this process, which has loaded everything already; other tests start the program itself, and npx. */
async function runHere(folder: string, words: readonly string[]): Promise<Ran> {
  const before = process.cwd()
  const settings = join(folder, '.env')
  process.chdir(folder)
  try {
    const environment = existsSync(settings) ? parseEnv(readFileSync(settings, 'utf8')) : {}
    const { code, out, err } = await ran(words, { environment })
    return { code, output: out + err }
  } finally {
    process.chdir(before)
  }
}

async function runIn(folder: string, command: string, options: { typed?: string; enough?: RegExp }): Promise<Ran> {
  // What npx would find, without its second of looking.
  const [program = '', ...words] = command.replace(/^npx counterpoint/u, `"${process.execPath}" "${BIN}"`).split(' ')
  const child = spawn([program, ...words].join(' '), {
    cwd: folder,
    env: {
      PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
      HOME: folder,
      NODE_COMPILE_CACHE: join(tmpdir(), 'counterpoint-test-cache'),
      npm_config_update_notifier: 'false',
    },
    shell: true,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  const end = (signal: NodeJS.Signals) => {
    // The whole group: npm, its shell, and the program.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, signal)
  }
  onTestFinished(() => end('SIGKILL'))
  // A program that ends before it has read what is typed is judged by what it prints.
  child.stdin.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  child.stdin.end(options.typed)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (options.enough?.test(output)) end('SIGTERM')
    })
  }
  await closed
  return { code: child.exitCode, output }
}
