import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Newsroom } from './newsroom.ts'
import { openNewsroom } from './newsroom.ts'

const IN_TEXT = [
  ['VIEW_CHANNEL', 'View Channel'],
  ['SEND_MESSAGES', 'Send Messages'],
  ['CREATE_PUBLIC_THREADS', 'Create Public Threads'],
  ['SEND_MESSAGES_IN_THREADS', 'Send Messages in Threads'],
  ['READ_MESSAGE_HISTORY', 'Read Message History'],
] as const
const IN_FORUM = [
  ['VIEW_CHANNEL', 'View Channel'],
  ['SEND_MESSAGES', 'Create Posts'],
  ['SEND_MESSAGES_IN_THREADS', 'Send Messages in Posts'],
  ['READ_MESSAGE_HISTORY', 'Read Message History'],
] as const

let here: Newsroom
beforeAll(async () => {
  here = await openNewsroom({
    discord: {
      world: {
        people: [{ name: 'ana', manages: true }],
        channels: [
          { name: 'news', kind: 'text' },
          { name: 'wire', kind: 'announcement' },
          { name: 'forum', kind: 'forum' },
          { name: 'bare-forum', kind: 'forum', lacks: ['CREATE_PUBLIC_THREADS'] },
          { name: 'strict', kind: 'forum' },
          { name: 'gone', kind: 'text' },
          { name: 'bot', kind: 'direct' },
          ...IN_TEXT.map(([name]) => ({ name, kind: 'text' as const, lacks: [name] })),
          ...IN_FORUM.map(([name]) => ({ name: `forum-${name}`, kind: 'forum' as const, lacks: [name] })),
        ],
      },
    },
  })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const check = (channel: string) => here.adapter.check(here.place(channel))

test.each([
  ['news', 'text'],
  ['wire', 'announcement'],
  ['forum', 'forum'],
  ['bare-forum', 'forum'],
])('nothing is missing in %s, which is for %s', async (channel, kind) => {
  expect(await check(channel)).toEqual({ kind, missing: [] })
})

test.each(IN_TEXT)(
  'without %s, a text channel lacks “%s”, and somebody is told where to give it',
  async (channel, label) => {
    const { missing } = await check(channel)
    expect(missing).toEqual([
      {
        what: `The bot lacks the permission “${label}” here.`,
        remedy: expect.stringContaining(`give the bot's role “${label}”, so that it can`),
      },
    ])
  },
)

test.each(IN_FORUM)('without %s, a forum lacks “%s”', async (permission, label) => {
  const { kind, missing } = await check(`forum-${permission}`)
  expect(kind).toBe('forum')
  expect(missing.map(one => one.what)).toEqual([`The bot lacks the permission “${label}” here.`])
})

test('a thread needs no right to open threads, and is no place for a digest while it is locked', async () => {
  const id = here.discord.startThread('ana', 'CREATE_PUBLIC_THREADS', 'Talk', 'Hello')
  const place = { ...here.place('news'), channel: id }
  await expect.poll(() => here.adapter.check(place)).toEqual({ kind: 'text', missing: [] })
})

test('a forum that wants a tag which the bot may not give is no place for a digest', async () => {
  here.discord.setForum('strict', { tags: [{ name: 'World', moderated: true }], tagRequired: true })
  await expect
    .poll(async () => (await check('strict')).missing.map(one => one.what))
    .toEqual(['This forum wants a tag on each post, and has none that the bot may give.'])
})

test('a channel that is gone is named so', async () => {
  const place = here.place('gone')
  here.discord.removeChannel('gone')
  await expect
    .poll(() => here.adapter.check(place))
    .toMatchObject({ missing: [{ what: 'This channel is not there any more.' }] })
})

test('a direct message with the bot lacks nothing', async () => {
  await here.discord.as('ana').in('bot').type('/nothing')
  const [direct] = await directs()
  expect(await here.adapter.check({ installation: here.application, channel: direct! })).toEqual({
    kind: 'direct',
    missing: [],
  })
})

test('when Discord gives no answer, that is what is missing', async () => {
  const place = {
    ...here.place('news'),
    channel: here.discord.startThread('ana', 'forum-VIEW_CHANNEL', 'Hidden', 'Hello'),
  }
  here.discord.fail({ kind: 'server-error', on: 'GET /channels/:id', accepted: false })
  const { missing } = await here.adapter.check(place)
  expect(missing).toMatchObject([
    { what: expect.stringContaining('Discord gives no answer'), remedy: expect.any(String) },
  ])
})

test('a server that has an outage is not left, and one that removed the bot is, until it is invited again', async () => {
  const { application, told } = here
  const guild = here.discord.id('guild')
  expect(told).toEqual([`within ${application} ${guild}`])
  here.discord.guild('outage')
  await expect.poll(async () => (await check('news')).missing[0]?.what).toContain('Discord gives no answer')
  here.discord.guild('restored')
  await expect.poll(() => check('news')).toEqual({ kind: 'text', missing: [] })
  here.discord.guild('removed')
  await expect.poll(() => told.at(-1)).toBe(`gone ${application} ${guild}`)
  expect(told).toHaveLength(2)
  expect((await check('news')).missing).toMatchObject([
    { what: 'The bot is not a member of this server.', remedy: expect.stringContaining('https://discord.com/oauth2/') },
  ])
  here.discord.guild('invited')
  await expect.poll(() => told.at(-1)).toBe(`back ${application} ${guild}`)
})

/** The channel of a person's direct messages with the bot, as the API names it. */
async function directs(): Promise<readonly string[]> {
  const answer = await fetch(`${here.discord.url}/v10/users/@me/channels`, {
    method: 'POST',
    headers: { authorization: `Bot ${here.discord.credentials.DISCORD_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ recipient_id: here.discord.id('ana') }),
  })
  const body: unknown = await answer.json()
  return typeof body === 'object' && body !== null && 'id' in body ? [String(body.id)] : []
}
