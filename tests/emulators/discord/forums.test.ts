import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, type Path, refusal, type Stage, stage } from './bot.ts'

let here: Stage
beforeAll(async () => {
  here = await stage({
    activeThreads: 12,
    requestsPerSecond: 1000,
    world: {
      people: [{ name: 'ana', manages: true }, { name: 'ben' }],
      channels: [
        { name: 'news', kind: 'text' },
        { name: 'doomed', kind: 'text' },
        { name: 'forum', kind: 'forum' },
        { name: 'full', kind: 'text' },
      ],
    },
  })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const DIGEST = {
  name: 'digest',
  description: 'News at a fixed hour',
  options: [
    {
      type: 1,
      name: 'daily',
      description: 'Every day',
      options: [
        { type: 3, name: 'time', description: 'The hour', required: true, autocomplete: true },
        { type: 3, name: 'timezone', description: 'Where', autocomplete: true },
        { type: 4, name: 'stories', description: 'How many', min_value: 1, max_value: 10 },
      ],
    },
    { type: 1, name: 'list', description: 'What is set' },
  ],
}

const channel = (name: string): Path => `/channels/${here.discord.id(name)}`
const post = (tags: readonly string[] = []) =>
  here.rest.post(`${channel('forum')}/threads`, {
    body: { name: 'A post', applied_tags: tags, message: { content: 'Facts' } },
  })
const tag = async (name: string): Promise<string> => {
  const forum: unknown = await here.rest.get(channel('forum'))
  if (typeof forum !== 'object' || forum === null || !('available_tags' in forum)) throw new Error('No forum.')
  const tags: readonly { id: string; name: string }[] = Object(forum.available_tags)
  return tags.find(one => one.name === name)!.id
}

test('a forum says in its flags that a tag is required', async () => {
  expect(await here.rest.get(channel('forum'))).toMatchObject({ flags: 0 })
  here.discord.setForum('forum', { tags: [{ name: 'World' }, { name: 'Staff', moderated: true }], tagRequired: true })
  expect(await here.rest.get(channel('forum'))).toMatchObject({
    flags: 16,
    available_tags: [{ name: 'World' }, { name: 'Staff', moderated: true }],
  })
})

test('a post without a required tag is refused, and one with it is taken', async () => {
  expect(await refusal(post())).toMatchObject({ status: 400, code: 40067 })
  expect(await post([await tag('World')])).toMatchObject({ applied_tags: [await tag('World')] })
})

test('a moderated tag is for those who may manage threads', async () => {
  expect(await refusal(post([await tag('Staff')]))).toMatchObject({ status: 403, code: 50013 })
  here.discord.setForum('forum', { tags: [{ name: 'Staff', moderated: true }] })
  expect(await refusal(post())).toMatchObject({ status: 400, code: 40066 })
  here.discord.permit('forum', 'MANAGE_THREADS', true)
  expect(await post([await tag('Staff')])).toMatchObject({ applied_tags: [await tag('Staff')] })
})

test('a forum has no composer, and people write in its posts', async () => {
  expect(await here.discord.as('ben').in('forum').say('Hello')).toMatchObject({
    error: expect.stringContaining('no composer'),
  })
  expect(await here.discord.as('ben').in('forum').type('/story x')).toMatchObject({ acknowledged: false })
  const id = here.discord.startThread('ben', 'forum', 'A question', 'What is this?')
  expect(here.discord.seen('forum').at(-1)).toMatchObject({ id, thread: id, author: 'ben', text: 'What is this?' })
  await here.discord.as('ana').in('forum', id).say('News.')
  expect(here.discord.seen('forum').at(-1)).toMatchObject({ thread: id, author: 'ana' })
})

test('a message in an archived thread opens it again, and the bot is told', async () => {
  const root = idOf(await here.rest.post(`${channel('news')}/messages`, { body: { content: 'Root' } }))
  const route: Path = `/channels/${idOf(await here.rest.post(`${channel('news')}/messages/${root}/threads`, { body: { name: 'Talk' } }))}`
  await here.rest.patch(route, { body: { archived: true } })
  const told = new Promise(resolve =>
    here.client.on('threadUpdate', (_, thread) => thread.archived === false && resolve(thread.id)),
  )
  await here.discord.as('ben').in('news', root).say('One more thing')
  expect(await told).toBe(root)
})

test('a channel that is deleted takes its threads along, and the bot is told', async () => {
  const thread = here.discord.startThread('ana', 'doomed', 'Talk', 'Hello')
  const id = here.discord.id('doomed')
  const told = new Promise(resolve => here.client.once('channelDelete', gone => resolve(gone.id)))
  here.discord.removeChannel('doomed')
  expect(await told).toBe(id)
  for (const gone of [id, thread])
    expect(await refusal(here.rest.get(`/channels/${gone}`))).toMatchObject({ code: 10003 })
})

test('the server has room for as many open threads as it was given', async () => {
  const root = idOf(await here.rest.post(`${channel('full')}/messages`, { body: { content: 'Root' } }))
  const open = ['news', 'forum'].flatMap(name => here.discord.threads(name)).filter(thread => !thread.archived).length
  for (let n = open; n < 12; n += 1) here.discord.startThread('ana', 'full', `Talk ${n}`, 'Hello')
  const more = here.rest.post(`${channel('full')}/messages/${root}/threads`, { body: { name: 'One more' } })
  expect(await refusal(more)).toMatchObject({ status: 400, code: 160006 })
  here.discord.removeChannel('full')
})

test('subcommands are offered by the client, and their options completed by the bot', async () => {
  await here.rest.put(`/applications/${here.client.application.id}/commands`, { body: [DIGEST] })
  const seat = here.discord.as('ana').in('news')
  expect(await seat.suggest('/digest da')).toEqual([{ name: 'daily', value: 'daily' }])
  here.client.once('interactionCreate', interaction => {
    if (!interaction.isAutocomplete()) return
    const { name, value } = interaction.options.getFocused(true)
    const others = `${interaction.options.getSubcommand()} ${JSON.stringify(interaction.options.get('stories')?.value)}`
    void interaction.respond([{ name: `${others} ${name} ${value}`, value: 'x' }])
  })
  expect(await seat.suggest('/digest daily stories:3 time:08:30 timezone:Eur')).toEqual([
    { name: 'daily 3 timezone Eur', value: 'x' },
  ])
})

test.each([
  ['/digest', 'needs one of: daily, list'],
  ['/digest daily', 'time: This option is required'],
  ['/digest daily time:08:30 stories:many', 'stories: Enter a valid number'],
  ['/digest daily time:08:30 stories:11', 'stories: Must be at most 10'],
  ['/digest list now', 'no option for "now"'],
])('%s is not sent', async (typed, error) => {
  expect(await here.discord.as('ana').in('news').type(typed)).toMatchObject({ error: expect.stringContaining(error) })
})
