import { expect, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { expected, newsOf, shown } from './digest-shown.ts'
import { MINUTE, morning, openOn, setDaily } from './digest-stage.ts'

test.concurrent('on Slack a lost answer doubles nothing although the bot’s clock is ahead of Slack’s', async ({
  onTestFinished,
}) => {
  const stage = await openOn(({ now }) => startSlack({ now: () => now() - 10 * MINUTE }), newsOf(1, 1))
  onTestFinished(() => stage.end())
  await stage.start()
  await setDaily(stage.emulator, 'compact')
  const before = (await stage.rest()).length
  // The root's, and that of what stands below it.
  stage.emulator.fail({ kind: 'drop', on: 'chat.postMessage', accepted: true, times: 2 })
  const seen = (await stage.comes(morning(1))).slice(before)
  expect(shown(seen)).toEqual(expected('compact', stage.emulator.id('news'), 1, 1))
})

test.concurrent('on Discord neither, among the posts of a forum', async ({ onTestFinished }) => {
  const world = { people: [{ name: 'ana', manages: true }], channels: [{ name: 'forum', kind: 'forum' as const }] }
  const stage = await openOn(({ now }) => startDiscord({ now: () => now() - 10 * MINUTE, world }), newsOf(1, 1))
  onTestFinished(() => stage.end())
  const app = await stage.start()
  const post = stage.emulator.startThread('ana', 'forum', 'A question', 'What is new?')
  await stage.emulator.as('ana').in('forum', post).type('/digest daily time:08:30 timezone:Europe/Berlin')
  await stage.rest('forum')
  stage.emulator.fail({ kind: 'drop', on: 'POST /channels/:id/threads', accepted: true })
  stage.clock.set(morning(1))
  await app.tick(stage.clock.now())
  const titles = (await stage.rest('forum')).filter(({ text }) => text.startsWith('The harbor'))
  expect(titles.length).toBe(1)
})
