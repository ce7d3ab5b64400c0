import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from '../../src/tools/run.ts'
import type { Io } from '../../src/tools/tool.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command line without a process: what it printed, and its exit code. */
export async function ran(words: readonly string[], world: Partial<Io> & { stdin?: string } = {}): Promise<Ran> {
  const printed = { out: '', err: '' }
  const io: Io = {
    out: text => {
      printed.out += text
    },
    err: text => {
      printed.err += text
    },
    input: () => Promise.resolve(Buffer.from(world.stdin ?? '')),
    isTerminal: false,
    colour: false,
    width: Number.POSITIVE_INFINITY,
    environment: {},
    now: () => Date.UTC(2026, 0, 1),
    ...world,
  }
  const code = await run(words, io)
  return { code, ...printed }
}

/** A folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-tools-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
