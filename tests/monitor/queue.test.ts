import { expect, onTestFinished, test } from 'vitest'
import { sqliteHome } from '../store/sqlite-home.ts'
import { landed, lease, MINUTE, OWNER, refused, step, T0 } from '../store/steps.ts'

async function store() {
  const home = sqliteHome()
  const opened = await home.open()
  onTestFinished(async () => {
    await opened.close()
    await home.remove()
  })
  return opened
}

test('what waits is counted, and the oldest of it that could go is known', async () => {
  const opened = await store()
  await opened.take('one', [step('root'), step('reply', { under: 'root' })], T0)
  await opened.take('two', [step('later')], T0 + MINUTE)
  const before = await opened.queue(T0, T0 + 2 * MINUTE)
  await lease(opened, T0 + 2 * MINUTE, { most: 1 })
  const carried = await opened.queue(T0, T0 + 2 * MINUTE)
  await opened.settle('root', OWNER, landed('1'), T0 + 2 * MINUTE)
  const after = await opened.queue(T0, T0 + 2 * MINUTE)
  expect([before, carried, after].map(({ waiting, oldest }) => [waiting, oldest])).toEqual([
    [3, T0],
    [3, T0 + MINUTE],
    [2, T0],
  ])
})

test('what gave way is counted once by platform, and what only stood by for a refusal is not', async () => {
  const opened = await store()
  const steps = [step('root'), step('reply', { under: 'root' }), step('other', { under: 'reply' })]
  await opened.take('one', steps, T0)
  await opened.take('two', [step('good'), step('instead', { ifRefused: 'good' })], T0)
  await lease(opened, T0)
  await opened.settle('root', OWNER, refused, T0 + 10)
  await opened.settle('good', OWNER, landed('1'), T0 + 20)
  const first = await opened.queue(T0, T0 + 30)
  const second = await opened.queue(first.at, T0 + 40)
  expect([first, second]).toEqual([
    { at: T0 + 30, waiting: 0, dropped: new Map([['slack', 2]]) },
    { at: T0 + 40, waiting: 0, dropped: new Map() },
  ])
})
