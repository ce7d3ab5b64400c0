import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fits, fitThread } from '../../../src/core/message/fit.ts'
import type { Message, Thread } from '../../../src/core/message/message.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { storyArbitrary } from '../story-arbitrary.ts'
import { CHATS, NOW } from './chat.ts'
import { HUGE } from './huge-story.ts'
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

const huge = storyThread(HUGE, {
  channel: 'C1',
  now: NOW,
  asked: 'x'.repeat(500),
  earlier: ['b', 'c', 'd', 'e', 'f'].map(id => ({ ...HUGE, id })),
})

function messagesOf(thread: Thread): readonly Message[] {
  return [thread.root, ...thread.replies.map(reply => reply.message)]
}

function factsOf(messages: readonly Message[]): readonly string[] {
  const blocks = messages.flatMap(message => message.blocks)
  return blocks.flatMap(block => (block.kind === 'facts' ? block.facts.map(fact => JSON.stringify(fact)) : []))
}

describe.each(CHATS)('a thread fitted to $name', chat => {
  const hugeFitted = fitThread(huge, chat.budget)

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
    const fitted = hugeFitted
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

  test('keeps every fact whole', () => {
    fc.assert(
      fc.property(threads, thread => {
        const whole = new Set(factsOf([thread.root]))
        expect(factsOf(messagesOf(fitThread(thread, chat.budget))).filter(fact => !whole.has(fact))).toEqual([])
      }),
      RUNS,
    )
  })

  test('goes on after whole sentences', () => {
    const parts = hugeFitted.replies.filter(reply => reply.part.startsWith('side-'))
    const ends = parts.flatMap(({ part, message }, index) => {
      const goesOn = parts[index + 1]?.part.startsWith(part.split('.')[0] ?? part) === true
      const last = message.blocks.flatMap(block => (block.kind === 'side' ? block.paragraphs : [])).at(-1)?.text
      return goesOn && last !== undefined ? [last.slice(-20)] : []
    })
    expect(ends.length).toBeGreaterThan(3)
    expect(ends.filter(end => !end.endsWith('disagreed.'))).toEqual([])
  })

  test('says of every part after the first that it goes on', () => {
    const said = hugeFitted.replies.flatMap(({ part, message }) =>
      message.blocks.flatMap(block => ('continued' in block ? [{ part, continued: block.continued }] : [])),
    )
    expect(said.filter(({ part, continued }) => continued !== /\.\d+$/u.test(part))).toEqual([])
    expect(said.filter(({ continued }) => continued).length).toBeGreaterThan(10)
  })

  test('names in its root what follows in the replies', () => {
    const { root, replies } = hugeFitted
    const asides = root.blocks.flatMap(block => (block.kind === 'aside' ? [block.text] : []))
    expect(asides[0]).toBe('To follow: the sources, more facts, and a note on balance.')
    expect(replies.filter(reply => !/\.|-/u.test(reply.part)).map(reply => reply.part)).toEqual([
      'sources',
      'remarks',
      'forecast',
    ])
  })
})
