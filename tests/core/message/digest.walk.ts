import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestThread, digestThreads } from '../../../src/core/message/digest.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { Thread } from '../../../src/core/message/message.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { HOSTILE } from '../../adapters/hostile-corpus.ts'
import { storyArbitrary } from '../story-arbitrary.ts'
import { CHATS, NOW } from './chat.ts'
import { HUGE } from './huge-story.ts'
import { contentOf, squash, wordsOf } from './words-of.ts'

const OPTIONS = { channel: 'C1', now: NOW, day: '2026-01-15', topics: [] }
const RUNS = { numRuns: 12, interruptAfterTimeLimit: 4_000 }

const digests = fc.uniqueArray(
  fc
    .record({ story: storyArbitrary(), changes: fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 9 }) })
    .chain(item => fc.constantFrom(item, { story: item.story })),
  { maxLength: 20, selector: item => item.story.id },
)

function messagesOf(thread: Thread) {
  return [thread.root, ...thread.replies.map(reply => reply.message)]
}

describe.each(CHATS)('on $name digests of up to 20 stories of any size', chat => {
  test('are taken, show every word, ping nobody and lose nothing, in both layouts', () => {
    fc.assert(
      fc.property(digests, items => {
        for (const whole of [digestThread(items, OPTIONS), ...digestThreads(items, OPTIONS).map(one => one.thread)]) {
          const fitted = fitThread(whole, chat.budget)
          for (const message of messagesOf(fitted)) {
            expect(chat.refuses(message)).toEqual([])
            const shown = chat.show(message)
            expect([squash(shown.text), shown.pings]).toEqual([wordsOf(message, chat), []])
          }
          expect(contentOf(fitted)).toEqual(contentOf(whole))
          expect(new Set(fitted.replies.map(reply => reply.part)).size).toBe(fitted.replies.length)
        }
      }),
      RUNS,
    )
  })

  test('are taken even when everything in them is too long', () => {
    const stories: readonly Story[] = ['a', 'b', 'c'].map(id => ({ ...HUGE, id }))
    const items = stories.map(story => ({ story, changes: HUGE.facts.map(fact => fact.text) }))
    const full = digestThreads(items.slice(0, 1), OPTIONS).map(one => one.thread)
    for (const whole of [digestThread(items, OPTIONS), ...full]) {
      const fitted = fitThread(whole, chat.budget)
      expect(messagesOf(fitted).flatMap(message => chat.refuses(message))).toEqual([])
      expect(contentOf(fitted)).toEqual(contentOf(whole))
    }
  })
})
