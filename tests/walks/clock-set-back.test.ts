import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { App } from '../../src/app.ts'
import { expected, newsOf, shown } from './digest-shown.ts'
import { type DigestStage, HOUR, morning, openDigestStage, setDaily } from './digest-stage.ts'

/** A digest whose first call Slack told to wait for an hour. */
async function heldUp(stage: DigestStage): Promise<App> {
  const app = await stage.start()
  await setDaily(stage.emulator, 'compact')
  await stage.rest()
  stage.emulator.fail({ kind: 'rate-limit', on: 'chat.postMessage', afterMs: HOUR })
  stage.clock.set(morning(1))
  await app.tick(stage.clock.now())
  const store = await stage.store()
  while (!(await store.steps()).some(({ state }) => state === 'waiting')) await wait(5)
  return app
}

async function onStage(
  act: (stage: DigestStage, app: App) => Promise<unknown>,
): Promise<readonly (readonly string[])[]> {
  const stage = await openDigestStage('Slack', newsOf(1, 1))
  try {
    const app = await heldUp(stage)
    const before = stage.emulator.seen('news').length
    await act(stage, app)
    const seen = shown((await stage.rest()).slice(before))
    return [seen, expected('compact', stage.emulator.id('news'), 1, 1)]
  } finally {
    await stage.end()
  }
}

test.concurrent('a digest that is on its way when the clock is set back does not wait until the clock is there again', async () => {
  const [seen, whole] = await onStage(stage => stage.comes(morning(1) - 24 * HOUR))
  expect(seen).toEqual(whole)
})

test.concurrent('nor when that was done while the bot was away', async () => {
  const [seen, whole] = await onStage(async (stage, app) => {
    await stage.stop(app)
    stage.clock.set(morning(1) - 24 * HOUR)
    await stage.start()
  })
  expect(seen).toEqual(whole)
})
