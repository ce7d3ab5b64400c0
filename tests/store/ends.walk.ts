import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptyFolder } from './sqlite-home.ts'

const SCRIPT = join(import.meta.dirname, 'ending.ts')

test.each([
  ['the store', 'here'],
  ['the store in a thread of its own', 'aside'],
])('a process that has nothing to do but to close %s waits until it is closed', async (_, how) => {
  const folder = emptyFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, how, folder])
  expect(await once(child, 'close')).toEqual([0, null])
})
