import { MessageFlags } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openState } from '../../../src/emulators/discord/state.ts'
import { openThread } from '../../../src/emulators/discord/thread.ts'
import { DEFAULT_WORLD } from '../../../src/emulators/discord/world.ts'
import { asked, idOf, type Path, received, refusal, type Stage, stage, text } from './bot.ts'

let here: Stage
beforeAll(async () => {
  here = await stage()
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const a = (length: number) => 'a'.repeat(length)
const post = (route: Path, body: object) => here.rest.post(route, { body })
const patch = (id: string, body: object) => here.rest.patch(`/channels/${id}`, { body })
const root = async () => idOf(await post(here.messages('news'), { content: 'Root' }))
const open = (message: string, more: object = {}) =>
  post(`${here.messages('news')}/${message}/threads`, { name: 'Thread', ...more })
const opened = async () => idOf(await open(await root()))

test('a thread has the id of its message, and there is one for each message', async () => {
  const message = await root()
  expect(idOf(await open(message))).toBe(message)
  expect(await refusal(open(message))).toMatchObject({ status: 400, code: 160004 })
  const fetched = await here.client.channels.fetch(message)
  expect(fetched?.isThread()).toBe(true)
})

test('what is said in a thread is seen with its channel', async () => {
  const thread = await opened()
  await post(`/channels/${thread}/messages`, { content: 'A reply' })
  expect(here.discord.seen('news').at(-1)).toMatchObject({ text: 'A reply', thread, channel: here.discord.id('news') })
  expect(here.discord.seen(thread)).toMatchObject([{ text: 'A reply' }])
  expect(here.discord.threads('news').at(-1)).toEqual({ id: thread, name: 'Thread', archived: false, locked: false })
})

test('a command inside a thread has the thread as its channel', async () => {
  const thread = await opened()
  const { interaction } = await asked(here, 'ana', 'news', thread)
  expect(interaction.channelId).toBe(thread)
  expect(interaction.channel?.isThread()).toBe(true)
})

test('threads are not nested, and a direct message has none', async () => {
  const thread = await opened()
  const reply = idOf(await post(`/channels/${thread}/messages`, { content: 'A reply' }))
  const nested = post(`/channels/${thread}/messages/${reply}/threads`, { name: 'Nested' })
  expect(await refusal(nested)).toMatchObject({ status: 400, code: 50024 })
  const direct = idOf(await post('/users/@me/channels', { recipient_id: here.discord.id('ana') }))
  expect(await refusal(post(`/channels/${direct}/threads`, { name: 'A', type: 11 }))).toMatchObject({ code: 50024 })
})

test.each([
  ['a name of 100 characters', { name: a(100) }, { name: a(101) }, 'name[BASE_TYPE_BAD_LENGTH]'],
  [
    'a rest of a week',
    { auto_archive_duration: 10_080 },
    { auto_archive_duration: 100 },
    'auto_archive_duration[BASE_TYPE_CHOICES]',
  ],
  [
    'a pause of 6 hours',
    { rate_limit_per_user: 21_600 },
    { rate_limit_per_user: 21_601 },
    'rate_limit_per_user[NUMBER_TYPE_MAX]',
  ],
])('%s is taken, and no more', async (_, within, over, said) => {
  expect(await refusal(open(await root(), over))).toMatchObject({ code: 50035, message: expect.stringContaining(said) })
  await expect(open(await root(), within)).resolves.toBeDefined()
})

test('a message that there is not has no thread', async () => {
  expect(await refusal(open('1'))).toMatchObject({ code: 10008 })
  expect(await refusal(post('/channels/1/messages/1/threads', { name: 'A' }))).toMatchObject({ code: 10003 })
})

test('the bot archives its own thread, and a message opens it again', async () => {
  const thread = await opened()
  await patch(thread, { archived: true })
  expect(here.discord.threads('news').at(-1)).toMatchObject({ archived: true })
  expect(await refusal(patch(thread, { name: 'New' }))).toMatchObject({ code: 50083 })
  await post(`/channels/${thread}/messages`, { content: 'Again' })
  expect(here.discord.threads('news').at(-1)).toMatchObject({ archived: false })
})

test('locking a thread takes a permission that the invite does not give', async () => {
  expect(await refusal(patch(await opened(), { locked: true }))).toMatchObject({ status: 403, code: 50013 })
})

test('a story is asked for, answered, and its sides are said in a thread', async () => {
  const here = await stage()
  const { discord } = here
  const { interaction, outcome } = await received(here, () => discord.as('ben').in('news').type('/story topic:korea'))
  if (!interaction.isChatInputCommand()) throw new Error('No command came.')
  const reply = await interaction.reply({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 17, id: 1_700_000_001, components: [text('# Kim wants more'), text('- A fact.')] }],
    withResponse: true,
  })
  const thread = await reply.resource?.message?.startThread({ name: 'Kim wants more' })
  const flags = MessageFlags.SuppressNotifications
  await thread?.send({ content: '**Critical** Drills invite it.', nonce: 'side-1', enforceNonce: true, flags })
  await thread?.send({ content: '**Pro** Readiness has to grow.', nonce: 'side-2', enforceNonce: true, flags })
  await interaction.followUp({ content: 'Said.', flags: MessageFlags.Ephemeral })
  await thread?.setArchived(true)
  expect(await outcome).toMatchObject({ acknowledged: true })
  const seen = discord.seen('news')
  const root = seen[0]?.id
  expect(seen.map(({ text, thread, onlyFor }) => ({ text, thread, onlyFor }))).toEqual([
    { text: 'Kim wants more\n• A fact.', thread: undefined, onlyFor: undefined },
    { text: 'Critical Drills invite it.', thread: root, onlyFor: undefined },
    { text: 'Pro Readiness has to grow.', thread: root, onlyFor: undefined },
    { text: 'Said.', thread: undefined, onlyFor: 'ben' },
  ])
  expect(discord.threads('news')).toEqual([{ id: root, name: 'Kim wants more', archived: true, locked: false }])
  expect(discord.defects()).toEqual([])
  await here.close()
})

test('deferring, editing and deleting a reply go through the real client', async () => {
  const here = await stage()
  const { interaction } = await asked(here)
  if (!interaction.isChatInputCommand()) throw new Error('No command came.')
  await interaction.deferReply({ withResponse: true })
  await interaction.editReply('Found')
  const more = await interaction.followUp('More')
  await more.edit('Better')
  await interaction.deleteReply()
  expect(here.discord.seen('news')).toMatchObject([{ text: 'Better', edited: true }])
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

test('a server has 1,000 open threads, and no more', () => {
  const state = openState({ world: DEFAULT_WORLD, now: () => Date.UTC(2026, 10, 2), token: () => 'token' })
  const stage = { state, gateway: { dispatch: () => undefined }, approve: () => undefined }
  const [parent] = state.rooms
  if (!parent) throw new Error('There is no channel.')
  const wish = { parent, name: 'A', type: 11 as const, archiveMinutes: 60, slowmodeSeconds: 0 }
  const first = openThread(stage, state.bot, { ...wish, id: state.id() })
  for (let n = 2; n <= 1000; n += 1) openThread(stage, state.bot, { ...wish, id: state.id() })
  expect(() => openThread(stage, state.bot, { ...wish, id: state.id() })).toThrow(
    'Maximum number of active threads reached',
  )
  first.archived = true
  expect(openThread(stage, state.bot, { ...wish, id: '7' }).id).toBe('7')
})
