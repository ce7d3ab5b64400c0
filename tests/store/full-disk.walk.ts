import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite.ts'
import { emptyFolder } from './sqlite-home.ts'
import { states, step, T0 } from './steps.ts'

const SCRIPT = join(import.meta.dirname, 'filler.ts')
/** Of 512 bytes: a file that grows over 1 MB finds no room. */
const BLOCKS = 2_048

test('on a full disk it is said what is the matter, who looks is told, and what was taken before stays', async () => {
  const folder = emptyFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const limited = `ulimit -f ${BLOCKS}; exec "$0" "$@"`
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', SCRIPT, folder]
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', limited, ...node])
  const said: unknown = JSON.parse(stdout)
  const store = await openSqlite(folder)
  const kept = Object.keys(await states(store)).length
  const again = await store.take('again', [step('again')], T0)
  await store.close()
  const message: unknown = expect.stringMatching(
    /^Cannot write to the database .*: (?:database or disk is full|disk I\/O error)\. Make room on the disk/u,
  )
  expect([said, kept > 0, again]).toEqual([
    { won: kept, refused: { name: 'StoreError', message }, unwritable: message },
    true,
    { kind: 'taken' },
  ])
})
