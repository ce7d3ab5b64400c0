import { afterEach, expect, test } from 'vitest'
import type { Emulator } from '../../src/emulators/emulator.ts'
import type { Stage } from './stage.ts'
import { discordStage, outline, slackStage, storyDocument } from './stage.ts'

const PORTS = storyDocument('ports')

let stage: Stage
afterEach(() => stage.end())

/** A moderator removes whatever stands in #news as soon as a call of that name was answered, once. */
function sweepAfter(emulator: Emulator, name: string, then: () => void = () => undefined): void {
  const off = emulator.onCall((call, phase) => {
    if (call.name !== name || phase !== 'answered') return
    off()
    for (const { id } of emulator.seen('news')) emulator.remove('news', id)
    then()
  })
}

test('on Discord nothing is told below a story that was removed before its thread was opened', async () => {
  stage = await discordStage({ stories: PORTS })
  sweepAfter(stage.emulator, 'POST /interactions/:id/:token/callback')
  await stage.emulator.as('ben').in('news').type('/story ports')
  expect(outline(await stage.rest('news'))).toEqual([])
})

test('on Discord nothing is told below a story that came too late for an answer and was removed at once', async () => {
  stage = await discordStage({ stories: PORTS, discord: { patienceMs: 100 } })
  const { emulator } = stage
  emulator.fail({ kind: 'slow', on: 'POST /interactions/:id/:token/callback', ms: 200 })
  sweepAfter(emulator, 'POST /channels/:id/messages')
  await emulator.as('ben').in('news').type('/story ports')
  expect(outline(await stage.rest('news'))).toEqual([])
})

test('on Discord nothing is told below a story that was removed where no thread can be opened', async () => {
  const opened = await discordStage({ stories: PORTS })
  stage = opened
  opened.emulator.permit('news', 'CREATE_PUBLIC_THREADS', false)
  sweepAfter(stage.emulator, 'POST /interactions/:id/:token/callback')
  await stage.emulator.as('ben').in('news').type('/story ports')
  expect(outline(await stage.rest('news'))).toEqual([])
})

test('on Discord what was removed with its thread does not go on in the channel', async () => {
  const opened = await discordStage({ stories: PORTS })
  stage = opened
  const { emulator } = opened
  emulator.permit('news', 'MANAGE_THREADS', true)
  const off = emulator.onCall(async ({ name }, phase) => {
    if (name !== 'POST /channels/:id/messages' || phase !== 'answered') return
    off()
    const headers = { authorization: `Bot ${emulator.credentials.DISCORD_TOKEN}` }
    const thread = emulator.threads('news')[0]!.id
    await fetch(`${emulator.url}/v10/channels/${thread}`, { method: 'DELETE', headers })
  })
  await emulator.as('ben').in('news').type('/story ports')
  expect(outline(await stage.rest('news'))).toEqual(['The harbor of ports is closed'])
})

test('on Slack nothing is told below a story that was removed before its first side', async () => {
  stage = await slackStage({ stories: PORTS })
  sweepAfter(stage.emulator, 'chat.postMessage')
  await stage.emulator.as('ben').in('news').type('/story ports')
  expect((await stage.rest('news')).map(({ text, onlyFor }) => [text, onlyFor])).toEqual([])
})

test('on Slack nothing is told below a digest that was removed before its first reply', async () => {
  stage = await slackStage({ stories: { ...PORTS, ...storyDocument('quays') } })
  sweepAfter(stage.emulator, 'chat.postMessage')
  await stage.emulator.as('ana').in('news').type('/digest now')
  const seen = outline(await stage.rest('news'))
  const steps = await stage.steps()
  expect([seen, steps.filter(({ state }) => state !== 'posted' && state !== 'dropped')]).toEqual([[], []])
})

test('on Slack one side at most is posted for as long as it takes to see that nothing stands above it', async () => {
  stage = await slackStage({ stories: PORTS })
  sweepAfter(stage.emulator, 'chat.postMessage')
  await stage.emulator.as('ben').in('news').type('/story ports')
  await stage.rest('news')
  expect(stage.emulator.calls().filter(({ name }) => name === 'chat.postMessage')).toHaveLength(2)
})

test.each([
  ['its answer was lost', { kind: 'drop', on: 'chat.postMessage', accepted: true }],
  ['it could not be taken away at once', { kind: 'rate-limit', on: 'chat.delete', afterMs: 1 }],
] as const)('on Slack a side without its facts is taken away although %s', async (_, fault) => {
  stage = await slackStage({ stories: PORTS })
  const { emulator } = stage
  sweepAfter(emulator, 'chat.postMessage', () => emulator.fail(fault))
  await emulator.as('ben').in('news').type('/story ports')
  expect(outline(await stage.rest('news'))).toEqual([])
})

test('on Slack a question that its asker deletes at once is not answered in the channel', async () => {
  stage = await slackStage({ stories: PORTS })
  const { emulator } = stage
  const off = emulator.onCall(({ name }, phase) => {
    if (name !== 'chat.postMessage' || phase !== 'arrived') return
    off()
    for (const { id } of emulator.seen('news')) emulator.remove('news', id)
  })
  await emulator.as('ben').in('news').mention('ports')
  expect(outline(await stage.rest('news'))).toEqual([])
})
