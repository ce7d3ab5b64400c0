import { afterEach, expect, test } from 'vitest'
import { renderDiscord } from '../../src/adapters/discord/render.ts'
import { renderSlack } from '../../src/adapters/slack/render.ts'
import type { DiscordOptions } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, Seen } from '../../src/emulators/emulator.ts'
import { type Answers, inspectMessage, rememberAnswers } from '../../src/playground/inspect.ts'
import type { Inside } from '../../src/playground/page/protocol.ts'
import { discordStage, type Stage, slackStage } from '../walks/stage.ts'

let answers: Answers
let stage: Stage

afterEach(() => stage.end())

async function slack(): Promise<Emulator> {
  answers = rememberAnswers()
  stage = await slackStage({ observe: answers.observe })
  return stage.emulator
}

async function discord(options: DiscordOptions = {}): Promise<Emulator> {
  answers = rememberAnswers()
  stage = await discordStage({ observe: answers.observe, discord: options })
  return stage.emulator
}

function inside(message: Seen, place = 'news'): Inside {
  const done = inspectMessage(stage.emulator, answers, place, message.id)
  if (!done.ok) throw new Error(done.error)
  if (done.value === undefined || !('kind' in done.value) || done.value.kind !== 'inside') throw new Error('No inside.')
  return done.value
}

/** Of each of the bot's messages: what was sent, and what the neutral message behind it is rendered to. */
async function pairs(place = 'news'): Promise<readonly (readonly [unknown, unknown])[]> {
  const { platform } = stage.emulator
  const messages = (await stage.rest(place)).filter(message => message.bot)
  return messages.map(message => {
    const { payload } = inside(message, place)
    const neutral = answers.behind(platform, payload)
    const sent = platform === 'slack' ? JSON.parse(JSON.stringify(payload)) : bodyOf(payload)
    if (neutral === undefined) return [sent, 'nothing']
    if (platform === 'slack') return [sent.blocks, renderSlack(neutral).blocks]
    return [sent.components, renderDiscord(neutral, sent.components[0].id).components]
  })
}

function bodyOf(payload: unknown) {
  const body = JSON.parse(JSON.stringify(payload))
  return body.data ?? body
}

function expectPairs(all: readonly (readonly [unknown, unknown])[], least: number): void {
  expect(all.length).toBeGreaterThanOrEqual(least)
  expect(all.map(([, rendered]) => rendered)).toEqual(all.map(([sent]) => sent))
}

test.each([
  ['Slack', slack],
  ['Discord', discord],
])('on %s the neutral message is behind every part of a thread and of private answers', async (_name, start) => {
  const emulator = await start()
  await emulator.as('ben').in('news').type('/story korea-arms')
  const [root] = (await stage.rest('news')).filter(message => message.bot)
  await emulator
    .as('ben')
    .in('news')
    .press(root?.id ?? '', 'Both sides')
  await emulator.as('ben').in('news').type('/story help')
  expectPairs(await pairs(), 5)
})

test('on Slack what was sent instead of a post that was refused has its neutral message too', async () => {
  const emulator = await slack()
  await emulator.as('ben').in('lobby').type('/story korea-arms')
  expectPairs(await pairs('lobby'), 2)
})

test('on Discord replies beside the root have their neutral message where no thread can be opened', async () => {
  const lacks = ['CREATE_PUBLIC_THREADS']
  const emulator = await discord({
    world: { people: [{ name: 'ben' }], channels: [{ name: 'news', kind: 'text', lacks }] },
  })
  await emulator.as('ben').in('news').type('/story korea-arms')
  expectPairs(await pairs(), 3)
})

test.each([
  ['Slack', slack, 'chat.postMessage'],
  ['Discord', discord, 'POST /interactions/:id/:token/callback'],
])('on %s the payload is what the call held, with each limit and never a token', async (_name, start, call) => {
  const emulator = await start()
  await emulator.as('ben').in('news').type('/story korea-arms')
  const [root] = (await stage.rest('news')).filter(message => message.bot)
  const found = inside(root!)
  const tokens = Object.values(emulator.credentials).filter(value => !value.startsWith('http'))
  const text = JSON.stringify(found)
  expect(found.call).toBe(call)
  expect(emulator.calls().map(one => one.body)).toContainEqual(found.payload)
  expect(found.weights.length).toBeGreaterThan(2)
  expect(found.weights.every(({ used, of }) => used >= 0 && used <= of) || found.weights).toBe(true)
  expect(tokens.filter(token => text.includes(token))).toEqual([])
})

test('a page that was turned shows what is on it now', async () => {
  const emulator = await slack()
  const ben = emulator.as('ben').in('news')
  await ben.type('/story korea-arms only me')
  const [first] = (await stage.rest('news')).filter(message => message.onlyFor === 'ben')
  await ben.press(first?.id ?? '', first?.buttons[0]?.label ?? '')
  expectPairs(await pairs(), 1)
})

test('behind what a person wrote there is nothing, and the pane says so', async () => {
  const emulator = await slack()
  await emulator.as('ben').in('general').say('Good morning')
  const [message] = emulator.seen('general')
  expect(inspectMessage(emulator, answers, 'general', message?.id ?? '')).toEqual({
    ok: false,
    error: 'ben wrote this, not the bot: nothing is behind it. Choose a message of the bot.',
  })
})

test('of an answer that nobody remembers the payload is still there', async () => {
  const emulator = await discord()
  answers = rememberAnswers()
  await emulator.as('ben').in('news').type('/story korea-arms')
  const [root] = (await stage.rest('news')).filter(message => message.bot)
  const { neutral, weights, payload } = inside(root!)
  expect([neutral, weights, JSON.stringify(payload).includes('Kim')]).toEqual([undefined, [], true])
})
