import { afterAll, beforeAll, expect, test } from 'vitest'
import { asked, idOf, type Path, refusal, type Stage, stage } from './bot.ts'

const lacking = [
  'SEND_MESSAGES',
  'CREATE_PUBLIC_THREADS',
  'SEND_MESSAGES_IN_THREADS',
  'READ_MESSAGE_HISTORY',
  'EMBED_LINKS',
]

let here: Stage
beforeAll(async () => {
  here = await stage({
    world: {
      people: [{ name: 'ana', manages: true }],
      channels: [
        { name: 'open', kind: 'text' },
        { name: 'calm', kind: 'text', lacks: ['MENTION_EVERYONE'] },
        { name: 'desk', kind: 'private' },
        { name: 'hidden', kind: 'private', bot: false },
        ...lacking.map(name => ({ name, kind: 'text' as const, lacks: [name] })),
      ],
    },
  })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const post = (route: Path, body: object) => here.rest.post(route, { body })
const say = (channel: string, body: object = { content: 'A' }) => post(here.messages(channel), body)
const thread = async (channel: string) =>
  post(`${here.messages(channel)}/${idOf(await say(channel))}/threads`, { name: 'A' })
const missing = { status: 403, code: 50013, message: 'Missing Permissions' }
const hidden = { status: 403, code: 50001, message: 'Missing Access' }

test('where the bot may do all, it can', async () => {
  await expect(thread('open')).resolves.toBeDefined()
  await expect(say('desk')).resolves.toBeDefined()
})

test('where it sees nothing, it can do nothing', async () => {
  expect(await refusal(say('hidden'))).toMatchObject(hidden)
  expect(await refusal(here.rest.get(here.messages('hidden')))).toMatchObject(hidden)
  expect(await refusal(here.rest.get(`/channels/${here.discord.id('hidden')}`))).toMatchObject(hidden)
})

test('SEND_MESSAGES is needed for messages, and has no effect in threads', async () => {
  expect(await refusal(say('SEND_MESSAGES'))).toMatchObject(missing)
  const alone = await post(`/channels/${here.discord.id('SEND_MESSAGES')}/threads`, { name: 'A', type: 11 })
  await expect(post(`/channels/${idOf(alone)}/messages`, { content: 'A' })).resolves.toBeDefined()
})

test('SEND_MESSAGES_IN_THREADS is needed in threads', async () => {
  const inside: Path = `/channels/${idOf(await thread('SEND_MESSAGES_IN_THREADS'))}/messages`
  expect(await refusal(post(inside, { content: 'A' }))).toMatchObject(missing)
})

test('CREATE_PUBLIC_THREADS is needed for threads', async () => {
  expect(await refusal(thread('CREATE_PUBLIC_THREADS'))).toMatchObject(missing)
})

test('without READ_MESSAGE_HISTORY a channel looks empty', async () => {
  const id = idOf(await say('READ_MESSAGE_HISTORY'))
  expect(await here.rest.get(here.messages('READ_MESSAGE_HISTORY'))).toEqual([])
  expect(await refusal(here.rest.get(`${here.messages('READ_MESSAGE_HISTORY')}/${id}`))).toMatchObject(missing)
})

test('EMBED_LINKS is needed for embeds', async () => {
  expect(await refusal(say('EMBED_LINKS', { embeds: [{ title: 'A' }] }))).toMatchObject(missing)
})

test('a bot is taken to ping everyone, because servers let bots, except where a channel denies it', async () => {
  await say('open', { content: '@everyone' })
  expect(here.discord.seen('open').at(-1)?.pinged).toEqual(['everyone'])
  await say('calm', { content: '@everyone' })
  expect(here.discord.seen('calm').at(-1)?.pinged).toEqual([])
})

test.each(lacking)('an interaction says that %s is missing', async name => {
  const { interaction } = await asked(here, 'ana', name)
  expect(interaction.appPermissions.toArray().map(one => one.toUpperCase())).not.toContain(name.replaceAll('_', ''))
})

test('a private channel is private for everyone else, and open to the bot', async () => {
  const { interaction } = await asked(here, 'ana', 'desk')
  expect(interaction.appPermissions.bitfield).toBe(309237730304n)
})

test('a permission that there is not is named', async () => {
  const channels = [{ name: 'news', kind: 'text' as const, lacks: ['SEND_MASSAGES'] }]
  await expect(stage({ world: { people: [{ name: 'ana' }], channels } })).rejects.toThrow('No permission SEND_MASSAGES')
})
