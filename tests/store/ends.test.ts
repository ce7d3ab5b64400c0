import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { emptyFolder } from './sqlite-home.ts'

/** A process that opens a store, writes, and closes it, and has nothing else to do; gives its exit code. */
async function exitCode(file: string, open: string): Promise<unknown> {
  const folder = emptyFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = pathToFileURL(join(import.meta.dirname, '..', '..', 'src', 'store', file)).href
  const program = `
    const { ${open} } = await import(${JSON.stringify(path)})
    const store = await ${open}(${JSON.stringify(folder)})
    await store.take('ask', [], 0)
    await store.close()`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'ignore'] })
  const [code] = await once(child, 'close')
  return code
}

test.each([
  ['the store', 'sqlite.ts', 'openSqlite'],
  ['the store in a thread of its own', 'aside.ts', 'openSqliteAside'],
])('a process that has nothing to do but to close %s waits until it is closed', async (_, file, open) => {
  expect(await exitCode(file, open)).toBe(0)
})
