import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { App } from '../../src/app.ts'
import { expected, newsOf, shown } from './digest-shown.ts'
import { DAY, type DigestStage, HOUR, morning, openDigestStage, setDaily } from './digest-stage.ts'
import { storyDocument } from './stage.ts'

/** What the channel shows of a digest and should show; its root, or the message below it, is told to wait for an hour, and then something happens. */
async function afterHolding(nth: 1 | 2, happens: (stage: DigestStage, app: App) => Promise<unknown>) {
  const stage = await openDigestStage('Slack', newsOf(1, 1))
  const { emulator, clock } = stage
  try {
    const app = await stage.start()
    await setDaily(emulator, 'compact')
    const before = (await stage.rest()).length
    let posts = 0
    emulator.onCall(({ name }, phase) => {
      if (phase !== 'arrived' || name !== 'chat.postMessage') return
      posts += 1
      if (posts === nth) emulator.fail({ kind: 'rate-limit', on: name, afterMs: HOUR })
    })
    clock.set(morning(1))
    await app.tick(clock.now())
    const store = await stage.store()
    while (!(await store.steps()).some(({ state }) => state === 'waiting')) await wait(5)
    await happens(stage, app)
    return [shown((await stage.rest()).slice(before)), expected('compact', emulator.id('news'), 1, 1)]
  } finally {
    await stage.end()
  }
}

test.concurrent('a digest that is on its way when the clock is set back does not wait until the clock is there again', async () => {
  const [seen, whole] = await afterHolding(1, stage => stage.comes(morning(1) - DAY))
  expect(seen).toEqual(whole)
})

test.concurrent('nor when that was done while the bot was away', async () => {
  const [seen, whole] = await afterHolding(1, async (stage, app) => {
    await stage.stop(app)
    stage.clock.set(morning(1) - DAY)
    await stage.start()
  })
  expect(seen).toEqual(whole)
})

test.concurrent('a process that sleeps in the middle of a digest posts both sides when it wakes up, however late', async () => {
  const [seen, whole] = await afterHolding(2, stage => stage.comes(morning(1) + 8 * HOUR))
  expect(seen).toEqual(whole)
})

test.concurrent('a change after the clock was set back is told once, although that clock had told the story later', async ({
  onTestFinished,
}) => {
  const date = new Date(morning(1)).toISOString().slice(0, 10)
  const stage = await openDigestStage('Slack', storyDocument('quay', { date }))
  onTestFinished(() => stage.end())
  const ahead = await stage.start()
  await setDaily(stage.emulator, 'compact')
  await stage.comes(morning(3))
  await stage.stop(ahead)
  stage.clock.set(morning(1) - HOUR)
  stage.put(storyDocument('quay', { date, title: 'The harbor of quay is open again' }))
  await stage.start()
  const updates = async (day: number) =>
    (await stage.comes(morning(day))).filter(({ text }) => text.includes('Update:'))
  expect([(await updates(1)).length, (await updates(2)).length]).toEqual([1, 1])
})
