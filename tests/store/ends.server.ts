import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptySchema } from './postgres-home.ts'

test('a process that has nothing to do but to close the store on a server hears what became of all that it asked', async () => {
  const { url, remove } = await emptySchema()
  onTestFinished(remove)
  const script = join(import.meta.dirname, 'ending.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, 'postgres', url])
  expect(await once(child, 'close')).toEqual([0, null])
})
