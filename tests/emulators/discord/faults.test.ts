import { REST } from 'discord.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asked, type Path, type Stage, stage } from './bot.ts'

let here: Stage
beforeEach(async () => {
  here = await stage({ oracle: false })
})
afterEach(() => here.close())

const say = (rest: REST = here.rest, more: object = {}) =>
  rest.post(here.messages('news'), { body: { content: 'A', ...more } })
const seen = () => here.discord.seen('news').map(message => message.text)
const retrying = () => new REST({ api: here.discord.url, retries: 3 }).setToken(here.discord.credentials.DISCORD_TOKEN!)

test('a rate limit says how long to wait, and the client waits', async () => {
  here.discord.fail({ kind: 'rate-limit', afterMs: 50 })
  await say()
  expect(
    here.discord
      .calls()
      .filter(call => call.name === 'POST /channels/:id/messages')
      .map(call => call.status),
  ).toEqual([429, 200])
  expect(seen()).toEqual(['A'])
})

test('a rate limit of one channel leaves the others alone', async () => {
  here.discord.fail({ kind: 'rate-limit', afterMs: 5, channel: here.discord.id('general') })
  await say()
  expect(here.discord.calls().at(-1)).toMatchObject({ status: 200, channel: here.discord.id('news') })
})

test('a server error before acceptance leaves nothing behind', async () => {
  here.discord.fail({ kind: 'server-error', accepted: false })
  await expect(say()).rejects.toThrow()
  expect(seen()).toEqual([])
})

test('a server error after acceptance is said twice by the client, and once with an enforced nonce', async () => {
  here.discord.fail({ kind: 'server-error', accepted: true, times: 2 })
  await say(retrying())
  expect(seen()).toEqual(['A', 'A', 'A'])
  here.discord.fail({ kind: 'server-error', accepted: true, times: 2 })
  await say(retrying(), { content: 'B', nonce: 'once', enforce_nonce: true })
  expect(seen()).toEqual(['A', 'A', 'A', 'B'])
})

test.each([
  { accepted: true, left: ['A'] },
  { accepted: false, left: [] },
])('a connection that drops leaves what was accepted, %j', async ({ accepted, left }) => {
  here.discord.fail({ kind: 'drop', accepted })
  await expect(say()).rejects.toThrow()
  expect(seen()).toEqual(left)
  expect(here.discord.calls().at(-1)?.status).toBeUndefined()
})

test('a fault meets the call it names, and by itself only what people see', async () => {
  here.discord.fail({ kind: 'server-error', accepted: false })
  const commands: Path = `/applications/${here.client.application.id}/commands`
  await expect(here.rest.put(commands, { body: [{ name: 'story', description: 'A' }] })).resolves.toHaveLength(1)
  await expect(say()).rejects.toThrow()
  here.discord.fail({ kind: 'server-error', accepted: false, on: 'GET /channels/:id' })
  await say()
  await expect(here.rest.get(`/channels/${here.discord.id('news')}`)).rejects.toThrow()
})

test('a lost callback was accepted: the person has the answer, and the next try is refused', async () => {
  here.discord.fail({ kind: 'drop', accepted: true, on: 'POST /interactions/:id/:token/callback' })
  const { callback, outcome } = await asked(here)
  const body = { type: 4, data: { content: 'Answer' } }
  await expect(here.rest.post(callback, { body, auth: false })).rejects.toThrow()
  expect(await outcome).toMatchObject({ acknowledged: true })
  await expect(here.rest.post(callback, { body, auth: false })).rejects.toMatchObject({ code: 40060 })
  expect(seen()).toEqual(['Answer'])
})

test('a slow answer comes late', async () => {
  here.discord.fail({ kind: 'slow', ms: 30 })
  const before = performance.now()
  await say()
  expect(performance.now() - before).toBeGreaterThanOrEqual(29)
})

test('a test can stand between the arrival of a call, its acceptance and its answer', async () => {
  const steps: string[] = []
  const stop = here.discord.onCall((call, phase) => {
    steps.push(`${call.name} ${phase}: ${seen().length}`)
  })
  await say()
  stop()
  await say()
  expect(steps).toEqual([
    'POST /channels/:id/messages arrived: 0',
    'POST /channels/:id/messages accepted: 1',
    'POST /channels/:id/messages answered: 1',
  ])
})

test('more than 50 requests in a second are refused, answers of interactions excepted', async () => {
  const headers = { authorization: `Bot ${here.discord.credentials.DISCORD_TOKEN}` }
  const ask = () => fetch(`${here.discord.url}/v10/users/@me`, { headers }).then(response => response.status)
  const statuses = await Promise.all(Array.from({ length: 60 }, ask))
  expect(statuses.filter(status => status === 429).length).toBeGreaterThan(0)
  const { callback } = await asked(here)
  await expect(
    here.rest.post(callback, { body: { type: 4, data: { content: 'A' } }, auth: false }),
  ).resolves.toBeDefined()
})
