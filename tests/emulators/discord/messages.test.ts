import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, type Path, refusal, type Stage, stage } from './bot.ts'

let here: Stage
let time = Date.UTC(2026, 10, 2)
beforeAll(async () => {
  here = await stage({
    requestsPerSecond: 1000,
    now: () => time,
    world: {
      people: [{ name: 'ana', manages: true }],
      channels: [
        { name: 'news', kind: 'text' },
        { name: 'wire', kind: 'announcement' },
        { name: 'ideas', kind: 'forum' },
        { name: 'bot', kind: 'direct' },
      ],
    },
  })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const send = (body: object, channel = 'news') => here.rest.post(here.messages(channel), { body })
const a = (length: number) => 'a'.repeat(length)
const last = () => here.discord.seen('news').at(-1)

const embeds = (description: number, count: number) =>
  Array.from({ length: count }, () => ({ description: a(description) }))
const fields = (count: number) => [{ fields: Array.from({ length: count }, () => ({ name: 'A', value: 'a' })) }]
const poll = (question: number, answers: number, answer = 3, hours = 24) => ({
  question: { text: a(question) },
  answers: Array.from({ length: answers }, () => ({ poll_media: { text: a(answer) } })),
  duration: hours,
})

test.each([
  ['2,000 characters', { content: a(2000) }, { content: a(2001) }, 'content[BASE_TYPE_MAX_LENGTH]'],
  [
    'a nonce of 25 characters',
    { content: 'A', nonce: a(25) },
    { content: 'A', nonce: a(26) },
    'nonce[NONCE_TYPE_TOO_LONG]',
  ],
  ['10 embeds', { embeds: embeds(1, 10) }, { embeds: embeds(1, 11) }, 'embeds[BASE_TYPE_BAD_LENGTH]'],
  [
    '6,000 characters in embeds',
    { embeds: embeds(3000, 2) },
    { embeds: [...embeds(3000, 2), ...embeds(1, 1)] },
    'embeds[MAX_EMBED_SIZE_EXCEEDED]',
  ],
  [
    'a title of 256',
    { embeds: [{ title: a(256) }] },
    { embeds: [{ title: a(257) }] },
    'embeds[0].title[BASE_TYPE_MAX_LENGTH]',
  ],
  ['a description of 4,096', { embeds: embeds(4096, 1) }, { embeds: embeds(4097, 1) }, 'embeds[0].description['],
  ['25 fields', { embeds: fields(25) }, { embeds: fields(26) }, 'embeds[0].fields[BASE_TYPE_BAD_LENGTH]'],
  [
    'a footer of 2,048',
    { embeds: [{ footer: { text: a(2048) } }] },
    { embeds: [{ footer: { text: a(2049) } }] },
    'footer.text[',
  ],
])('%s are taken, and no more', async (_, within, over, said) => {
  await expect(send(within)).resolves.toBeDefined()
  expect(await refusal(send(over))).toMatchObject({ status: 400, code: 50035, message: expect.stringContaining(said) })
})

test.each([
  ['a question', poll(301, 2)],
  ['answers', poll(3, 11)],
  ['an answer', poll(3, 2, 56)],
  ['hours', poll(3, 2, 3, 769)],
])('a poll with too much of %s is refused, and one at the limit takes a permission', async (_, over) => {
  expect(await refusal(send({ poll: over }))).toMatchObject({ code: 50035 })
  expect(await refusal(send({ poll: poll(300, 10, 55, 768) }))).toMatchObject({ code: 50013 })
})

test.each([{}, { content: '' }, { content: ' \n' }, { embeds: [] }])('%j is an empty message', async body => {
  expect(await refusal(send(body))).toMatchObject({ status: 400, code: 50006 })
})

test('the same nonce within minutes returns the earlier message, wherever it was said', async () => {
  const body = { content: 'Once', nonce: 'step-1', enforce_nonce: true }
  const first = idOf(await send(body))
  expect(await send({ ...body, content: 'Twice' })).toMatchObject({ id: first, content: 'Once', nonce: 'step-1' })
  expect(idOf(await send(body, 'wire'))).toBe(first)
  time += 5 * 60_000 + 1
  expect(idOf(await send(body))).not.toBe(first)
})

test('a nonce alone prevents nothing, and a fetched message does not show it', async () => {
  const first = idOf(await send({ content: 'A', nonce: 'step-2' }))
  expect(idOf(await send({ content: 'A', nonce: 'step-2' }))).not.toBe(first)
  expect(await here.rest.get(`${here.messages('news')}/${first}`)).not.toHaveProperty('nonce')
})

test('the nonce of a message that was deleted answers Unknown Message', async () => {
  const body = { content: 'Gone', nonce: 'step-3', enforce_nonce: true }
  here.discord.remove('news', idOf(await send(body)))
  expect(await refusal(send(body))).toMatchObject({ code: 10008 })
})

test('a channel is read newest first, before, after and around a message', async () => {
  const ids: string[] = []
  for (const content of ['1', '2', '3', '4', '5']) ids.push(idOf(await send({ content })))
  const read = (query: string) => here.rest.get(`${here.messages('news')}?${query}`)
  const having = (...contents: readonly string[]) => contents.map(content => ({ content }))
  expect(await read('limit=2')).toMatchObject(having('5', '4'))
  expect(await read(`before=${ids[3]}&limit=2`)).toMatchObject(having('3', '2'))
  expect(await read(`after=${ids[1]}&limit=2`)).toMatchObject(having('4', '3'))
  expect(await read(`around=${ids[2]}&limit=3`)).toMatchObject(having('4', '3', '2'))
  expect(await refusal(read('limit=101'))).toMatchObject({
    code: 50035,
    message: expect.stringContaining('limit[NUMBER_TYPE_MAX]'),
  })
  expect(await refusal(read('limit=0'))).toMatchObject({ code: 50035 })
})

test('an edit is seen as one, and only of what the bot said', async () => {
  const id = idOf(await send({ content: 'Before' }))
  await here.rest.patch(`${here.messages('news')}/${id}`, { body: { content: 'After' } })
  expect(last()).toMatchObject({ id, text: 'After', edited: true })
  await here.discord.as('ana').in('news').say('Mine')
  const mine: Path = `${here.messages('news')}/${last()?.id}`
  expect(await refusal(here.rest.patch(mine, { body: { content: 'Ours' } }))).toMatchObject({
    status: 403,
    code: 50005,
  })
  expect(await refusal(here.rest.delete(mine))).toMatchObject({ status: 403, code: 50013 })
})

test('who is pinged is who is named, minus what allowed mentions suppress', async () => {
  const content = `<@${here.discord.id('ana')}> \`@everyone\` \\@here`
  await send({ content })
  expect(last()?.pinged).toEqual(['ana'])
  await send({ content, allowed_mentions: { parse: [] } })
  expect(last()?.pinged).toEqual([])
  await send({ content, allowed_mentions: { users: [here.discord.id('ana')] } })
  expect(last()?.pinged).toEqual(['ana'])
  const both = { parse: ['users'], users: [here.discord.id('ana')] }
  expect(await refusal(send({ content, allowed_mentions: both }))).toMatchObject({ code: 50035 })
})

test('a reply pings the author of what it replies to', async () => {
  await here.discord.as('ana').in('news').say('A question')
  const message_reference = { message_id: last()?.id }
  await send({ content: 'An answer', message_reference })
  expect(last()).toMatchObject({
    pinged: ['ana'],
    payload: { type: 19, referenced_message: { content: 'A question' } },
  })
  await send({ content: 'A quiet answer', message_reference, allowed_mentions: { parse: [], replied_user: false } })
  expect(last()?.pinged).toEqual([])
  expect(await refusal(send({ content: 'A', message_reference: { message_id: '1' } }))).toMatchObject({ code: 50035 })
})

test('only an announcement is published, once, and ten times an hour', async () => {
  const publish = async (id: string, channel = 'wire') => here.rest.post(`${here.messages(channel)}/${id}/crosspost`)
  const first = idOf(await send({ content: 'A' }, 'wire'))
  await publish(first)
  expect(await refusal(publish(first))).toMatchObject({ status: 400, code: 40033 })
  expect(await refusal(publish(idOf(await send({ content: 'A' })), 'news'))).toMatchObject({ code: 50024 })
  for (let n = 2; n <= 10; n += 1) await publish(idOf(await send({ content: 'A' }, 'wire')))
  const eleventh = idOf(await send({ content: 'A' }, 'wire'))
  const response = await fetch(`${here.discord.url}/v10${here.messages('wire')}/${eleventh}/crosspost`, {
    method: 'POST',
    headers: { authorization: `Bot ${here.discord.credentials.DISCORD_TOKEN}` },
  })
  expect(response.status).toBe(429)
  expect(await response.json()).toMatchObject({ retry_after: 3600, global: false })
  time += 3_600_000
  await expect(publish(eleventh)).resolves.toMatchObject({ flags: 1 })
})

test('a forum takes posts, not messages; a post is a thread with the id of its message', async () => {
  expect(await refusal(send({ content: 'A' }, 'ideas'))).toMatchObject({ code: 40058 })
  const forum: Path = `/channels/${here.discord.id('ideas')}`
  const body = { name: 'Ports', message: { content: 'The facts' } }
  const post = await here.rest.post(`${forum}/threads`, { body })
  expect(post).toMatchObject({ name: 'Ports', message: { id: idOf(post), content: 'The facts' } })
  expect(here.discord.seen('ideas')).toMatchObject([{ thread: idOf(post), text: 'The facts' }])
  expect(await refusal(here.rest.post(`${forum}/threads`, { body: { name: 'Ports' } }))).toMatchObject({ code: 50035 })
  const tags = { ...body, applied_tags: ['1'] }
  expect(await refusal(here.rest.post(`${forum}/threads`, { body: tags }))).toMatchObject({ code: 50035 })
})

test('the bot writes to a person', async () => {
  const ana = await here.client.users.fetch(here.discord.id('ana'))
  await ana.send('In private')
  expect(here.discord.seen('bot')).toMatchObject([{ text: 'In private', bot: true }])
})

test('a wrong token is refused', async () => {
  const response = await fetch(`${here.discord.url}/v10/users/@me`, { headers: { authorization: 'Bot no' } })
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual({ message: '401: Unauthorized', code: 0 })
})

test('what is not JSON, another version and an id that is none are refused', async () => {
  const headers = { authorization: `Bot ${here.discord.credentials.DISCORD_TOKEN}`, 'content-type': 'application/json' }
  const post = (url: string, body = '{') =>
    fetch(url, { method: 'POST', headers, body }).then(response => response.json())
  expect(await post(`${here.discord.url}/v10${here.messages('news')}`)).toMatchObject({ code: 50109 })
  expect(await post(`${here.discord.url}/v6${here.messages('news')}`, '{}')).toMatchObject({ code: 50041 })
  expect(await refusal(here.rest.get('/channels/news'))).toMatchObject({ code: 50035 })
})

test('tokens do not appear among the calls', () => {
  const calls = JSON.stringify(here.discord.calls())
  expect(calls).not.toContain(here.discord.credentials.DISCORD_TOKEN)
})
