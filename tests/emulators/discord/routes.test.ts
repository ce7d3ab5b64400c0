import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '../../../src/emulators/discord/router.ts'
import { asked, auth, idOf, type Path, refusal, STORY, type Stage, stage } from './bot.ts'

let here: Stage
beforeAll(async () => {
  here = await stage({
    requestsPerSecond: 1000,
    world: {
      people: [{ name: 'ana', manages: true }],
      channels: [
        { name: 'news', kind: 'text' },
        { name: 'wire', kind: 'announcement' },
        { name: 'bot', kind: 'direct' },
      ],
    },
  })
})
afterAll(() => here.close())

const app = () => here.client.application.id
const guild = () => here.discord.id('guild')
const channel = (name = 'news'): Path => `/channels/${here.discord.id(name)}`
const get = (route: Path) => here.rest.get(route)
const post = (route: Path, body?: unknown) => here.rest.post(route, { body, ...auth(route) })
const patch = (route: Path, body: unknown) => here.rest.patch(route, { body, ...auth(route) })
const said = () => post(`${channel()}/messages`, { content: 'Said' })
const opened = async (): Promise<Path> => {
  const root = idOf(await said())
  await post(`${channel()}/messages/${root}/threads`, { name: 'Thread' })
  return `/channels/${root}`
}
const answered = async () => {
  const { callback, webhook } = await asked(here)
  await post(callback, { type: 4, data: { content: 'Answer' } })
  return webhook
}
const command = async (scope: Path): Promise<Path> => `${scope}/${idOf(await post(scope, STORY))}`
const commands = (): Path => `/applications/${app()}/commands`
const guildCommands = (): Path => `/applications/${app()}/guilds/${guild()}/commands`

/** Each route, with something that it must do. A route that stands not here fails the test below. */
const matrix: Readonly<Record<string, () => Promise<unknown>>> = {
  'GET /gateway': async () => expect(await get('/gateway')).toMatchObject({ url: expect.stringMatching(/^ws:/) }),
  'GET /gateway/bot': async () => expect(await get('/gateway/bot')).toMatchObject({ shards: 1 }),
  'GET /users/@me': async () => expect(await get('/users/@me')).toMatchObject({ id: app(), bot: true }),
  'GET /users/@me/guilds': async () => expect(await get('/users/@me/guilds')).toHaveLength(1),
  'GET /users/@me/guilds/:id/member': async () =>
    expect(await get(`/users/@me/guilds/${guild()}/member`)).toMatchObject({ user: { id: app() } }),
  'GET /users/:id': async () =>
    expect(await get(`/users/${here.discord.id('ana')}`)).toMatchObject({ global_name: 'ana' }),
  'POST /users/@me/channels': async () =>
    expect(await post('/users/@me/channels', { recipient_id: here.discord.id('ana') })).toMatchObject({ type: 1 }),
  'GET /applications/@me': async () => expect(await get('/applications/@me')).toMatchObject({ id: app() }),
  'GET /oauth2/applications/@me': async () =>
    expect(await get('/oauth2/applications/@me')).toMatchObject({ id: app() }),
  'GET /applications/:id/commands': async () => expect(await get(commands())).toMatchObject([{ name: 'story' }]),
  'PUT /applications/:id/commands': async () =>
    expect(await here.rest.put(commands(), { body: [STORY] })).toMatchObject([{ name: 'story' }]),
  'POST /applications/:id/commands': async () => expect(await post(commands(), STORY)).toMatchObject({ name: 'story' }),
  'GET /applications/:id/commands/:id': async () =>
    expect(await get(await command(commands()))).toMatchObject({ name: 'story' }),
  'PATCH /applications/:id/commands/:id': async () =>
    expect(await patch(await command(commands()), { description: 'New' })).toMatchObject({ description: 'New' }),
  'DELETE /applications/:id/commands/:id': async () => {
    const made = await command(commands())
    await here.rest.delete(made)
    expect(await refusal(get(made))).toMatchObject({ code: 10063 })
    await command(commands())
  },
  'GET /applications/:id/guilds/:id/commands': async () => expect(await get(guildCommands())).toBeInstanceOf(Array),
  'PUT /applications/:id/guilds/:id/commands': async () =>
    expect(await here.rest.put(guildCommands(), { body: [] })).toEqual([]),
  'POST /applications/:id/guilds/:id/commands': async () =>
    expect(await post(guildCommands(), STORY)).toMatchObject({ guild_id: guild() }),
  'GET /applications/:id/guilds/:id/commands/:id': async () =>
    expect(await get(await command(guildCommands()))).toMatchObject({ guild_id: guild() }),
  'PATCH /applications/:id/guilds/:id/commands/:id': async () =>
    expect(await patch(await command(guildCommands()), { description: 'New' })).toMatchObject({ description: 'New' }),
  'DELETE /applications/:id/guilds/:id/commands/:id': async () => {
    const made = await command(guildCommands())
    await here.rest.delete(made)
    expect(await refusal(get(made))).toMatchObject({ code: 10063 })
  },
  'GET /guilds/:id': async () => expect(await get(`/guilds/${guild()}`)).toMatchObject({ name: 'The Newsroom' }),
  'GET /guilds/:id/roles': async () => expect(await get(`/guilds/${guild()}/roles`)).toHaveLength(4),
  'GET /guilds/:id/channels': async () => expect(await get(`/guilds/${guild()}/channels`)).toHaveLength(2),
  'GET /guilds/:id/members/:id': async () =>
    expect(await get(`/guilds/${guild()}/members/${app()}`)).toMatchObject({ user: { id: app() } }),
  'GET /guilds/:id/threads/active': async () => {
    const thread = await opened()
    const active = await get(`/guilds/${guild()}/threads/active`)
    expect(active).toMatchObject({
      threads: expect.arrayContaining([expect.objectContaining({ id: thread.split('/')[2] })]),
    })
  },
  'GET /channels/:id': async () => expect(await get(channel())).toMatchObject({ name: 'news' }),
  'PATCH /channels/:id': async () =>
    expect(await patch(await opened(), { name: 'New' })).toMatchObject({ name: 'New' }),
  'DELETE /channels/:id': async () =>
    expect(await refusal(here.rest.delete(await opened()))).toMatchObject({ code: 50013 }),
  'GET /channels/:id/messages': async () => {
    const id = idOf(await said())
    expect(await get(`${channel()}/messages?limit=1`)).toMatchObject([{ id }])
  },
  'GET /channels/:id/messages/:id': async () =>
    expect(await get(`${channel()}/messages/${idOf(await said())}`)).toMatchObject({ content: 'Said' }),
  'POST /channels/:id/messages': async () => expect(await said()).toMatchObject({ content: 'Said' }),
  'PATCH /channels/:id/messages/:id': async () =>
    expect(await patch(`${channel()}/messages/${idOf(await said())}`, { content: 'New' })).toMatchObject({
      content: 'New',
    }),
  'DELETE /channels/:id/messages/:id': async () => {
    const route: Path = `${channel()}/messages/${idOf(await said())}`
    await here.rest.delete(route)
    expect(await refusal(get(route))).toMatchObject({ code: 10008 })
  },
  'POST /channels/:id/messages/:id/crosspost': async () => {
    const id = idOf(await post(`${channel('wire')}/messages`, { content: 'Said' }))
    expect(await post(`${channel('wire')}/messages/${id}/crosspost`)).toMatchObject({ flags: 1 })
  },
  'POST /channels/:id/typing': () => post(`${channel()}/typing`),
  'POST /channels/:id/messages/:id/threads': async () => {
    const id = idOf(await said())
    expect(await post(`${channel()}/messages/${id}/threads`, { name: 'Thread' })).toMatchObject({ id: id })
  },
  'POST /channels/:id/threads': async () =>
    expect(await post(`${channel()}/threads`, { name: 'Alone', type: 11 })).toMatchObject({ name: 'Alone' }),
  'GET /channels/:id/thread-members': async () => expect(await get(`${await opened()}/thread-members`)).toHaveLength(1),
  'GET /channels/:id/thread-members/:id': async () =>
    expect(await get(`${await opened()}/thread-members/@me`)).toMatchObject({ user_id: app() }),
  'PUT /channels/:id/thread-members/:id': async () => {
    const thread = await opened()
    await here.rest.put(`${thread}/thread-members/${here.discord.id('ana')}`)
    expect(await get(`${thread}/thread-members`)).toHaveLength(2)
  },
  'DELETE /channels/:id/thread-members/:id': async () => {
    const thread = await opened()
    await here.rest.delete(`${thread}/thread-members/@me`)
    expect(await get(`${thread}/thread-members`)).toHaveLength(0)
  },
  'GET /channels/:id/threads/archived/public': async () => {
    const thread = await opened()
    await patch(thread, { archived: true })
    const archived = await get(`${channel()}/threads/archived/public`)
    expect(archived).toMatchObject({ threads: [{ id: thread.split('/')[2] }] })
  },
  'POST /interactions/:id/:token/callback': async () => {
    const { callback } = await asked(here)
    const body = await post(`${callback}?with_response=true`, { type: 4, data: { content: 'Answer' } })
    expect(body).toMatchObject({ resource: { message: { content: 'Answer' } } })
  },
  'POST /webhooks/:id/:token': async () =>
    expect(await post(await answered(), { content: 'More' })).toMatchObject({ content: 'More' }),
  'GET /webhooks/:id/:token/messages/@original': async () =>
    expect(await get(`${await answered()}/messages/@original`)).toMatchObject({ content: 'Answer' }),
  'PATCH /webhooks/:id/:token/messages/@original': async () =>
    expect(await patch(`${await answered()}/messages/@original`, { content: 'New' })).toMatchObject({ content: 'New' }),
  'DELETE /webhooks/:id/:token/messages/@original': async () => {
    const webhook = await answered()
    await here.rest.delete(`${webhook}/messages/@original`)
    expect(await refusal(get(`${webhook}/messages/@original`))).toMatchObject({ code: 10008 })
  },
  'GET /webhooks/:id/:token/messages/:id': async () => {
    const webhook = await answered()
    const id = idOf(await post(webhook, { content: 'More' }))
    expect(await get(`${webhook}/messages/${id}`)).toMatchObject({ content: 'More' })
  },
  'PATCH /webhooks/:id/:token/messages/:id': async () => {
    const webhook = await answered()
    const id = idOf(await post(webhook, { content: 'More' }))
    expect(await patch(`${webhook}/messages/${id}`, { content: 'New' })).toMatchObject({ content: 'New' })
  },
  'DELETE /webhooks/:id/:token/messages/:id': async () => {
    const webhook = await answered()
    const id = idOf(await post(webhook, { content: 'More' }))
    await here.rest.delete(`${webhook}/messages/${id}`)
    expect(await refusal(get(`${webhook}/messages/${id}`))).toMatchObject({ code: 10008 })
  },
}

test('every route has its place in this matrix', () => {
  expect(Object.keys(matrix).toSorted()).toEqual(ROUTES.map(route => route.name).toSorted())
})

test.each(Object.keys(matrix))(
  '%s is served, recorded under its name, and answers in the published shape',
  async name => {
    const before = here.discord.calls().length
    await matrix[name]!()
    const since = here.discord.calls().slice(before)
    expect(since.map(call => call.name)).toContain(name)
    expect(here.discord.defects()).toEqual([])
  },
)

test('a route that there is not is refused, and recorded without its ids', async () => {
  const refused = await refusal(get('/guilds/123456789012345678/vanity-url'))
  expect(refused).toMatchObject({ status: 404, message: '404: Not Found' })
  expect(here.discord.calls().at(-1)).toMatchObject({ name: 'GET /guilds/:id/vanity-url', status: 404 })
})
