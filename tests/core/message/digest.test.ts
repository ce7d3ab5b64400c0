import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePress, encodePress } from '../../../src/commands/press.ts'
import type { DigestItem } from '../../../src/core/library/selection.ts'
import { withoutAddresses } from '../../../src/core/message/bare.ts'
import { digestThread, digestThreads } from '../../../src/core/message/digest.ts'
import { drawOrder } from '../../../src/core/message/draw.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { Message, Thread } from '../../../src/core/message/message.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { BLANK, HOSTILE } from '../../adapters/hostile-corpus.ts'
import { storyArbitrary } from '../story-arbitrary.ts'
import { CHATS, NOW } from './chat.ts'
import { buses, DIGEST, update } from './digest-stories.ts'
import { contentOf, squash, wordsOf } from './words-of.ts'

const OPTIONS = { channel: 'C1', now: NOW, day: '2026-01-15', topics: [] }

function messagesOf(thread: Thread): readonly Message[] {
  return [thread.root, ...thread.replies.map(reply => reply.message)]
}

function buttonsOf(message: Message) {
  return message.blocks.flatMap(block => (block.kind === 'actions' ? block.actions : []))
}

/** As long as it can become: 20 stories with titles of 300 characters, and the sides of the first with 9,000. */
const HUGE: readonly DigestItem[] = Array.from({ length: 20 }, (_, n) => ({
  story: {
    ...buses.story,
    id: `huge-${n}`,
    title: `${n} ${'A title that goes on & on. '.repeat(20)}`.slice(0, 300),
    narratives: buses.story.narratives.map(side => ({
      ...side,
      paragraphs: [{ text: `${n} ${side.label} says so. `.repeat(450).slice(0, n === 0 ? 9_000 : 300), cites: [1] }],
    })),
  },
  ...(n % 3 === 0 ? { changes: Array.from({ length: n }, () => 'A fact was reworded.') } : {}),
}))

const small = storyArbitrary({ facts: 5, narratives: 3, sources: 6, narrativeCharacters: 3_000 })
const digests: fc.Arbitrary<readonly DigestItem[]> = fc.uniqueArray(
  fc
    .tuple(small, fc.option(fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 3 })))
    .map(([story, changes]) => (changes === null ? { story } : { story, changes })),
  { maxLength: 5, selector: item => item.story.id },
)
const RUNS = { numRuns: 12, interruptAfterTimeLimit: 3_000 }

describe('the root of a digest', () => {
  const { root } = digestThread(DIGEST, { ...OPTIONS, topics: ['Schools', 'Nature'] })

  test('names its day and what it is limited to, and then each story', () => {
    expect(root.blocks.slice(0, 2)).toEqual([
      { kind: 'heading', text: 'News digest' },
      { kind: 'date', day: 'Thursday, 15 January 2026', asked: 'Topics: Schools and Nature' },
    ])
    expect(root.blocks.map(block => block.kind).slice(2)).toEqual(['entry', 'entry', 'entry', 'aside', 'actions'])
  })

  test('gives a story its headline, its first fact and what it rests on', () => {
    expect(root.blocks[3]).toEqual({
      kind: 'entry',
      story: 'free-buses',
      title: '2. Velden makes its buses free for everybody',
      texts: [
        {
          text: buses.story.facts[0]?.text,
          notes: [
            { n: 1, url: 'https://example.org/courier/vote' },
            { n: 2, url: 'https://example.org/norrland/buses' },
          ],
        },
      ],
      small: '[1] Velden Courier, [2] Radio Norrland · 14 Jan 2026 · 3 sources · 2 sides',
      continued: false,
    })
  })

  test('says of an update first what changed, each line with its sources or where they are', () => {
    const [first] = root.blocks.flatMap(block => (block.kind === 'entry' ? [block] : []))
    expect(first?.texts.slice(0, 2)).toEqual([
      {
        lead: 'Update: ',
        text: '15 Jan 2026, corrected: 210 schools are concerned, not 201.',
        notes: [{ n: 1, url: 'https://example.org/norrland/phones' }],
      },
      {
        lead: 'Update: ',
        text: "2 facts were reworded. The side “Pupils' view” is now credited to Youth Wire.",
        notes: [],
        missing: '(sources below)',
      },
    ])
  })

  test('never holds a word of a side', () => {
    const words = squash(JSON.stringify(root))
    const sides = DIGEST.flatMap(({ story }) => story.narratives.flatMap(side => side.paragraphs))
    expect(sides.filter(({ text }) => words.includes(squash(text).slice(0, 30)))).toEqual([])
  })

  test('has for each story a button that answers alone with all of its sides', () => {
    expect(buttonsOf(root).map(({ label, press }) => [label, encodePress(press)])).toEqual([
      ['1 · Both sides', 'v1:story:m:school-phones:both'],
      ['2 · Both sides', 'v1:story:m:free-buses:both'],
      ['3 · Both sides', 'v1:story:m:wolf-cull:both'],
    ])
  })

  test('counts neither stories nor buttons where there is one story alone', () => {
    const alone = digestThread([buses], OPTIONS)
    const titles = alone.root.blocks.flatMap(block => (block.kind === 'entry' ? [block.title] : []))
    expect([titles, buttonsOf(alone.root)[0]?.label, alone.replies[1]?.message.blocks.length]).toEqual([
      [buses.story.title],
      'Both sides',
      1,
    ])
  })

  test('says that there is nothing to tell where there is nothing', () => {
    const { root: empty, replies } = digestThread([], OPTIONS)
    expect([empty.blocks.at(-1), replies]).toEqual([{ kind: 'note', text: 'There is nothing new to tell.' }, []])
  })
})

describe('the thread of a digest', () => {
  const { replies } = digestThread(DIGEST, OPTIONS)

  test('holds story by story its facts, its sides in the drawn order and its forecast', () => {
    const parts = DIGEST.flatMap(({ story }, index) => [
      `s${index + 1}-facts`,
      ...drawOrder(story.id, 'C1', 2).map(side => `s${index + 1}-side-${side + 1}`),
      ...(story.forecast === undefined ? [] : [`s${index + 1}-forecast`]),
    ])
    expect(replies.map(reply => reply.part)).toEqual(parts)
  })

  test('shows every side by the template of /story, under the same line with its story', () => {
    const sides = DIGEST.flatMap(({ story }, index) =>
      storyThread(story, OPTIONS).replies.map(reply => [
        { kind: 'aside', text: `${index + 1}. ${story.title}` },
        ...reply.message.blocks,
      ]),
    )
    expect(replies.filter(reply => !reply.part.endsWith('facts')).map(reply => reply.message.blocks)).toEqual(sides)
  })

  test('arrives without a sound', () => {
    expect(replies.map(reply => reply.message.notify)).toEqual(replies.map(() => false))
  })
})

describe('the full layout', () => {
  const threads = digestThreads(DIGEST, OPTIONS)

  test('tells a new story as /story does', () => {
    expect(threads[1]).toEqual({ story: buses.story, thread: storyThread(buses.story, OPTIONS) })
  })

  test('says of an update what changed above its facts, and nothing else', () => {
    const { root, replies } = storyThread(update.story, OPTIONS)
    const told = threads[0]?.thread
    const [own, ...others] = update.changes
    const note = { kind: 'note', lead: 'Update: ', text: [own, '[1]', ...others].join(' ') }
    expect(told?.root.blocks).toEqual([...root.blocks.slice(0, 2), note, ...root.blocks.slice(2)])
    expect([told?.root.summary, told?.replies]).toEqual([`Update: ${root.summary}`, replies])
  })
})

/** A story in which `text` stands in every place of it that a digest shows. */
function hostile(text: string, n: number): Story {
  const cited = { text, cites: [1] }
  return {
    ...buses.story,
    id: `hostile-${n}`,
    title: text,
    facts: [cited, cited],
    narratives: buses.story.narratives.map(side => ({ ...side, label: text, paragraphs: [cited] })),
    updates: [{ date: '2026-01-15', kind: 'corrected', text: cited }],
    sources: [{ n: 1, outlet: text, title: text }],
  }
}

/** As many as a digest holds, each as the one argument of a test. */
function shelves(texts: readonly string[], size: number): readonly (readonly [readonly string[]])[] {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, n) => [texts.slice(n * size, (n + 1) * size)])
}

describe.each(CHATS)('a digest on $name', chat => {
  const shownAs = (items: readonly DigestItem[], topics: readonly string[] = []) =>
    fitThread(digestThread(items, { ...OPTIONS, topics }), chat.budget)

  test.each(shelves(HOSTILE, 9))('shows hostile text as it was written, pings nobody and forges no link: %j', texts => {
    const items = texts.map((text, n) => ({ story: hostile(text, n), changes: [text] }))
    const { root, replies } = shownAs(items, texts)
    const rest = replies.filter(({ part }) => /^stories|^s1-/u.test(part)).map(reply => reply.message)
    const full = digestThreads(items, OPTIONS).map(({ thread }) => fitThread(thread, chat.budget).root)
    for (const message of [root, ...rest, ...full]) {
      const shown = chat.show(message)
      expect(squash(shown.text)).toBe(wordsOf(message, chat))
      expect([shown.pings, chat.refuses(message)]).toEqual([[], []])
      expect(shown.links.filter(link => !link.url.startsWith('https://example.org/'))).toEqual([])
    }
  })

  test.each(BLANK)('is taken where texts are blank: %j', text => {
    const thread = shownAs([{ story: hostile(text, 1), changes: [text] }, buses], [text])
    expect(messagesOf(thread).flatMap(message => chat.refuses(message))).toEqual([])
  })

  test('is taken, shows every word, loses nothing and names its parts apart', () => {
    fc.assert(
      fc.property(digests, items => {
        const whole = digestThread(items, OPTIONS)
        const fitted = fitThread(whole, chat.budget)
        for (const message of messagesOf(fitted)) {
          expect(chat.refuses(message)).toEqual([])
          expect(squash(chat.show(message).text)).toBe(wordsOf(message, chat))
        }
        expect(contentOf(fitted)).toEqual(contentOf(whole))
        expect(new Set(fitted.replies.map(reply => reply.part)).size).toBe(fitted.replies.length)
      }),
      RUNS,
    )
  })

  test('of 20 long stories goes on in replies, whole and in order, with a button for each story in its root', () => {
    const whole = digestThread(HUGE, OPTIONS)
    const fitted = fitThread(whole, chat.budget)
    expect(messagesOf(fitted).flatMap(message => chat.refuses(message))).toEqual([])
    expect(contentOf(fitted)).toEqual(contentOf(whole))
    const entries = messagesOf(fitted).flatMap(({ blocks }) => blocks.filter(block => block.kind === 'entry'))
    const told = whole.root.blocks.filter(block => block.kind === 'entry')
    expect(entries).toEqual(told.map(withoutAddresses))
    const more = fitted.replies.filter(({ part }) => part.startsWith('stories'))
    expect([fitted.replies[0]?.part, new Set(more.map(({ message }) => JSON.stringify(message.blocks[0])))]).toEqual([
      'stories.2',
      new Set([JSON.stringify({ kind: 'aside', text: 'More stories' })]),
    ])
    expect(fitted.root.blocks.some(block => block.kind === 'aside' && block.text === 'To follow: more stories.')).toBe(
      true,
    )
    expect(buttonsOf(fitted.root).map(({ press }) => decodePress(encodePress(press))?.words[0])).toEqual(
      HUGE.map(({ story }) => story.id),
    )
  })

  test('divides an entry only where it has a message to itself, and says that it goes on', () => {
    const fact = { text: 'A sentence of a very long fact. '.repeat(300).trim(), cites: [1] }
    const items = [buses, { story: { ...buses.story, id: 'long', facts: [fact] }, changes: ['A fact was reworded.'] }]
    const whole = digestThread(items, OPTIONS)
    const fitted = fitThread(whole, chat.budget)
    const entries = messagesOf(fitted).flatMap(({ blocks }) =>
      blocks.flatMap(block => (block.kind === 'entry' ? [block] : [])),
    )
    expect(contentOf(fitted)).toEqual(contentOf(whole))
    expect(entries.map(entry => entry.continued)).toEqual([false, false, ...entries.slice(2).map(() => true)])
    expect(entries.length).toBeGreaterThan(3)
    expect(messagesOf(fitted).flatMap(message => chat.refuses(message))).toEqual([])
  })

  test('says what leads a long update once, where it begins', () => {
    const fitted = shownAs([{ ...update, changes: ['This is one of very many changes. '.repeat(300).trim()] }])
    const texts = messagesOf(fitted).flatMap(({ blocks }) =>
      blocks.flatMap(block => (block.kind === 'entry' ? block.texts : [])),
    )
    expect(texts.map(text => text.lead)).toEqual(['Update: ', ...texts.slice(1).map(() => undefined)])
  })

  test('keeps what changed in the root of a story, even where no fact fits beside it', () => {
    const changes = ['This is one of many changes. '.repeat(70).trim()]
    const facts = [{ text: 'A fact that goes on and on. '.repeat(90).trim(), cites: [1] }]
    const [told] = digestThreads([{ changes, story: { ...update.story, facts } }], OPTIONS)
    const root = told === undefined ? undefined : fitThread(told.thread, chat.budget).root
    expect(root?.blocks[2]).toEqual({ kind: 'note', lead: 'Update: ', text: changes[0] })
  })
})
