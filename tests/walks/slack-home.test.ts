import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackEmulator } from '../../src/emulators/slack/slack-emulator.ts'
import type { Stage } from './stage.ts'
import { outline, slackStage, storyDocument } from './stage.ts'

let stage: Stage<SlackEmulator>
beforeEach(async () => {
  stage = await slackStage({
    stories: { ...storyDocument('ports'), ...storyDocument('quays', { date: '2026-05-02' }) },
  })
})
afterEach(() => stage.end())

/** The Home tab as ben has it, as text. */
async function home(): Promise<string> {
  await stage.rest('bot')
  return JSON.stringify(stage.emulator.home('ben') ?? {})
}

async function opened(): Promise<string> {
  await stage.emulator.openHome('ben')
  await stage.rest('bot')
  return String(stage.emulator.home('ben')?.id)
}

test('the Home tab says what the bot does and shows the latest stories, the newest first', async () => {
  await opened()
  const shown = await home()
  expect(shown).toContain('/story north-korea')
  const [quays, ports] = ['The harbor of quays', 'The harbor of ports'].map(title => shown.indexOf(title))
  expect([quays! > 0, ports! > quays!]).toEqual([true, true])
})

test('a story that is pressed there is posted among the messages with the bot', async () => {
  const view = await opened()
  await stage.emulator.as('ben').in('bot').press(view, 'The harbor of ports is closed (1 May 2026)')
  expect(outline(await stage.rest('bot'))[0]).toBe('The harbor of ports is closed')
})

test('a page that fails to be published is published after all', async () => {
  stage.emulator.fail({ kind: 'server-error', on: 'views.publish', accepted: false })
  await opened()
  expect(await home()).toContain('The harbor of quays')
})
