import { PermissionFlagsBits } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asked, auth, EPHEMERAL, idOf, type Path, refusal, type Stage, stage, text, V2 } from './bot.ts'

let here: Stage
let time = Date.UTC(2026, 10, 2)
beforeAll(async () => {
  here = await stage({ now: () => time, patienceMs: 250 })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const post = (route: Path, body?: unknown) => here.rest.post(route, { body, ...auth(route) })
const last = (channel = 'news') => here.discord.seen(channel).at(-1)
const button = (label: string, more: object = {}) => ({ type: 2, style: 1, label, custom_id: `v1:${label}`, ...more })
const row = (...components: readonly object[]) => ({ type: 1, components })

/** The bot answers a command with this. */
async function answer(data: object, person = 'ana', channel = 'news'): Promise<string> {
  const { callback, outcome } = await asked(here, person, channel)
  await post(callback, { type: 4, data })
  await outcome
  return last(channel)!.id
}

test('an interaction carries what the bot needs to know', async () => {
  const { interaction } = await asked(here)
  expect(interaction.appPermissions.has(PermissionFlagsBits.CreatePublicThreads)).toBe(true)
  expect(interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)).toBe(true)
  expect(interaction).toMatchObject({
    locale: 'en-US',
    guildLocale: 'en-US',
    context: 0,
    guildId: here.discord.id('guild'),
  })
  expect(interaction.channel?.id).toBe(here.discord.id('news'))
})

test('in a direct message there is a user and no member', async () => {
  const { interaction } = await asked(here, 'ben', 'bot')
  expect(interaction).toMatchObject({ member: null, guildId: null, context: 1, user: { username: 'ben' } })
})

test('an answer to a command names the command and who used it', async () => {
  await answer({ content: 'Named' }, 'ben')
  const { payload } = last()!
  const { id, type, user }: Readonly<Record<string, unknown>> = Object(payload.interaction_metadata)
  expect(payload.interaction).toEqual({ id, type, name: 'story', user })
})

test('an answer in time is acknowledged', async () => {
  const { callback, outcome } = await asked(here)
  await post(callback, { type: 4, data: { content: 'Now' } })
  expect(await outcome).toMatchObject({ acknowledged: true })
})

test('a bot that is too slow is told so, and so is the person', async () => {
  const { callback, outcome } = await asked(here)
  expect(await outcome).toMatchObject({ acknowledged: false, error: 'The application did not respond' })
  expect(await refusal(post(callback, { type: 4, data: { content: 'Late' } }))).toMatchObject({
    status: 404,
    code: 10062,
  })
})

test('a second answer, a wrong token and an answer without text are refused', async () => {
  const { callback, interaction } = await asked(here)
  const wrong: Path = `/interactions/${interaction.id}/no/callback`
  expect(await refusal(post(wrong, { type: 5 }))).toMatchObject({ code: 10062 })
  expect(await refusal(post(callback, { type: 4, data: { content: ' ' } }))).toMatchObject({ code: 50006 })
  await post(callback, { type: 4, data: { content: 'One' } })
  expect(await refusal(post(callback, { type: 4, data: { content: 'Two' } }))).toMatchObject({
    status: 400,
    code: 40060,
  })
})

test('nested errors name their place in the request', async () => {
  const { callback } = await asked(here)
  const data = { content: 'A', components: [row(button('a'.repeat(81)))] }
  expect(await refusal(post(callback, { type: 4, data }))).toMatchObject({
    code: 50035,
    message: expect.stringContaining('data.components[0].components[0].label[BASE_TYPE_MAX_LENGTH]'),
  })
})

test('a private answer is seen by one person, and by no reader of the channel', async () => {
  const id = await answer({ content: 'Only you', flags: EPHEMERAL })
  expect(last()).toMatchObject({ onlyFor: 'ana', text: 'Only you' })
  expect(await refusal(here.rest.get(`${here.messages('news')}/${id}`))).toMatchObject({ code: 10008 })
  expect(await here.rest.get(`${here.messages('news')}?limit=100`)).not.toContainEqual(expect.objectContaining({ id }))
})

test('a deferral shows that the bot is thinking; what follows takes its place and its visibility', async () => {
  const { callback, webhook, outcome } = await asked(here)
  await post(callback, { type: 5, data: { flags: EPHEMERAL | V2 } })
  expect(await outcome).toMatchObject({ acknowledged: true })
  const thinking = last()
  expect(thinking).toMatchObject({ text: 'Counterpoint is thinking…', onlyFor: 'ana' })
  await post(webhook, { content: 'Done' })
  expect(last()).toMatchObject({ id: thinking?.id, text: 'Done', onlyFor: 'ana' })
  expect(last()?.payload.flags).toBe(EPHEMERAL)
})

test('Components V2 after a deferral needs the flag again', async () => {
  const { callback, webhook } = await asked(here)
  await post(callback, { type: 5, data: { flags: V2 } })
  const edit = (body: object) => here.rest.patch(`${webhook}/messages/@original`, { ...auth(webhook), body })
  expect(await refusal(edit({ components: [text('A')] }))).toMatchObject({ code: 50035 })
  await expect(edit({ components: [text('A')], flags: V2 })).resolves.toMatchObject({ flags: V2 })
})

test('follow-ups need an answer first, and a token that is not older than 15 minutes', async () => {
  const { callback, webhook } = await asked(here)
  expect(await refusal(post(webhook, { content: 'Early' }))).toMatchObject({ status: 404, code: 10015 })
  await post(callback, { type: 4, data: { content: 'Answer' } })
  time += 15 * 60_000
  await expect(post(webhook, { content: 'Just in time' })).resolves.toMatchObject({ content: 'Just in time' })
  time += 1
  expect(await refusal(post(webhook, { content: 'Late' }))).toMatchObject({ status: 401, code: 50027 })
})

test('an answer works where the bot sees nothing, a message does not', async () => {
  await answer({ content: 'In the lobby' }, 'ana', 'lobby')
  expect(last('lobby')).toMatchObject({ text: 'In the lobby' })
  expect(await refusal(post(here.messages('lobby'), { content: 'A' }))).toMatchObject({ status: 403, code: 50001 })
})

test.each([
  ['a command', 6],
  ['a command', 7],
  ['a command', 8],
])('%s does not take a callback of type %i', async (_, type) => {
  const { callback } = await asked(here)
  expect(await refusal(post(callback, { type, data: { choices: [] } }))).toMatchObject({
    code: 50035,
    message: expect.stringContaining('type'),
  })
})

test('a message that was deleted cannot be changed', async () => {
  const { callback, webhook } = await asked(here)
  await post(callback, { type: 4, data: { content: 'A' } })
  here.discord.remove('news', last()!.id)
  expect(await refusal(here.rest.get(`${webhook}/messages/@original`, auth(webhook)))).toMatchObject({ code: 10008 })
})

test('an answer names those whom it pings, unless it may not', async () => {
  const content = `<@${here.discord.id('ben')}> <@&${here.discord.id('Readers')}> @everyone`
  await answer({ content })
  expect(last()?.pinged).toEqual(['ben', 'Readers', 'everyone'])
  await answer({ content, allowed_mentions: { parse: [] } })
  expect(last()?.pinged).toEqual([])
  await answer({ content, allowed_mentions: { parse: ['users'] } })
  expect(last()?.pinged).toEqual(['ben'])
})

test('an edit has its own allowed mentions', async () => {
  const { callback, webhook } = await asked(here)
  await post(callback, { type: 4, data: { content: 'Quiet', allowed_mentions: { parse: [] } } })
  await here.rest.patch(`${webhook}/messages/@original`, { ...auth(webhook), body: { content: '@everyone' } })
  expect(last()?.pinged).toEqual(['everyone'])
})

test('a follow-up is a message of its own', async () => {
  const { callback, webhook } = await asked(here)
  await post(callback, { type: 4, data: { content: 'First' } })
  const id = idOf(await post(webhook, { content: 'Second', flags: EPHEMERAL }))
  expect(last()).toMatchObject({ id, text: 'Second', onlyFor: 'ana' })
})
