import { describe, expect, test } from 'vitest'
import { discordBudget } from '../../src/adapters/discord/budget.ts'
import { slackBudget } from '../../src/adapters/slack/budget.ts'
import type { Answer } from '../../src/commands/command.ts'
import { encodePress } from '../../src/commands/press.ts'
import { pagesOf } from '../../src/core/message/pages.ts'
import { plainMessage } from '../../src/core/message/plain.ts'
import type { NewStep } from '../../src/store/step.ts'
import { button, NOW, newsStory, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

const STORIES = [
  newsStory('today', '2026-11-22'),
  newsStory('long-ago', '2019-01-01', ['gaza']),
  newsStory('tomorrow', '2026-11-24'),
  newsStory('undated', undefined),
  { ...newsStory('one-sided', '2026-11-22'), narratives: newsStory('x', undefined).narratives.slice(0, 1) },
]

/** The stories of an edition in its order. */
function told(answer: Answer): readonly string[] {
  return answer.kind === 'edition' ? answer.post.threads.flatMap(({ tells }) => tells.map(one => one.story)) : []
}

/** Keeps that the channel was told what an edition tells, as its adapter's steps do. */
async function posted(answer: Answer, channel: string): Promise<void> {
  if (answer.kind !== 'edition') throw new Error(`Not an edition: ${textOf(answer)}`)
  const steps = answer.post.threads.map(
    ({ tells }, n): NewStep => ({
      key: `${answer.post.id}/${n}`,
      kind: 'post',
      lane: 'slack/T',
      channel,
      payload: '{}',
      expiresAt: NOW + 1,
      tells,
    }),
  )
  await store.take(answer.post.id, steps, NOW)
}

describe('/digest now', () => {
  test('posts what is new, however old, but nothing undated, lopsided or dated ahead', async () => {
    const channel = openChannel(store, { stories: STORIES })
    const answer = await channel.type('now')
    expect([told(answer), textOf(answer)]).toEqual([['today', 'long-ago'], 'A digest of 2 stories is posted here now.'])
  })

  test('tells nothing twice', async () => {
    const channel = openChannel(store, { stories: STORIES })
    await posted(await channel.type('now'), channel.channel)
    expect(textOf(await channel.type('now', { at: NOW + 1 }))).toBe(
      'There is nothing new: no story fits that was not told here already.',
    )
  })

  test('tells nothing twice although weeks have gone by, and old stories anew when nobody knows of them any more', async () => {
    const channel = openChannel(store, { stories: STORIES })
    await posted(await channel.type('now'), channel.channel)
    const later = async (days: number) => told(await channel.type('now', { at: NOW + days * 86_400_000 }))
    expect([await later(1), await later(59), await later(61)]).toEqual([
      [],
      ['tomorrow'],
      ['tomorrow', 'today', 'long-ago'],
    ])
  })

  test('takes the topics and the layout of the only digest', async () => {
    const channel = openChannel(store, { stories: STORIES })
    await channel.type('daily 08:30 topics gaza full')
    const answer = await channel.type('now')
    expect([told(answer), answer.kind === 'edition' && answer.post.layout]).toEqual([['long-ago'], 'full'])
  })

  test.each([
    ['now topics ukraine 1 story', ['today']],
    ['now 1 story', ['today']],
    ['now topics gaza', ['long-ago']],
  ])('“%s” says what it is to hold', async (say, stories) => {
    expect(told(await openChannel(store, { stories: STORIES }).type(say))).toEqual(stories)
  })

  test('asks which one where there are several', async () => {
    const channel = openChannel(store, { stories: STORIES })
    await channel.type('daily 08:30 topics gaza')
    await channel.type('daily 08:30 topics ukraine')
    const asked = await channel.type('now')
    expect(told(await channel.press(button(asked, 'Every day at 08:30 (Europe/Berlin): Ukraine')))).toEqual(['today'])
  })

  test('posts nothing where something is missing, and says what', async () => {
    const missing = [{ what: 'Counterpoint is not in this channel.', remedy: 'Type /invite @Counterpoint.' }]
    const answer = await openChannel(store, { stories: STORIES, missing }).type('now')
    expect([answer.kind, textOf(answer)]).toEqual([
      'message',
      'Nothing was posted, because digests cannot be posted here.\n\n• Counterpoint is not in this channel. Type /invite @Counterpoint.',
    ])
  })

  test.each([
    ['now 08:30', '“08:30” was not understood.', '/digest now'],
    [
      'now topics atlantis',
      '“atlantis” is not a topic that Counterpoint knows. Among those that it knows are Ukraine and Gaza.',
      '/digest now',
    ],
    [
      'now topics gaza, ukrane',
      '“ukrane” is not a topic that Counterpoint knows. Is it “Ukraine”?',
      '/digest now topics gaza, ukraine',
    ],
    ['now topics gaza oldest 3', 'At once stories of any age are told: leave “oldest” out.', '/digest now topics gaza'],
    ['preview 90 stories full', 'A digest tells from 1 to 10 stories.', '/digest preview full'],
  ])('“%s” is told what is wrong and what to type', async (say, problem, example) => {
    const answer = await openChannel(store, { stories: STORIES }).type(say)
    expect(textOf(answer)).toBe(`${problem}\n\nFor example: ${example}`)
  })
})

describe('/digest preview', () => {
  test('shows the same to anybody alone, and nothing counts as told', async () => {
    const channel = openChannel(store, { stories: STORIES, like: 'discord' })
    const shown = await channel.use('preview', {}, { manages: false })
    expect([shown.kind, textOf(shown).includes('1. Title of today'), told(await channel.use('now'))]).toEqual([
      'pages',
      true,
      ['today', 'long-ago'],
    ])
  })

  test.each(['', 'topics gaza full'])(
    'its pages are turned by buttons that hold no words of people: “%s”',
    async options => {
      const channel = openChannel(store, { stories: STORIES })
      const shown = await channel.type(`preview ${options}`)
      if (shown.kind !== 'pages') throw new Error(textOf(shown))
      const part = shown.thread.replies.at(-1)?.part ?? ''
      const press = shown.pressFor(part)
      const next = await channel.press(press, { at: NOW + 60_000 })
      expect(encodePress(press)).toMatch(/^v1:digest:m:/u)
      expect(next.kind === 'pages' && [next.part, next.thread.root.summary]).toEqual([part, shown.thread.root.summary])
    },
  )

  test('of a digest with a thread for each story all threads are read one after the other', async () => {
    const channel = openChannel(store, { stories: STORIES })
    const shown = await channel.type('preview full')
    expect(shown.kind === 'pages' && shown.thread.replies.map(({ part }) => part).toSorted()).toEqual([
      'side-1',
      'side-2',
      't2',
      't2-side-1',
      't2-side-2',
    ])
  })

  test.each([
    ['preview', ['All stories', '1 · Facts', '2 · Facts']],
    ['preview full', ['1 · Facts', '2 · Facts']],
    ['preview full 1 stories', ['Facts']],
  ])('each button of “%s” says of which story it is', async (say, labels) => {
    const shown = await openChannel(store, { stories: STORIES }).type(say)
    if (shown.kind !== 'pages') throw new Error(textOf(shown))
    const buttons = [shown.first, ...shown.thread.replies.map(({ label }) => label)]
    expect(buttons.filter(label => !label?.endsWith('side'))).toEqual(labels)
  })

  test('of several threads no page shows a part without its story, however long the story is', async () => {
    const long = { text: 'This sentence goes on for a while. '.repeat(400).trim(), cites: [1] }
    const stories = STORIES.map(story => ({
      ...story,
      facts: [...story.facts, long],
      narratives: story.narratives.map(side => ({ ...side, paragraphs: [long] })),
    }))
    const shown = await openChannel(store, { stories }).type('preview full')
    if (shown.kind !== 'pages') throw new Error(textOf(shown))
    const named = [slackBudget, discordBudget].map(budget =>
      pagesOf(shown, budget).flatMap(({ part, message }) => {
        const name = part.startsWith('t2') ? 'Title of long-ago' : 'Title of today'
        return plainMessage(message).includes(name) ? [] : [part]
      }),
    )
    expect(named).toEqual([[], []])
  })

  test('says that only the asker sees it', async () => {
    expect(textOf(await openChannel(store, { stories: STORIES }).type('preview'))).toContain(
      'A preview, which only you see: what a digest would tell now.',
    )
  })
})

describe('suggestions', () => {
  function values(word: string, typed: string): readonly string[] {
    const { command, asked } = openChannel(store, { stories: STORIES })
    return command.suggest(asked({}), word, typed).map(one => one.value)
  }

  test.each([
    ['time', '8:3', '08:30'],
    ['timezone', 'munich', 'Europe/Berlin'],
    ['timezone', '', 'Europe/Berlin'],
    ['day', 'mon, fr', 'mon,fri'],
    ['topics', 'uk', 'ukraine'],
    ['topics', 'Gaza, uk', 'gaza, ukraine'],
  ])('for %s after “%s” there is %s', (word, typed, value) => {
    expect(values(word, typed)).toContain(value)
  })

  test('no story stands among the topics', () => {
    expect(values('topics', '')).toEqual(['ukraine', 'gaza'])
  })

  test('a topic that is there is not offered again', () => {
    expect(values('topics', 'ukraine, uk')).toEqual([])
  })
})
