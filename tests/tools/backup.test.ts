import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite.ts'
import { states, step, T0 } from '../store/steps.ts'
import { folderWith, ran } from './captured.ts'

async function running() {
  const folder = folderWith({ 'stories/none.txt': '' })
  const data = join(folder, 'data')
  const store = await openSqlite(data)
  onTestFinished(() => store.close())
  const environment = { STORIES_DIR: join(folder, 'stories'), DATA_DIR: data }
  return { folder, store, file: join(folder, 'copy.sqlite'), environment }
}

test('a copy that is made while the bot writes is gone back to with all that was kept until then', async () => {
  const { folder, store, file, environment } = await running()
  await store.take('before', [step('a'), step('b', { under: 'a' })], T0)
  const { code } = await ran(['backup', file], { environment })
  await store.take('after', [step('c')], T0)
  const again = join(folder, 'again')
  mkdirSync(again)
  copyFileSync(file, join(again, 'counterpoint.sqlite'))
  const restored = await openSqlite(again)
  const kept = await states(restored)
  await restored.close()
  expect([code, kept, Object.keys(await states(store))]).toEqual([0, { a: 'queued', b: 'queued' }, ['c', 'a', 'b']])
})

test('the copy is for this user only and holds no secret that was forgotten', async () => {
  const { store, file, environment } = await running()
  await store.take('old', [step('a', { secret: 'token-of-nobody' })], 0)
  await store.prune(T0 * 2)
  await ran(['backup', file], { environment })
  expect([statSync(file).mode & 0o777, readFileSync(file).includes('token-of-nobody')]).toEqual([0o600, false])
})

test('a file that is there already is left as it is', async () => {
  const { folder, environment } = await running()
  const { code, err } = await ran(['backup', join(folder, 'stories', 'none.txt')], { environment })
  expect([code, err, statSync(join(folder, 'stories', 'none.txt')).size]).toEqual([
    1,
    expect.stringContaining('Name a new file'),
    0,
  ])
})

test('without a database there is no copy', async () => {
  const folder = folderWith({ 'stories/none.txt': '' })
  const environment = { STORIES_DIR: join(folder, 'stories'), DATA_DIR: join(folder, 'empty') }
  const { code, err } = await ran(['backup', join(folder, 'copy')], { environment })
  expect([code, err, readdirSync(folder).includes('copy')]).toEqual([1, expect.stringContaining('Set DATA_DIR'), false])
})

test('a PostgreSQL database is copied by its own tools', async () => {
  const environment = { DATABASE_URL: 'postgres://bot:sesame@db/counterpoint' }
  const { code, err } = await ran(['backup', 'copy'], { environment: { ...environment, STORIES_DIR: folderWith() } })
  expect([code, /pg_dump/u.test(err), /sesame/u.test(err)]).toEqual([1, true, false])
})

test.each([[[]], [['one', 'two']]])('%j is not understood', async words => {
  expect((await ran(['backup', ...words])).code).toBe(2)
})
