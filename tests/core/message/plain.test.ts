import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainMessage, plainThread } from '../../../src/core/message/plain.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import { HOSTILE } from '../../adapters/hostile-corpus.ts'
import { storyArbitrary } from '../story-arbitrary.ts'
import { NOW } from './chat.ts'
import { squash } from './words-of.ts'

test.each(HOSTILE)('a terminal gets no character that it would obey: %j', text => {
  const shown = plainMessage({
    summary: text,
    blocks: [
      { kind: 'heading', text },
      { kind: 'note', text },
    ],
    notify: false,
  })
  expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}/u)
})

test('lines are broken at the width and lose nothing', () => {
  fc.assert(
    fc.property(
      storyArbitrary({ facts: 10, narratives: 3, narrativeCharacters: 2_000 }),
      fc.integer({ min: 20, max: 120 }),
      (story, width) => {
        const thread = storyThread(story, { channel: 'C1', now: NOW })
        const text = plainThread(thread, width)
        expect(squash(text)).toBe(squash(plainThread(thread)))
        const wide = text.split('\n').filter(line => line.length > width)
        // A word that is longer than the line stands on a line of its own.
        expect(wide.filter(line => /\S \S/u.test(line.replace(/^ *(?:• |\d+\. )?/u, '')))).toEqual([])
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: 5_000 },
  )
})

test('what goes on in the next line stands under its bullet', () => {
  const facts = [{ text: 'one two three four', notes: [{ n: 1 }] }]
  const root = { summary: '', blocks: [{ kind: 'facts', facts, continued: false } as const], notify: false }
  expect(plainThread({ root, replies: [] }, 12)).toBe('Facts\n• one two\n  three four\n  [1]')
})

test('a separator inside a text begins no line', () => {
  const note = { summary: '', blocks: [{ kind: 'note', text: 'one \u2028two' } as const], notify: false }
  const empty = { summary: '', blocks: [], notify: false }
  const replies = [{ part: 'side-1', label: 'Left', message: note }]
  expect(plainThread({ root: empty, replies })).toContain('  one \u2028two')
})
