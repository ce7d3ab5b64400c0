import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Seen } from '../../src/emulators/emulator.ts'
import type { Stage } from './stage.ts'
import { discordStage, slackStage, storyDocument } from './stage.ts'

const STORIES = { ...storyDocument('ports'), ...storyDocument('quays') }

/** What the bot says in a place after something was typed there, private answers too. */
async function typed({ emulator, rest }: Stage, place: string, text: string, thread?: string) {
  const before = emulator.seen(place).filter(message => message.bot).length
  await emulator.as('ana').in(place, thread).type(text)
  return (await rest(place)).filter(message => message.bot).slice(before)
}

const platforms = [
  {
    platform: 'Slack',
    open: () => slackStage({ stories: STORIES }),
    set: '/digest daily 08:30 Europe/Berlin',
    later: '/digest daily 08:30 Europe/Berlin full',
    where: 'In the thread: ',
    threaded: true,
  },
  {
    platform: 'Discord',
    open: () => discordStage({ stories: STORIES }),
    set: '/digest daily time:08:30 timezone:Europe/Berlin',
    later: '/digest daily time:08:30 timezone:Europe/Berlin layout:full',
    where: 'To follow: ',
    threaded: false,
  },
] as const

describe.each(platforms)('On $platform', ({ open, set, later, where, threaded }) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await open()
  })
  afterAll(() => stage.end())

  test('the root of a digest in a direct message says where the rest of it is, and there it is', async () => {
    const said = await typed(stage, 'bot', '/digest now')
    const [root, ...replies] = said.filter(({ text }) => !text.includes('posted'))
    expect(root?.text).toContain(`${where}the facts of each story with their sources, then every side of it.`)
    expect(replies.map(({ thread }) => thread)).toEqual(Array(6).fill(threaded ? root?.id : undefined))
  })

  test('nothing that is said of a digest in a direct message speaks of a channel', async () => {
    const asked = ['/digest list', set, set, later, '/digest list', '/digest resume', '/digest stop']
    const said: string[] = []
    for (const text of asked) said.push(...(await typed(stage, 'bot', text)).map(message => message.text))
    expect(said).toHaveLength(asked.length)
    expect(said.filter(text => /channel/iu.test(text))).toEqual([])
  })

  test('a place that is none is no zone, and no other one is taken for it', async () => {
    const said = await typed(stage, 'news', set.replace('Europe/Berlin', 'atlantis'))
    expect(said.map(({ onlyFor }) => onlyFor)).toEqual(['ana'])
    expect(said[0]?.text).toContain('“atlantis” is not a time zone or a city that Counterpoint knows.')
    expect(said[0]?.text).not.toContain('New_York')
  })

  test('in a preview nothing is said of a thread', async () => {
    const [page, ...more] = await typed(stage, 'general', '/digest preview')
    expect([page?.onlyFor, more, page?.text.includes('To follow: the facts of each story')]).toEqual(['ana', [], true])
  })
})

describe('In a thread', () => {
  async function discord(options: Parameters<typeof discordStage>[0] = {}) {
    const stage = await discordStage({ stories: STORIES, ...options })
    onTestFinished(() => stage.end())
    return stage
  }

  const DAILY = '/digest daily time:08:30 timezone:Europe/Berlin'

  /** What is said in a place: who sees it alone, where it stands, what it says, and where it leads. */
  const shown = (messages: readonly Seen[]) =>
    messages.map(({ onlyFor, thread, text, links }) => [onlyFor, thread, text.split('. ', 1)[0], links[0]?.url])

  test('on Discord a digest is announced in its channel, and who set it is told so alone', async () => {
    const opened = await discord()
    const thread = opened.emulator.startThread('ben', 'news', 'A talk', 'Hello')
    const channel = `https://discord.com/channels/${opened.emulator.id('guild')}/${opened.emulator.id('news')}`
    const said = shown(await typed(opened, 'news', DAILY, thread))
    expect(said).toHaveLength(2)
    expect(said).toContainEqual([
      'ana',
      thread,
      'The digest comes to the channel of this thread, not into the thread',
      channel,
    ])
    expect(said).toContainEqual([undefined, undefined, expect.stringContaining('ana set a digest for this'), undefined])
    const [told, ...rest] = await typed(opened, 'news', '/digest now', thread)
    expect(shown([told!])).toEqual([
      ['ana', thread, expect.stringContaining('in the channel of this thread now'), channel],
    ])
    expect(rest[0]).toMatchObject({ text: expect.stringContaining('News digest') })
    expect(rest[0]?.thread).toBeUndefined()
  })

  test('on Discord a channel that takes no announcement any more hides it from nobody who set it', async () => {
    const opened = await discord()
    const thread = opened.emulator.startThread('ben', 'news', 'A talk', 'Hello')
    opened.emulator.onCall(({ name, channel }, phase) => {
      const isNotice = name === 'POST /channels/:id/messages' && channel === opened.emulator.id('news')
      if (isNotice && phase === 'arrived') opened.emulator.permit('news', 'SEND_MESSAGES', false)
    })
    const said = await typed(opened, 'news', DAILY, thread)
    expect(said.map(({ onlyFor }) => onlyFor)).toEqual(['ana', 'ana'])
    expect(said[1]?.text).toContain('ana set a digest for this channel')
  })

  test('on Discord a digest of a forum is announced where it was set, because a forum takes posts only', async () => {
    const world = { people: [{ name: 'ana', manages: true }], channels: [{ name: 'forum', kind: 'forum' as const }] }
    const opened = await discord({ discord: { world } })
    const post = opened.emulator.startThread('ana', 'forum', 'A question', 'What is new?')
    expect(shown(await typed(opened, 'forum', DAILY, post))).toEqual([
      [undefined, post, expect.stringContaining('ana set a digest for this channel'), undefined],
      ['ana', post, 'The digest comes to the forum of this post: each story as a post of its own', expect.any(String)],
    ])
  })

  test('on Slack a digest is announced in the channel, and who set it is told so alone in the thread', async () => {
    const opened = await slackStage({ stories: STORIES })
    onTestFinished(() => opened.end())
    await opened.emulator.as('ben').in('news').say('Any news?')
    const [root] = opened.emulator.seen('news')
    await opened.emulator.as('ben').in('news', root!.id).say('Anybody?')
    await opened.emulator.as('ana').in('news', root!.id).mention('/digest daily 08:30 Europe/Berlin')
    const said = (await opened.rest('news')).filter(message => message.bot)
    expect(shown(said)).toEqual([
      [undefined, undefined, expect.stringContaining('ana set a digest for this channel'), undefined],
      [
        'ana',
        root!.id,
        expect.stringContaining('The digest comes to the channel'),
        expect.stringContaining('/archives/C'),
      ],
    ])
  })
})

describe('On Slack a mention', () => {
  let slack: Stage
  beforeAll(async () => {
    slack = await slackStage({ stories: STORIES })
  })
  afterAll(() => slack.end())

  /** What is said to a mention in the channel: who sees it alone, and how it begins. */
  async function mentioned(text: string) {
    const before = slack.emulator.seen('news').length
    await slack.emulator.as('ana').in('news').mention(text)
    const said = (await slack.rest('news')).slice(before).filter(message => message.bot)
    return said.map(message => [message.onlyFor, message.text.split('\n', 1)[0]])
  }

  test.each([
    ['digest daily 08:30 Europe/Berlin', 'every day at 08:30'],
    ['Digest: daily 9:30 Berlin', 'every day at 09:30'],
    ['/digest weekly fri noon berlin', 'every Friday at 12:00'],
  ])('sets a digest with or without the slash: %s', async (text, plan) => {
    const told = expect.stringContaining(`ana set a digest for this channel: ${plan} (Europe/Berlin)`)
    expect(await mentioned(text)).toEqual([[undefined, told]])
  })

  test.each([
    ['digest daily 25:30 Berlin', 'There is no hour 25: hours go from 0 to 23.'],
    ['digest', 'To set a digest, type @Counterpoint digest daily 08:30 UTC.'],
    ['digest help', 'Digests: news at a fixed hour, and only when there is any'],
    ['help', 'Counterpoint: the facts of a story, then every side of it'],
    ['story qqqq', 'No story matches “qqqq”. The latest ones:'],
  ])('that is no request yet is answered alone with how to ask: %s', async (text, said) => {
    expect(await mentioned(text)).toEqual([['ana', said]])
  })

  test('needs no name of the bot in a direct message', async () => {
    await slack.emulator.as('ana').in('bot').say('digest list')
    expect((await slack.rest('bot')).at(-1)?.text).toBe(
      'No digest is set here. To set one, type /digest daily 08:30 UTC.',
    )
  })

  test.each([
    ['story ports', 'ports'],
    ['Story, quays', 'quays'],
  ])('posts a story: %s', async (text, story) => {
    const [first, ...sides] = await mentioned(text)
    expect([first, sides.length]).toEqual([[undefined, `The harbor of ${story} is closed`], 2])
  })
})
