import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DiscordEmulator } from '../../../src/emulators/discord/discord-emulator.ts'
import type { Stage } from '../../walks/stage.ts'
import { asides, discordStage, outline, posts, storyDocument } from '../../walks/stage.ts'

const STORIES = { ...storyDocument('ports'), ...storyDocument('quays', { topics: ['quays'] }) }
const TITLES = ['The harbor of ports is closed', 'The harbor of quays is closed']
const DAILY = '/digest daily time:08:30 timezone:Europe/Berlin'
const PUBLISHED = 1 << 0

let stage: Stage<DiscordEmulator>
beforeAll(async () => {
  stage = await discordStage({
    stories: STORIES,
    discord: {
      world: {
        people: [{ name: 'ana', manages: true }, { name: 'ben' }],
        channels: [
          { name: 'news', kind: 'text' },
          { name: 'now', kind: 'text' },
          { name: 'asked', kind: 'text' },
          { name: 'wire', kind: 'announcement' },
          { name: 'forum', kind: 'forum' },
          { name: 'poor', kind: 'text', lacks: ['CREATE_PUBLIC_THREADS'] },
          { name: 'bot', kind: 'direct' },
        ],
      },
    },
  })
})
afterAll(async () => {
  expect(stage.emulator.defects()).toEqual([])
  await stage.end()
})

/** What is new in the channel when all is said that follows. */
async function typed(person: string, channel: string, text: string, thread?: string) {
  const before = stage.emulator.seen(channel).length
  await stage.emulator.as(person).in(channel, thread).type(text)
  return (await stage.rest(channel)).slice(before)
}

test('the channel is told once who set a digest', async () => {
  expect(await typed('ana', 'news', DAILY)).toMatchObject([
    { text: expect.stringContaining('ana set a digest for this channel: every day at 08:30 (Europe/Berlin)') },
  ])
})

test('who does not manage the channel sets none, and sees what is set', async () => {
  expect(await typed('ben', 'news', DAILY)).toMatchObject([{ onlyFor: 'ben', text: expect.stringContaining('Only') }])
  expect(await typed('ben', 'news', '/digest list')).toMatchObject([
    { onlyFor: 'ben', text: expect.stringContaining('Every day at 08:30') },
  ])
})

test('what was typed wrongly is told alone, and a button opens the form with it', async () => {
  const [told] = await typed('ana', 'now', '/digest daily time:25:30 timezone:Europe/Berlin')
  expect(told).toMatchObject({ onlyFor: 'ana', text: expect.stringContaining('There is no hour 25') })
  await stage.emulator.as('ana').in('now').press(told!.id, 'Edit')
  await stage.rest('now')
  expect(stage.emulator.form('ana')?.components).toMatchObject([
    { component: { custom_id: 'time', value: '25:30' } },
    { component: { custom_id: 'timezone', value: 'Europe/Berlin' } },
    {},
    {},
    {},
  ])
  await stage.emulator
    .as('ana')
    .in('now')
    .submit({ time: '8:30', day: ['mon', 'wed'], topics: 'harbors' })
  expect(posts(await stage.rest('now')).at(-1)?.text).toContain('ana set a digest for this channel')
  stage.emulator.dismiss('ana')
})

test('nothing is set where a right is missing, and the remedy is told', async () => {
  expect(await typed('ana', 'poor', DAILY)).toMatchObject([
    { onlyFor: 'ana', text: expect.stringContaining("give the bot's role “Create Public Threads”") },
  ])
})

test('an announcement channel gets a message for each story with both sides, published', async () => {
  const seen = posts(await typed('ana', 'wire', '/digest now'))
  expect(outline(seen)).toEqual(TITLES)
  for (const message of seen) {
    expect(message.text).toContain('Pro-harbor narrative')
    expect(message.text).toContain('Anti-harbor narrative')
    expect(Number(message.payload.flags) & PUBLISHED).toBe(PUBLISHED)
  }
})

test('a story that was asked for in a channel is no news there', async () => {
  await typed('ben', 'asked', '/story ports')
  const seen = posts(await typed('ana', 'asked', '/digest now'))
  expect(seen[0]?.text).toContain('The harbor of quays is closed')
  expect(seen[0]?.text).not.toContain('The harbor of ports is closed')
})

test('a forum gets a post for each story, asked for in one of its posts', async () => {
  const question = stage.emulator.startThread('ben', 'forum', 'A question', 'What is new?')
  const seen = await typed('ana', 'forum', '/digest now', question)
  expect(asides(seen)).toMatchObject([{ thread: question, onlyFor: 'ana' }])
  expect(stage.emulator.threads('forum').map(thread => thread.name)).toEqual(['A question', ...TITLES])
  expect(posts(seen).filter(message => message.thread === message.id)).toHaveLength(2)
  expect(posts(seen)).toHaveLength(6)
})

test('a digest of one’s own comes into the direct messages', async () => {
  expect(await typed('ben', 'bot', DAILY)).toMatchObject([
    { direct: 'ben', text: expect.stringContaining('You get a digest here') },
  ])
  expect(outline(posts(await typed('ben', 'bot', '/digest now')))[0]).toBe('News digest')
})
