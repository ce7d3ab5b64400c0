import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slackBudget } from '../../../src/adapters/slack/budget.ts'
import { renderSlack } from '../../../src/adapters/slack/render.ts'
import { fits, fitThread } from '../../../src/core/message/fit.ts'
import type { Block, Message } from '../../../src/core/message/message.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import { refuseBlocks } from '../../../src/emulators/slack/block-check.ts'
import { objectsOf } from '../../../src/emulators/slack/json.ts'
import { NOW } from '../../core/message/chat.ts'
import { squash } from '../../core/message/words-of.ts'
import { storyArbitrary } from '../../core/story-arbitrary.ts'

function message(blocks: readonly Block[]): Message {
  return { summary: 'In short', blocks, notify: false }
}

/** What a screen reader says, which on Slack is the text above the blocks. */
function spoken(text: string): string {
  return squash(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
}

describe('the text above the blocks', () => {
  test('says every fact and every paragraph of a fitted message, and is never too long', () => {
    fc.assert(
      fc.property(storyArbitrary({ facts: 12, sources: 12, narrativeCharacters: 3_000 }), story => {
        const thread = fitThread(storyThread(story, { channel: 'C1', now: NOW }), slackBudget)
        for (const one of [thread.root, ...thread.replies.map(reply => reply.message)]) {
          const { text } = renderSlack(one)
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000)
          expect(text).not.toMatch(/[<>]/u)
          const words = one.blocks.flatMap(textsOf).map(squash)
          expect(words.filter(piece => !spoken(text).includes(piece))).toEqual([])
        }
      }),
      { numRuns: 40, interruptAfterTimeLimit: 5_000 },
    )
  })

  test('is the summary where a message was not fitted and is too long to be read out', () => {
    expect(renderSlack(message([{ kind: 'note', text: 'x'.repeat(4_001) }])).text).toBe('In short')
  })

  test('is the summary where the blocks hold nothing to be read', () => {
    expect(renderSlack(message([{ kind: 'actions', actions: [] }])).text).toBe('In short')
  })
})

function textsOf(block: Block): readonly string[] {
  if (block.kind === 'facts') return block.facts.map(fact => fact.text)
  return block.kind === 'side' ? [block.label, ...block.paragraphs.map(paragraph => paragraph.text)] : []
}

describe('the blocks', () => {
  test('have a header only where Slack takes the title as one', () => {
    const types = [150, 151].map(
      length => renderSlack(message([{ kind: 'heading', text: 'x'.repeat(length) }])).blocks[0]?.type,
    )
    expect(types).toEqual(['header', 'rich_text'])
  })

  test('put more than 25 buttons in a second row', () => {
    const actions = Array.from({ length: 26 }, (_, index) => ({
      label: 'x'.repeat(200),
      press: { command: 'story', words: [`s-${index}`, 'facts'], visibility: 'only-me' as const },
    }))
    const { blocks } = renderSlack(message([{ kind: 'actions', actions }]))
    expect([blocks.length, refuseBlocks(objectsOf(blocks))]).toEqual([2, undefined])
  })

  test('let Slack count the age of the day', () => {
    const date = {
      kind: 'date',
      day: 'Monday, 14 August 2023',
      age: '2 years ago',
      at: 1_692_014_400,
      asked: 'Asked by <ana>',
    } as const
    expect(renderSlack(message([date])).blocks).toEqual([
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: 'Monday, 14 August 2023 · <!date^1692014400^{ago}|2 years ago>', verbatim: true },
          { type: 'plain_text', text: 'Asked by <ana>', emoji: false },
        ],
      },
    ])
  })
})

describe('the room of a message on Slack', () => {
  test.each([
    ['of a section', (count: number): readonly Block[] => [{ kind: 'note', text: 'x'.repeat(count) }], 3_000],
    [
      'of all blocks, which Slack does not document',
      (count: number): readonly Block[] => [
        { kind: 'sources', continued: false, sources: [{ n: 1, outlet: 'DW', title: 'x'.repeat(count) }] },
      ],
      8_986,
    ],
    [
      'of what is read out, in bytes and escaped',
      (count: number): readonly Block[] => [
        { kind: 'facts', continued: false, facts: [{ text: `${'東'.repeat(count)}&`, notes: [] }] },
      ],
      1_328,
    ],
  ])('ends with the last character %s', (_what, blocks, most) => {
    expect([most, most + 1].map(count => fits(slackBudget, blocks(count)))).toEqual([true, false])
    expect(refuseBlocks(objectsOf(renderSlack(message(blocks(most))).blocks))).toBeUndefined()
  })
})
