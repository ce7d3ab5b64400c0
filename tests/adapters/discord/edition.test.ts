import { afterAll, beforeAll, expect, test } from 'vitest'
import { planOnDiscord } from '../../../src/adapters/discord/plan-edition.ts'
import type { Seen } from '../../../src/emulators/emulator.ts'
import { buses, DIGEST } from '../../core/message/digest-stories.ts'
import type { Newsroom } from './newsroom.ts'
import { openNewsroom } from './newsroom.ts'

const CROSSPOST = 'POST /channels/:id/messages/:id/crosspost'
const POST = 'POST /channels/:id/messages'
const OPEN_THREAD = 'POST /channels/:id/messages/:id/threads'
const FORUM_POST = 'POST /channels/:id/threads'
const PUBLISHED = 1 << 0
const TWO = DIGEST.slice(1)

let here: Newsroom
let edition = 0
beforeAll(async () => {
  here = await openNewsroom({
    discord: {
      activeThreads: 40,
      world: {
        people: [{ name: 'ana', manages: true }, { name: 'ben' }],
        channels: [
          { name: 'news', kind: 'text' },
          { name: 'full', kind: 'text' },
          { name: 'crowded', kind: 'text' },
          { name: 'locked', kind: 'text' },
          { name: 'quiet', kind: 'text', lacks: ['READ_MESSAGE_HISTORY', 'CREATE_PUBLIC_THREADS'] },
          { name: 'wire', kind: 'announcement' },
          { name: 'busy-wire', kind: 'announcement' },
          { name: 'forum', kind: 'forum' },
          { name: 'strict', kind: 'forum' },
          { name: 'lost', kind: 'forum' },
          { name: 'gone', kind: 'text' },
          { name: 'marked', kind: 'text' },
          { name: 'swept', kind: 'text' },
        ],
      },
    },
  })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

/** A digest is planned for a channel and carried to its end. */
async function post(channel: string, items = [buses], wanted: Parameters<Newsroom['edition']>[2] = {}) {
  edition += 1
  const nominal = `2026-01-15T08:${edition + 10}`
  return here.carry(here.adapter.planEdition(here.edition(items, channel, { nominal, ...wanted })), channel)
}

/** The first line of each message, replies indented. */
function outline(messages: readonly Seen[]): readonly string[] {
  return messages.map(({ text, thread, id }) => {
    const first = text.split('\n', 1)[0] ?? ''
    return thread === undefined || thread === id ? first : `  ${first}`
  })
}

const isPublished = (message: Seen) => (Number(message.payload.flags) & PUBLISHED) !== 0
const countOf = (name: string, channel: string) =>
  here.discord.calls().filter(call => call.name === name && call.channel === here.discord.id(channel)).length
const since = (before: number) => here.refusals.slice(before)

test('in a text channel a compact digest has one root and everything else in its thread', async () => {
  const seen = await post('news')
  const [root, ...replies] = seen
  expect(root?.thread).toBeUndefined()
  expect(replies.every(reply => reply.thread === root?.id)).toBe(true)
  expect(replies).toHaveLength(4)
  expect(root?.text).toContain('In the thread: all facts with their sources, then every side.')
})

test('the roots of a full digest stand in the order of its stories, each with its sides', async () => {
  const seen = await post('full', TWO, { layout: 'full' })
  const roots = seen.filter(message => message.thread === undefined)
  expect(roots.map(root => root.text.split('\n', 1)[0])).toEqual(TWO.map(({ story }) => story.title))
  expect(seen.slice(0, roots.length)).toEqual(roots)
  expect(here.discord.threads('full')).toHaveLength(TWO.length)
})

test('the next digest archives the threads of the one before', async () => {
  const [thread] = here.discord.threads('news')
  await post('news', [buses], { earlier: [{ channel: thread!.id, message: thread!.id }] })
  expect(here.discord.threads('news').map(one => one.archived)).toEqual([true, false])
})

test('where no thread can be opened the sides follow as replies, also when the history cannot be read', async () => {
  const seen = await post('quiet')
  expect(seen.every(message => message.thread === undefined)).toBe(true)
  expect(seen).toHaveLength(5)
  expect(seen[0]?.text).toContain('To follow: all facts with their sources, then every side.')
})

test.each([
  ['comes', false],
  ['is lost', true],
])('what the thread does not take follows the root as a reply, once, when the answer %s', async (_, lost) => {
  const before = { seen: here.discord.seen('locked').length, posts: countOf(POST, 'locked') }
  let refused = 0
  const off = here.discord.onCall(({ name, channel }, phase) => {
    if (name === OPEN_THREAD && phase === 'accepted') {
      here.discord.permit('locked', 'SEND_MESSAGES_IN_THREADS', false)
    }
    const inThread = name === POST && channel !== here.discord.id('locked') && phase === 'answered'
    if (inThread) refused += 1
    // The next call is the reply in the channel.
    if (inThread && refused === 1 && lost) here.discord.fail({ kind: 'drop', on: POST, accepted: true })
  })
  const seen = (await post('locked')).slice(before.seen)
  off()
  here.discord.permit('locked', 'SEND_MESSAGES_IN_THREADS', true)
  expect(seen.map(message => message.thread)).toEqual(seen.map(() => undefined))
  expect(seen).toHaveLength(5)
  expect(countOf(POST, 'locked') - before.posts).toBe(5)
})

test('below a root that a moderator has removed before its thread was opened, nothing is told', async () => {
  const off = here.discord.onCall(({ name }, phase) => {
    if (name !== POST || phase !== 'answered') return
    for (const { id } of here.discord.seen('swept')) here.discord.remove('swept', id)
  })
  const before = here.refusals.length
  const seen = await post('swept')
  off()
  expect(seen).toEqual([])
  expect(since(before)).toHaveLength(5)
})

test.each([
  ['before anything stood in it', 1],
  ['in the middle', 3],
])('what a moderator has removed with its thread, %s, does not go on in the channel', async (_, posts) => {
  const token = here.discord.credentials.DISCORD_TOKEN
  let posted = 0
  const off = here.discord.onCall(async ({ name }, phase) => {
    if (name !== POST || phase !== 'arrived') return
    posted += 1
    if (posted !== posts + 1) return
    off()
    const thread = here.discord.threads('swept').at(-1)!.id
    const headers = { authorization: `Bot ${token}` }
    await fetch(`${here.discord.url}/v10/channels/${thread}`, { method: 'DELETE', headers })
  })
  here.discord.permit('swept', 'MANAGE_THREADS', true)
  const before = here.discord.seen('swept').length
  expect(outline((await post('swept')).slice(before))).toEqual(['News digest'])
})

test('where the server has too many threads no side is lost', async () => {
  const open = ['news', 'full', 'locked'].flatMap(name => here.discord.threads(name)).filter(one => !one.archived)
  for (let n = open.length; n < 40; n += 1) here.discord.startThread('ana', 'crowded', `Talk ${n}`, 'Hello')
  const before = here.refusals.length
  const seen = (await post('crowded')).filter(message => message.bot)
  expect(since(before).join()).toContain('as many open threads as Discord allows')
  expect(seen).toHaveLength(5)
  const [root, ...replies] = seen
  expect(replies.map(reply => reply.payload.message_reference)).toEqual(
    replies.map(() => expect.objectContaining({ message_id: root?.id })),
  )
  here.discord.removeChannel('crowded')
})

test('in an announcement channel both sides stand in the message, and it is published', async () => {
  const seen = await post('wire')
  expect(seen).toHaveLength(1)
  expect(seen[0]?.text).toContain('Left narrative')
  expect(seen[0]?.text).toContain('Right narrative')
  expect(seen.map(isPublished)).toEqual([true])
})

test('a publication whose answer is lost is looked for, and not made twice', async () => {
  here.discord.fail({ kind: 'drop', on: CROSSPOST, accepted: true })
  const before = countOf(CROSSPOST, 'wire')
  const seen = await post('wire')
  expect(seen.map(isPublished)).toEqual([true, true])
  expect(countOf(CROSSPOST, 'wire') - before).toBe(1)
})

test('a publication that somebody else made is done', async () => {
  const [root, publish] = here.adapter.planEdition(here.edition([buses], 'wire', { nominal: 'other' }))
  const off = here.discord.onCall(async (call, phase) => {
    if (call.name !== CROSSPOST || phase !== 'arrived') return
    off()
    const route = `${here.discord.url}/v10/channels/${call.channel}/messages/${here.discord.seen('wire').at(-1)?.id}/crosspost`
    await fetch(route, { method: 'POST', headers: { authorization: `Bot ${here.discord.credentials.DISCORD_TOKEN}` } })
  })
  await here.carry([root!, publish!], 'wire')
  const kept = (await here.steps()).find(step => step.key === publish?.key)
  expect(kept?.state).toBe('posted')
})

test('a limit of publications holds back nothing but the publication', async () => {
  here.discord.fail({ kind: 'rate-limit', on: CROSSPOST, afterMs: 3_600_000 })
  const before = here.refusals.length
  await post('busy-wire', [buses], { at: Date.now() + 86_400_000 })
  expect(since(before)).toEqual([])
  expect(await post('busy-wire', [buses], { at: Date.now() + 86_400_000 })).toHaveLength(2)
})

test('in a forum each story is a post with its tags and its sides below', async () => {
  here.discord.setForum('forum', { tags: [{ name: 'Sport' }, { name: 'Transport' }] })
  await settled()
  const seen = await post('forum')
  const [root, ...sides] = outline(seen)
  expect(root).toBe(buses.story.title)
  // Which side comes first is drawn.
  expect(sides.toSorted()).toEqual(['  Forecast', '  Left narrative', '  Right narrative'])
  expect(here.discord.threads('forum').map(thread => thread.name)).toEqual([buses.story.title])
})

test('a forum of which nothing was known yet gets posts too', async () => {
  const posts = here.discord.threads('forum').length
  const steps = planOnDiscord(here.edition([buses], 'forum', { nominal: 'unknown' }), { kind: 'unknown' })
  await here.carry(steps, 'forum')
  expect(here.discord.threads('forum')).toHaveLength(posts + 1)
})

test("a forum's post is marked as retracted after it was archived, and taken away with its thread", async () => {
  const steps = here.adapter.planEdition(here.edition([buses], 'forum', { nominal: 'retracted' }))
  await here.carry(steps, 'forum')
  const thread = here.discord.threads('forum').at(-1)!.id
  const earlier = [{ channel: thread, message: thread }]
  await expect
    .poll(() => here.adapter.planEdition(here.edition([buses], 'forum', { earlier }))[0]?.kind)
    .toBe('archive')
  await here.carry([here.adapter.planEdition(here.edition([buses], 'forum', { earlier }))[0]!], 'forum')
  const posting = (await here.posting(steps[0]!.key))!
  const { steps: marks } = here.adapter.retract(posting, {
    story: buses.story.id,
    how: 'mark',
    request: 'mark',
    at: Date.now(),
  })
  const seen = await here.carry(marks, 'forum')
  const texts = seen.filter(({ id, thread: below }) => id === thread || below === thread).map(({ text }) => text)
  expect(texts).toEqual(Array<unknown>(4).fill(expect.stringMatching(/^Retracted by its editors/u)))
  expect(here.discord.threads('forum').at(-1)).toMatchObject({ id: thread, archived: true })
  here.discord.permit('forum', 'MANAGE_THREADS', true)
  const going = { story: buses.story.id, how: 'remove', request: 'remove', at: Date.now() } as const
  await here.carry(here.adapter.retract(posting, going).steps, 'forum')
  expect(here.discord.threads('forum').map(one => one.id)).not.toContain(thread)
})

test('a story of a digest is marked in its thread, and taken out of it, after that was archived', async () => {
  const steps = here.adapter.planEdition(here.edition(DIGEST, 'marked', { nominal: 'marked' }))
  const [root] = await here.carry(steps, 'marked')
  const earlier = [{ channel: root!.id, message: root!.id }]
  const archive = here.adapter.planEdition(here.edition([buses], 'marked', { earlier }))[0]!
  await here.carry([archive], 'marked')
  const posting = (await here.posting(steps[0]!.key))!
  const marking = { story: buses.story.id, how: 'mark', request: 'marking', at: Date.now() } as const
  const seen = await here.carry(here.adapter.retract(posting, marking).steps, 'marked')
  const told = seen.filter(({ text }) => text.includes('Retracted by its editors'))
  // The root, and in its thread the story's facts, both sides and what is expected.
  expect(told.map(({ thread }) => thread)).toEqual([undefined, ...Array<string>(4).fill(root!.id)])
  const removing = { ...marking, how: 'remove', request: 'removing' } as const
  const left = await here.carry(here.adapter.retract(posting, removing).steps, 'marked')
  expect(left.filter(({ text }) => text.includes(buses.story.title))).toEqual([])
  expect([left.length < seen.length, here.discord.threads('marked')]).toMatchObject([true, [{ archived: true }]])
})

test('a forum that wants a tag gets one, and a moderated tag is left to moderators', async () => {
  const tags = [{ name: 'Transport', moderated: true }, { name: 'World' }]
  here.discord.setForum('strict', { tags, tagRequired: true })
  await settled()
  expect(await post('strict')).toHaveLength(4)
})

test('a forum that wants a tag which the bot may not give is refused with a remedy', async () => {
  here.discord.setForum('strict', { tags: [{ name: 'Transport', moderated: true }], tagRequired: true })
  await settled()
  const before = here.refusals.length
  await post('strict')
  expect(since(before)).toEqual([expect.stringContaining('Add a tag that everybody may use')])
})

test.each([
  ['is open', false],
  ['was archived', true],
])("a forum's post whose answer is lost is found while it %s", async (_, archived) => {
  const before = countOf(FORUM_POST, 'lost')
  here.discord.fail({ kind: 'drop', on: FORUM_POST, accepted: true })
  const off = here.discord.onCall(async (call, phase) => {
    if (!archived || call.name !== 'GET /guilds/:id/threads/active' || phase !== 'arrived') return
    off()
    const thread = here.discord.threads('lost').at(-1)!.id
    await fetch(`${here.discord.url}/v10/channels/${thread}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bot ${here.discord.credentials.DISCORD_TOKEN}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ archived: true }),
    })
  })
  const posts = here.discord.threads('lost').length
  await post('lost')
  off()
  expect(here.discord.threads('lost')).toHaveLength(posts + 1)
  expect(countOf(FORUM_POST, 'lost') - before).toBe(1)
})

test('a root whose answer is lost stands there once', async () => {
  here.discord.fail({ kind: 'server-error', on: POST, accepted: true })
  const before = here.discord.seen('full').filter(message => message.thread === undefined).length
  const seen = await post('full')
  expect(seen.filter(message => message.thread === undefined)).toHaveLength(before + 1)
})

test('a channel that is gone is refused by name, with what to do', async () => {
  const steps = here.adapter.planEdition(here.edition([buses], 'gone', { nominal: 'gone' }))
  here.discord.removeChannel('gone')
  const before = here.refusals.length
  await here.carry(steps, 'news')
  expect(since(before)).toEqual([expect.stringMatching(/^The channel is gone \(.+\)\. Use another one\.$/u)])
})

/** The client has heard of what administrators did before. */
async function settled(): Promise<void> {
  here.discord.startThread('ana', 'news', 'A sign', 'Hello')
  const id = here.discord.threads('news').at(-1)!.id
  const channel = here.discord.id('news')
  await expect
    .poll(
      () => here.adapter.planEdition(here.edition([buses], 'news', { earlier: [{ channel, message: id }] }))[0]?.kind,
    )
    .toBe('archive')
}
