import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { drawOrder } from '../../src/core/message/draw.ts'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Call, CallPhase, Emulator, Outcome, Seen } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { outline, storyDocument } from './stage.ts'

/** Where the process is killed. */
export type KillPoint =
  | { readonly at: 'call'; readonly nth: number; readonly phase: CallPhase }
  | { readonly at: 'write'; readonly nth: number; readonly moment: 'before' | 'amid' | 'after' }

export type Platform = 'Slack' | 'Discord'

export interface Crashed {
  /** False when the point was never reached. */
  readonly killed: boolean
  readonly outcome: Outcome
  /** What the channel holds when the second life has nothing left to do. */
  readonly lines: readonly string[]
  readonly expected: readonly string[]
}

const SCRIPT = join(import.meta.dirname, 'bot-process.ts')
const ID = 'ports'
const FINAL: ReadonlySet<string> = new Set(['posted', 'refused', 'in-doubt', 'dropped'])
const POST = /^chat\.postMessage$|^POST .*(?:callback|threads|messages)$/u

/** One `/story`, a real SIGKILL of the bot's process at the point, a restart, and what readers see in the end. */
export async function crash(platform: Platform, point: KillPoint): Promise<Crashed> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-crash-'))
  const emulator = platform === 'Slack' ? await startSlack() : await startDiscord()
  const lives: ChildProcess[] = []
  try {
    const environment = prepare(folder, emulator)
    const self = point.at === 'write' ? [point.moment, String(point.nth)] : []
    const first = live(lives, environment, self)
    await Promise.race([listening(emulator), failedStart(first)])
    const dead = once(first, 'exit')
    const stop = point.at === 'call' ? killAtCall(emulator, first, point.nth, point.phase) : () => undefined
    const asked = emulator.as('ben').in('news').type('/story ports')
    const killed = await Promise.race([dead.then(() => true), wholeThread(emulator).then(() => false)])
    stop()
    if (!killed) {
      first.kill('SIGKILL')
      await dead
    }
    live(lives, environment, [])
    await settled(environment.DATA_DIR)
    const seen = emulator.seen('news')
    return { killed, outcome: await asked, lines: outline(seen), expected: whole(seen) }
  } finally {
    await Promise.all(lives.map(end))
    await emulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Connected, and on Discord its commands are registered. */
async function listening(emulator: Emulator): Promise<void> {
  const registered = Promise.withResolvers<void>()
  emulator.onCall((call, phase) => {
    if (phase === 'answered' && call.name === 'PUT /applications/:id/commands') registered.resolve()
  })
  await emulator.connected()
  if (emulator.platform === 'discord') await registered.promise
}

function prepare(folder: string, emulator: Emulator) {
  const stories = join(folder, 'stories')
  mkdirSync(stories)
  for (const [name, text] of Object.entries(storyDocument(ID))) writeFileSync(join(stories, name), text)
  return { ...emulator.credentials, STORIES_DIR: stories, DATA_DIR: join(folder, 'data') }
}

function live(
  lives: ChildProcess[],
  environment: Readonly<Record<string, string>>,
  words: readonly string[],
): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, ...words], {
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'counterpoint-crash-cache'), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  lives.push(child)
  return child
}

/** Rejects with what the process said when it ends before it has connected. */
async function failedStart(child: ChildProcess): Promise<never> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await once(child, 'exit')
  throw new Error(`The bot ended: ${said}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

function killAtCall(emulator: Emulator, child: ChildProcess, nth: number, phase: CallPhase): () => void {
  let count = 0
  return emulator.onCall(async (call: Call, reached: CallPhase) => {
    if (reached !== phase || !POST.test(call.name)) return
    count += 1
    if (count !== nth) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  })
}

async function wholeThread(emulator: Emulator): Promise<void> {
  await emulator.until('news', seen => outline(seen).length >= 3)
  // The last step's receipt is still being written.
  await wait(300)
}

/** Waits until the second life has brought every step to an end. */
async function settled(dataDir: string): Promise<void> {
  const deadline = AbortSignal.timeout(15_000)
  const store = await openSqlite(dataDir)
  try {
    for (;;) {
      const steps = await store.steps()
      if (steps.every(step => FINAL.has(step.state))) return
      await wait(20, undefined, { signal: deadline })
    }
  } finally {
    await store.close()
  }
}

function whole(seen: readonly Seen[]): readonly string[] {
  const sides = ['  Pro-harbor narrative', '  Anti-harbor narrative']
  const order = drawOrder(ID, seen[0]?.channel ?? '', 2)
  return ['The harbor of ports is closed', ...order.map(index => sides[index] ?? '')]
}
