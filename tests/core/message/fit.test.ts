import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fits, fitThread } from '../../../src/core/message/fit.ts'
import type { Message, Thread } from '../../../src/core/message/message.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { storyArbitrary } from '../story-arbitrary.ts'
import { CHATS, NOW } from './chat.ts'
import { contentOf, squash, wordsOf } from './words-of.ts'

/** A story in a channel with everything that can stand above it. */
const threads: fc.Arbitrary<Thread> = fc
  .record({
    story: storyArbitrary(),
    earlier: fc.uniqueArray(storyArbitrary({ facts: 1, narratives: 1, sources: 1 }), {
      maxLength: 5,
      selector: (story: Story) => story.id,
    }),
    asked: fc.option(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constant('x'.repeat(500))), {
      nil: undefined,
    }),
    channel: fc.string(),
  })
  .map(({ story, earlier, asked, channel }) => {
    const others = earlier.filter(other => other.id !== story.id)
    return storyThread(story, { channel, now: NOW, earlier: others, ...(asked === undefined ? {} : { asked }) })
  })

const RUNS = { numRuns: 60, interruptAfterTimeLimit: 6_000 }

/** Larger in every way than what is written by hand. */
const long = (count: number) =>
  'Officials in the U.S. said so on Monday, and Pres. Moon disagreed. '
    .repeat(Math.ceil(count / 66))
    .slice(0, count)
    .trim()
const cites = Array.from({ length: 60 }, (_, index) => index + 1)
const HUGE: Story = {
  id: 'a'.repeat(60),
  title: long(300),
  date: '2024-02-29',
  topics: [],
  facts: cites.map(n => ({ text: `${n}: ${long(600)}`, cites: n % 3 === 0 ? [] : [n] })),
  narratives: ['A', 'B', 'C', 'D', 'E', 'F'].map((letter, index) => ({
    label: `Narrative ${letter} ${long(200)}`,
    stance: 'other',
    axis: 'numbered',
    providers:
      index % 2 === 0 ? [] : cites.map(n => ({ name: `Outlet ${n}`, url: `https://example.org/${'x'.repeat(1_900)}` })),
    paragraphs: [1, 2, 3].map(part => ({ text: `${part} ${long((index + 1) * 1_500)}`, cites: [] })),
  })),
  forecast: { providers: [], text: { text: long(5_000), cites: [] } },
  updates: cites
    .slice(0, 9)
    .map(n => ({ date: '2024-03-01', kind: 'corrected', text: { text: long(n * 600), cites } })),
  sources: [...cites, ...cites.map(n => n + 60)].map(n => ({
    n,
    outlet: `Outlet ${n}`,
    url: `https://example.org/${n}/${'x'.repeat(1_900)}`,
    title: long(n * 50),
  })),
}
const huge = storyThread(HUGE, {
  channel: 'C1',
  now: NOW,
  asked: 'x'.repeat(500),
  earlier: ['b', 'c', 'd', 'e', 'f'].map(id => ({ ...HUGE, id })),
})

function messagesOf(thread: Thread): readonly Message[] {
  return [thread.root, ...thread.replies.map(reply => reply.message)]
}

describe.each(CHATS)('a thread fitted to $name', chat => {
  test('is taken by the platform, message by message', () => {
    fc.assert(
      fc.property(threads, thread => {
        const fitted = fitThread(thread, chat.budget)
        expect(messagesOf(fitted).flatMap(message => chat.refuses(message))).toEqual([])
      }),
      RUNS,
    )
  })

  test('is taken and complete even when everything in it is too long', () => {
    const fitted = fitThread(huge, chat.budget)
    expect(messagesOf(fitted).flatMap(message => chat.refuses(message))).toEqual([])
    expect(contentOf(fitted)).toEqual(contentOf(huge))
    for (const message of messagesOf(fitted)) expect(squash(chat.show(message).text)).toBe(wordsOf(message, chat))
  })

  test('shows every word of every message and pings nobody', () => {
    fc.assert(
      fc.property(threads, thread => {
        for (const message of messagesOf(fitThread(thread, chat.budget))) {
          const shown = chat.show(message)
          expect(squash(shown.text)).toBe(wordsOf(message, chat))
          expect(shown.pings).toEqual([])
        }
      }),
      RUNS,
    )
  })

  test('loses nothing of what it was before', () => {
    fc.assert(
      fc.property(threads, thread => {
        expect(contentOf(fitThread(thread, chat.budget))).toEqual(contentOf(thread))
      }),
      RUNS,
    )
  })

  test('is left alone when its root fits, and otherwise has the sources in its first reply', () => {
    fc.assert(
      fc.property(threads, thread => {
        const fitted = fitThread(thread, chat.budget)
        if (fits(chat.budget, thread.root.blocks)) expect(fitted.root).toBe(thread.root)
        else if (thread.root.blocks.some(block => block.kind === 'sources')) {
          expect(fitted.replies[0]?.part).toBe('sources')
        }
      }),
      RUNS,
    )
  })
})
