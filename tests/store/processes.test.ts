import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { KeptStep } from '../../src/store/store.ts'
import { emptyFolder } from './sqlite-home.ts'

const SCRIPT = join(import.meta.dirname, 'taker.ts')
const PARTS = 3

let folder = ''
const children: ChildProcess[] = []
beforeEach(() => {
  folder = emptyFolder()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

interface Taker {
  /** The claims that it said it won, so far. */
  readonly won: readonly string[]
  /** Resolves with the exit code or signal, when everything it said was read. */
  readonly end: Promise<unknown>
  kill(): void
}

function startTaker(name: string, most: number, onWon: (count: number) => void = () => undefined): Taker {
  const args = ['--disable-warning=ExperimentalWarning', SCRIPT, folder, name, String(most)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const won: string[] = []
  createInterface({ input: child.stdout }).on('line', line => onWon(won.push(line)))
  const end = once(child, 'close').then(([code, signal]: unknown[]) => signal ?? code)
  return { won, end, kill: () => child.kill('SIGKILL') }
}

async function kept(): Promise<ReadonlyMap<string, readonly KeptStep[]>> {
  const store = await openSqlite(folder)
  const claims = Map.groupBy(await store.steps(), one => one.claim)
  await store.close()
  return claims
}

test('two processes that race for the same claims, from the first opening on, take each exactly once', async () => {
  const racers = [startTaker('one', 150), startTaker('two', 150)]
  const ends = await Promise.all(racers.map(racer => racer.end))
  const won = racers.flatMap(racer => racer.won)
  const claims = await kept()
  const whole = [...claims.values()].filter(steps => steps.length === PARTS)
  expect([ends, won.length, new Set(won).size, whole.length]).toEqual([[0, 0], 150, 150, 150])
})

test('a writer that is killed in the middle leaves every claim that it won, and none by half', async () => {
  const taker = startTaker('one', 1_000_000, count => {
    if (count === 40) taker.kill()
  })
  const end = await taker.end
  const claims = await kept()
  const lost = taker.won.filter(claim => claims.get(claim)?.length !== PARTS)
  const half = [...claims.values()].filter(steps => steps.length !== PARTS)
  expect([end, taker.won.length >= 40, lost, half]).toEqual(['SIGKILL', true, [], []])
})
