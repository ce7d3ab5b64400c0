import { PermissionFlagsBits } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asked, idOf, type Path, refusal, type Stage, stage, text, V2 } from './bot.ts'

// A walk, because walks have a process to themselves: where Slack's SDK was loaded before, its undici carries discord.js's calls too, and takes no files.

const { AttachFiles, ManageChannels, ManageThreads, ManageMessages, SendPolls } = PermissionFlagsBits

let here: Stage
beforeAll(async () => {
  here = await stage({
    permissions: 309237730304n | AttachFiles | ManageChannels | ManageThreads | ManageMessages | SendPolls,
    world: {
      people: [{ name: 'ana', manages: true }],
      channels: [
        { name: 'news', kind: 'text' },
        { name: 'ideas', kind: 'forum' },
      ],
    },
  })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const news = (): Path => `/channels/${here.discord.id('news')}`
const post = (route: Path, body: object) => here.rest.post(route, { body })
const patch = (route: Path, body: object) => here.rest.patch(route, { body })
const thread = async (): Promise<Path> => `/channels/${idOf(await post(`${news()}/threads`, { name: 'A', type: 11 }))}`

test('a poll is read, and cannot be edited', async () => {
  const poll = {
    question: { text: 'Which?' },
    answers: [{ poll_media: { text: 'This' } }, { poll_media: { text: 'That' } }],
  }
  const id = idOf(await post(`${news()}/messages`, { poll }))
  expect(here.discord.seen('news').at(-1)).toMatchObject({ id, text: 'Which?\nThis\nThat' })
  expect(await refusal(patch(`${news()}/messages/${id}`, { poll }))).toMatchObject({ code: 50035 })
})

test('files come with a message, and components refer to them', async () => {
  const channel = await here.client.channels.fetch(here.discord.id('news'))
  if (!channel?.isSendable()) throw new Error('The channel takes no messages.')
  const files = [{ attachment: Buffer.from('A'), name: 'facts.txt' }]
  await channel.send({ content: 'Read', files })
  expect(here.discord.seen('news').at(-1)).toMatchObject({ text: 'Read\nfacts.txt' })
  await channel.send({ flags: V2, files, components: [{ type: 13, file: { url: 'attachment://facts.txt' } }] })
  expect(here.discord.seen('news').at(-1)?.payload).toMatchObject({ components: [{ type: 13, name: 'facts.txt' }] })
})

test('an answer carries files too', async () => {
  const { interaction } = await asked(here)
  if (!interaction.isChatInputCommand()) throw new Error('No command came.')
  await interaction.reply({ content: 'Read', files: [{ attachment: Buffer.from('A'), name: 'facts.txt' }] })
  expect(here.discord.seen('news').at(-1)).toMatchObject({ text: 'Read\nfacts.txt' })
})

test('an embed is read in the order in which it is shown', async () => {
  const embed = {
    author: { name: 'DW' },
    title: '**Kim**',
    description: '[Read](https://a.example)',
    fields: [{ name: 'When', value: 'Today' }],
    footer: { text: 'End' },
  }
  await post(`${news()}/messages`, { embeds: [embed] })
  expect(here.discord.seen('news').at(-1)).toMatchObject({
    text: 'DW\nKim\nRead\nWhen\nToday\nEnd',
    links: [{ label: 'Read', url: 'https://a.example' }],
  })
})

test('a locked thread takes messages only from those who manage threads', async () => {
  const locked = await thread()
  await patch(locked, { locked: true, archived: true })
  expect(here.discord.threads('news').at(-1)).toMatchObject({ locked: true, archived: true })
  await expect(post(`${locked}/messages`, { content: 'Still' })).resolves.toBeDefined()
})

test('a forum has 20 tags, and its posts 5', async () => {
  const ideas: Path = `/channels/${here.discord.id('ideas')}`
  const tags = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `Tag ${n}` }))
  expect(await refusal(patch(ideas, { available_tags: tags(21) }))).toMatchObject({ code: 50035 })
  const forum = await patch(ideas, { available_tags: tags(20) })
  if (typeof forum !== 'object' || forum === null || !('available_tags' in forum)) throw new Error('No tags came.')
  const ids = Array.isArray(forum.available_tags) ? forum.available_tags.map(idOf) : []
  const entry = (count: number) => ({ name: 'A', applied_tags: ids.slice(0, count), message: { content: 'A' } })
  expect(await refusal(post(`${ideas}/threads`, entry(6)))).toMatchObject({ code: 50035 })
  await expect(post(`${ideas}/threads`, entry(5))).resolves.toMatchObject({ applied_tags: ids.slice(0, 5) })
})

test('who manages messages may delete those of others', async () => {
  await here.discord.as('ana').in('news').say('Mine')
  const id = here.discord.seen('news').at(-1)?.id
  await here.rest.delete(`${news()}/messages/${id}`)
  expect(here.discord.seen('news').map(message => message.id)).not.toContain(id)
})

test('a thread that is deleted is gone with what was said in it', async () => {
  const gone = await thread()
  await post(`${gone}/messages`, { flags: V2, components: [text('Inside')] })
  await here.rest.delete(gone)
  expect(await refusal(here.rest.get(gone))).toMatchObject({ code: 10003 })
  expect(here.discord.seen('news').map(message => message.text)).not.toContain('Inside')
})
