import { describe, expect, test } from 'vitest'
import { storyThread } from '../../../src/core/message/thread.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { NOW } from './chat.ts'

/** Hebrew: "the port is closed". */
const CLOSED = '\u05d4\u05e0\u05de\u05dc \u05e1\u05d2\u05d5\u05e8'
const SENTENCE = `${CLOSED} (Haifa Port), 3.5%.`
const ALONE = `\u2068${SENTENCE}\u2069`

function threadOf(text: string, earlier: readonly Story[] = []) {
  const cited = { text, cites: [1] }
  const story: Story = {
    id: 'port',
    title: text,
    topics: [],
    facts: [cited],
    narratives: [
      { label: text, stance: 'other', axis: 'other', providers: [{ name: 'Haaretz' }], paragraphs: [cited] },
    ],
    forecast: { providers: [], text: cited },
    updates: [{ date: '2026-05-02', kind: 'added', text: cited }],
    sources: [{ n: 1, outlet: 'Haaretz' }],
  }
  return storyThread(story, { channel: 'C1', now: NOW, earlier })
}

/** All that the story says, as it stands in the blocks of its thread. */
function textsIn(text: string): readonly string[] {
  const { root, replies } = threadOf(text)
  return [root, ...replies.map(reply => reply.message)].flatMap(message =>
    message.blocks.flatMap(block => {
      if (block.kind === 'heading') return [block.text]
      if (block.kind === 'facts') return block.facts.map(fact => fact.text)
      if (block.kind === 'updates') return block.updates.map(update => update.text)
      if (block.kind === 'side') return [block.label, ...block.paragraphs.map(paragraph => paragraph.text)]
      if (block.kind === 'forecast') return block.paragraphs.map(paragraph => paragraph.text)
      return []
    }),
  )
}

describe('words from right to left', () => {
  test('keep to themselves wherever the story has them, so that a stop, a name and the footnotes stay in their places', () => {
    expect(textsIn(SENTENCE)).toEqual([ALONE, ALONE, ALONE, ALONE, ALONE, ALONE])
  })

  test('do so on each line, because a direction ends with its line', () => {
    expect(textsIn(`${CLOSED}\nHaifa\n${CLOSED}`)[1]).toBe(`\u2068${CLOSED}\u2069\nHaifa\n\u2068${CLOSED}\u2069`)
  })

  test('do not draw the number of facts to the headline in what is read aloud', () => {
    expect(threadOf(SENTENCE).root.summary.startsWith(`${ALONE}. 1 fact`)).toBe(true)
  })

  test('end what they begin, and nothing is added to other words', () => {
    expect(textsIn(`\u2067${CLOSED}`)[1]).toBe(`\u2068\u2067${CLOSED}\u2069\u2069`)
    expect(textsIn('The port is closed.')[1]).toBe('The port is closed.')
  })

  test('keep their own order on buttons: a side by its name, an earlier story by its headline', () => {
    const earlier: Story = {
      id: 'old',
      title: SENTENCE,
      date: '2026-05-01',
      topics: [],
      facts: [],
      narratives: [],
      updates: [],
      sources: [],
    }
    const { root, replies } = threadOf(SENTENCE, [earlier])
    const labels = root.blocks.flatMap(block =>
      block.kind === 'actions' ? block.actions.map(action => action.label) : [],
    )
    expect([labels.at(-1), replies[0]?.label]).toEqual([`Earlier: 1 May 2026 · ${ALONE}`, ALONE])
  })
})
