import { describe, expect, test } from 'vitest'
import { digestThread, digestThreads } from '../../../src/core/message/digest.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { EntryBlock, Message } from '../../../src/core/message/message.ts'
import { changesSince, revisionOf } from '../../../src/core/story/revision.ts'
import type { Story, Update } from '../../../src/core/story/story.ts'
import { CHATS, NOW } from './chat.ts'
import { buses } from './digest-stories.ts'

const OPTIONS = { channel: 'C1', now: NOW, day: '2026-01-15', topics: [] }

function line(text: string, cites: readonly number[], kind = 'corrected'): Update {
  return { date: '2026-01-15', kind, text: { text, cites } }
}

/** The story as it is now, told to a channel that had it without these lines. */
function updated(updates: readonly Update[], more: Partial<Story> = {}) {
  const story = { ...buses.story, ...more, updates }
  return { story, changes: changesSince(revisionOf(buses.story).snapshot, story) }
}

function entriesOf({ blocks }: Message): readonly EntryBlock[] {
  return blocks.flatMap(block => (block.kind === 'entry' ? [block] : []))
}

function told(updates: readonly Update[], more?: Partial<Story>) {
  const [entry] = entriesOf(digestThread([updated(updates, more)], OPTIONS).root)
  if (entry === undefined) throw new Error('No entry.')
  return entry
}

describe('in the root of a digest', () => {
  test('an update line has its own sources, as the lead fact has, and their names stand with the others', () => {
    const { texts, small } = told([line('47 lines are concerned,\n not 46', [3])])
    expect(texts.map(({ text, notes }) => [text, notes.map(note => note.n)])).toEqual([
      ['15 Jan 2026, corrected: 47 lines are concerned, not 46', [3]],
      [buses.story.facts[0]?.text, [1, 2]],
    ])
    expect(small).toMatch(/^\[3\] City Hall Notes, \[1\] Velden Courier, \[2\] Radio Norrland · /u)
  })

  test('sources of an update that are too many to be named leave the names of the lead fact where they were', () => {
    const more = Array.from({ length: 40 }, (_, at) => ({ n: at + 4, outlet: `An outlet of a long name ${at}` }))
    const { small } = told(
      [
        line(
          'A word.',
          more.map(({ n }) => n),
        ),
      ],
      { sources: [...buses.story.sources, ...more] },
    )
    expect(small).toMatch(/^\[1\] Velden Courier, \[2\] Radio Norrland · 14 Jan 2026 · 43 sources/u)
  })

  test('each of several lines has its own, under the word that sets it apart from the fact', () => {
    const { texts } = told([line('One.', [1]), line('Two.', [2, 3], 'added')])
    expect(texts.map(({ lead, notes }) => [lead, notes.map(note => note.n)])).toEqual([
      ['Update: ', [1]],
      ['Update: ', [2, 3]],
      [undefined, [1, 2]],
    ])
  })

  test.each([
    ['corrected', '(no source given)'],
    ['retracted', undefined],
  ])('a line that says “%s” without a source is followed by what is said below: %s', (kind, missing) => {
    expect(told([line('A word.', [], kind)]).texts[0]?.missing).toBe(missing)
  })

  test('a line from right to left keeps to itself, between its day and its sources', () => {
    expect(told([line('\u05e9\u05dc\u05d5\u05dd.', [1])]).texts[0]).toMatchObject({
      text: '15 Jan 2026, corrected: \u2068\u05e9\u05dc\u05d5\u05dd.\u2069',
      notes: [{ n: 1 }],
    })
  })

  test('what the bot says of a change that has no line says where the sources are', () => {
    const { texts } = told([line('One.', [1])], { title: 'Buses are free' })
    expect(texts.map(({ text, missing }) => [text, missing])).toEqual([
      ['15 Jan 2026, corrected: One.', undefined],
      ['The headline was changed.', '(sources below)'],
      [buses.story.facts[0]?.text, undefined],
    ])
  })

  test('and says so of no story that lists none', () => {
    const facts = [{ text: 'A fact.', cites: [] }]
    expect(told([], { sources: [], facts }).texts[0]).not.toHaveProperty('missing')
  })
})

test('in the full layout the line has the numbers of its sources, which stand below it', () => {
  const item = updated([line('No stop', [1, 3]), line('A word.', [])], { title: 'Buses are free' })
  const [one] = digestThreads([item], OPTIONS)
  expect(one?.thread.root.blocks[2]).toMatchObject({
    text: '15 Jan 2026, corrected: No stop [1][3] · 15 Jan 2026, corrected: A word. (no source given) The headline was changed.',
  })
})

describe.each(CHATS)('on $name', chat => {
  test('the sources of an update line can be opened in the root, and are named there', () => {
    const { root } = fitThread(digestThread([updated([line('A word.', [1])])], OPTIONS), chat.budget)
    const { text, links } = chat.show(root)
    expect(text).toContain('Update: 15 Jan 2026, corrected: A word. [1]')
    expect(text).toContain('[1] Velden Courier')
    // The line's own, and the fact's.
    expect(links.filter(({ url }) => url === 'https://example.org/courier/vote').length).toBeGreaterThanOrEqual(2)
  })

  test('where not all have room a line moves on whole, with its sources', () => {
    const sentence = 'What was corrected is told in a sentence of the length that newspapers like, or a longer one.'
    const items = Array.from({ length: 20 }, (_, n) =>
      updated([line(`${n} ${sentence} `.repeat(6).trim(), [1, 2])], { id: `story-${n}` }),
    )
    const whole = digestThread(items, OPTIONS)
    const { root, replies } = fitThread(whole, chat.budget)
    const entries = [root, ...replies.map(reply => reply.message)].flatMap(entriesOf)
    expect(entriesOf(root).length).toBeLessThan(20)
    expect(entries.map(({ texts }) => texts.map(text => [text.text, text.notes.map(note => note.n)]))).toEqual(
      entriesOf(whole.root).map(({ texts }) => texts.map(text => [text.text, text.notes.map(note => note.n)])),
    )
    expect([root, ...replies.map(reply => reply.message)].flatMap(message => chat.refuses(message))).toEqual([])
  })
})
