import { afterAll, beforeAll, expect, test } from 'vitest'
import { asked, auth, EPHEMERAL, type Path, received, refusal, STORY, type Stage, stage } from './bot.ts'

let here: Stage
const time = Date.UTC(2026, 10, 2)
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

test('a button is pressed by its label, in private messages too, and its message is changed', async () => {
  const id = await answer({ content: 'Before', components: [row(button('More'))], flags: EPHEMERAL })
  const { interaction, callback } = await received(here, () => here.discord.as('ana').in('news').press(id, 'More'))
  if (!interaction.isButton()) throw new Error('No button was pressed.')
  expect(interaction.message.content).toBe('Before')
  await post(callback, { type: 7, data: { content: 'After', components: [] } })
  expect(last()).toMatchObject({ id, text: 'After', buttons: [], edited: true })
})

test('a private message is not there for others', async () => {
  const id = await answer({ content: 'Mine', components: [row(button('More'))], flags: EPHEMERAL })
  await expect(here.discord.as('ben').in('news').press(id, 'More')).rejects.toThrow('ben sees no message')
})

test('a link and a disabled button do not reach the bot', async () => {
  const link = { type: 2, style: 5, label: 'Read', url: 'https://a.example' }
  const id = await answer({ content: 'A', components: [row(link, button('Off', { disabled: true }))] })
  const seat = here.discord.as('ana').in('news')
  await expect(seat.press(id, 'Read')).resolves.toMatchObject({ acknowledged: true })
  await expect(seat.press(id, 'Off')).resolves.toMatchObject({ error: 'This button is disabled.' })
  await expect(seat.press(id, 'Gone')).rejects.toThrow('No button Gone there; there are Read, Off.')
})

test('an option is chosen by its label, and people by their name', async () => {
  const options = [{ label: 'Korea', value: 'kp' }]
  const selects = [row({ type: 3, custom_id: 'topic', options }), row({ type: 5, custom_id: 'who' })]
  const id = await answer({ content: 'A', components: selects })
  const seat = here.discord.as('ana').in('news')
  const topic = await received(here, () => seat.choose(id, 'topic', 'Korea'))
  expect(topic.interaction).toMatchObject({ values: ['kp'] })
  await post(topic.callback, { type: 6 })
  const who = await received(here, () => seat.choose(id, 'who', 'ben'))
  expect(who.interaction).toMatchObject({ values: [here.discord.id('ben')] })
  if (!who.interaction.isUserSelectMenu()) throw new Error('No person was chosen.')
  expect(who.interaction.users.first()?.username).toBe('ben')
})

test('suggestions come from the bot while a person types', async () => {
  here.client.once('interactionCreate', interaction => {
    if (interaction.isAutocomplete()) {
      void interaction.respond([{ name: `About ${interaction.options.getFocused()}`, value: 'north-korea' }])
    }
  })
  const suggestions = await here.discord.as('ana').in('news').suggest('/story nor')
  expect(suggestions).toEqual([{ name: 'About nor', value: 'north-korea' }])
})

test.each([
  ['25 suggestions', (n: number) => Array(25 + n).fill({ name: 'A', value: 'a' })],
  ['a name of 100 characters', (n: number) => [{ name: 'a'.repeat(100 + n), value: 'a' }]],
  ['a value of 100 characters', (n: number) => [{ name: 'A', value: 'a'.repeat(100 + n) }]],
])('%s are taken, and no more', async (_, choices) => {
  const typing = () =>
    here.discord
      .as('ana')
      .in('news')
      .suggest('/story nor')
      .then(() => ({ acknowledged: true, afterMs: 0 }))
  const { callback } = await received(here, typing)
  expect(await refusal(post(callback, { type: 8, data: { choices: choices(1) } }))).toMatchObject({ code: 50035 })
  await expect(post(callback, { type: 8, data: { choices: choices(0) } })).resolves.toBeDefined()
})

test.each([
  ['/story', 'topic: This option is required. Specify a value.'],
  ['/tale korea', 'There is no command /tale here.'],
])('%s does not leave the composer', async (typed, error) => {
  expect(await here.discord.as('ana').in('news').type(typed)).toMatchObject({ acknowledged: false, error })
})

test('options go by name, by subcommand, and the rest into the first text', async () => {
  const digest = {
    name: 'digest',
    description: 'A digest',
    options: [
      {
        type: 1,
        name: 'set',
        description: 'Set it',
        options: [
          { type: 3, name: 'topic', description: 'What about', required: true },
          { type: 7, name: 'channel', description: 'Where' },
          { type: 4, name: 'hour', description: 'When', min_value: 0, max_value: 23 },
          { type: 5, name: 'quiet', description: 'Quietly' },
          { type: 3, name: 'days', description: 'On', choices: [{ name: 'Every day', value: 'all' }] },
        ],
      },
    ],
  }
  await here.rest.put(`/applications/${here.client.application.id}/commands`, { body: [STORY, digest] })
  const seat = here.discord.as('ana').in('news')
  const { interaction } = await received(here, () =>
    seat.type('/digest set north korea channel:#lobby hour:8 quiet:true days:Every day'),
  )
  if (!interaction.isChatInputCommand()) throw new Error('No command came.')
  const { options } = interaction
  expect([
    options.getSubcommand(),
    options.getString('topic'),
    options.getInteger('hour'),
    options.getBoolean('quiet'),
    options.getString('days'),
  ]).toEqual(['set', 'north korea', 8, true, 'all'])
  expect(options.getChannel('channel')?.id).toBe(here.discord.id('lobby'))
  expect(await seat.type('/digest set korea hour:24')).toMatchObject({ error: 'hour: Must be at most 23.' })
  expect(await seat.type('/digest')).toMatchObject({ error: '/digest needs one of: set.' })
})

test('a command for managers is not offered to readers, nor one of the server in private', async () => {
  const scope = `/applications/${here.client.application.id}` as const
  const manage = { name: 'manage', description: 'For managers', default_member_permissions: '32', contexts: [0] }
  await post(`${scope}/commands`, manage)
  expect(await here.discord.as('ben').in('news').type('/manage')).toMatchObject({
    error: 'There is no command /manage here.',
  })
  expect(await here.discord.as('ana').in('bot').type('/manage')).toMatchObject({
    error: 'There is no command /manage here.',
  })
  expect((await received(here, () => here.discord.as('ana').in('news').type('/manage'))).interaction.isCommand()).toBe(
    true,
  )
})
