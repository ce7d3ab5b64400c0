import { afterEach, expect, test } from 'vitest'
import type { DiscordEmulator } from '../../src/emulators/discord/discord-emulator.ts'
import type { Stage } from './stage.ts'
import { discordStage, outline, slackStage, storyDocument } from './stage.ts'

const PORTS = storyDocument('ports')
const manners = 'defaults: { discord-threads: { slow-mode: 30, lock: true } }'

let stage: Stage
afterEach(() => stage.end())

async function asked(): Promise<Stage<DiscordEmulator>> {
  const opened = await discordStage({ stories: PORTS, manners })
  stage = opened
  opened.emulator.permit('news', 'MANAGE_THREADS', true)
  await opened.emulator.as('ben').in('news').type('/story ports')
  return opened
}

test('a thread is opened with its slow mode', async () => {
  const { emulator, rest } = await asked()
  await rest('news')
  const opening = emulator.calls().find(call => call.name.endsWith('/threads'))
  expect(opening?.body.rate_limit_per_user).toBe(30)
})

test('it is locked when the last side stands in it, not before', async () => {
  const { emulator, rest } = await asked()
  const seen = await rest('news')
  const calls = emulator.calls().map(call => call.name)
  expect([outline(seen).length, emulator.threads('news')[0]?.locked]).toEqual([3, true])
  expect(calls.lastIndexOf('PATCH /channels/:id')).toBeGreaterThan(calls.lastIndexOf('POST /channels/:id/messages'))
})

test('a lost answer to the lock changes nothing of it', async () => {
  const opened = await discordStage({ stories: PORTS, manners })
  stage = opened
  opened.emulator.permit('news', 'MANAGE_THREADS', true)
  opened.emulator.fail({ kind: 'drop', on: 'PATCH /channels/:id', accepted: true })
  await opened.emulator.as('ben').in('news').type('/story ports')
  const seen = await opened.rest('news')
  expect([outline(seen).length, opened.emulator.threads('news')[0]?.locked]).toEqual([3, true])
})

test('a bot that may not lock posts all the same, and the log says what it needs', async () => {
  const opened = await discordStage({ stories: PORTS, manners })
  stage = opened
  await opened.emulator.as('ben').in('news').type('/story ports')
  const seen = await opened.rest('news')
  const warning = opened.log.find(line => line.level === 'warn')
  expect([outline(seen).length, opened.emulator.threads('news')[0]?.locked]).toEqual([3, false])
  expect(warning?.detail?.remedy).toContain('Manage Threads')
})

test('a locked thread can be removed', async () => {
  const { emulator, rest } = await asked()
  const root = (await rest('news'))[0]!
  const ben = emulator.as('ben').in('news')
  await ben.press(root.id, 'Both sides')
  const page = (await rest('news')).find(message => message.onlyFor === 'ben')!
  await ben.press(page.id, 'Remove')
  expect(outline(await rest('news'))).toEqual([])
  expect(emulator.threads('news')).toEqual([])
})

test('where the bot may not delete the thread it is closed, and the log says of what is removed that it is, and what was not', async () => {
  const opened = await discordStage({ stories: PORTS })
  stage = opened
  const ben = opened.emulator.as('ben').in('news')
  await ben.type('/story ports')
  await ben.press((await opened.rest('news'))[0]!.id, 'Both sides')
  const page = (await opened.rest('news')).find(message => message.onlyFor === 'ben')!
  await ben.press(page.id, 'Remove')
  expect(outline(await opened.rest('news'))).toEqual([])
  const removal = opened.log.slice(opened.log.findIndex(line => line.message === 'Removed.'))
  const told = removal.map(({ message }) => message).filter(message => !message.startsWith('Posted'))
  const refused = 'Not removed: The bot may not delete the thread.'
  expect(told.toSorted()).toEqual(['Closed a thread.', refused, 'Removed.', 'Removed.', 'Removed.'])
  expect(removal.find(line => line.level === 'warn')?.detail?.remedy).toContain('"Manage Threads"')
})

test('Slack, which has neither, posts as ever', async () => {
  stage = await slackStage({ stories: PORTS, manners })
  await stage.emulator.as('ben').in('news').type('/story ports')
  expect(outline(await stage.rest('news'))).toHaveLength(3)
})
