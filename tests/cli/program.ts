import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts')

/** `counterpoint` as a process of its own, with this environment and nothing else. */
export interface Program {
  readonly child: ChildProcess
  /** Everything that it has printed. */
  output(): string
  /** Resolves as soon as the output matches. Rejects with all of it when the program ends before. */
  says(pattern: RegExp): Promise<void>
  /** Resolves with the exit code. */
  ended(): Promise<number | null>
}

/** What is done when a test has ended: of a concurrent test, its own context's, because the global one takes whichever began last. */
export type AtEnd = (act: () => void | Promise<void>) => void

export function runCli(
  environment: Readonly<Record<string, string>>,
  cwd = join(CLI, '..', '..'),
  words: readonly string[] = [],
  atEnd: AtEnd = onTestFinished,
): Program {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...words], {
    cwd,
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'counterpoint-test-cache'), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let printed = ''
  const heard = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      for (const hear of heard) hear()
    })
  }
  const closed = once(child, 'close')
  atEnd(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await closed
  })
  return {
    child,
    output: () => printed,
    async ended() {
      await closed
      return child.exitCode
    },
    async says(pattern) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const hear = () => {
        if (pattern.test(printed)) resolve()
      }
      heard.add(hear)
      hear()
      const gone = closed.then(() => {
        if (!pattern.test(printed)) throw new Error(`It ended before it said ${String(pattern)}:\n${printed}`)
      })
      await Promise.race([promise, gone])
      heard.delete(hear)
    },
  }
}

/** A folder that is gone after the test. */
export function folderForTest(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-cli-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
