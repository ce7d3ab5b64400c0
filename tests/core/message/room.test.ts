import { describe, expect, test } from 'vitest'
import type { Budget } from '../../../src/core/message/fit.ts'
import { fitThread, paginate } from '../../../src/core/message/fit.ts'
import type { Block } from '../../../src/core/message/message.ts'
import { plainBlock } from '../../../src/core/message/plain.ts'
import { shorten } from '../../../src/core/message/shorten.ts'

/** A platform that counts nothing but characters. */
function room(of: number): Budget {
  return { weigh: blocks => [{ limit: 'characters', used: blocks.map(plainBlock).join('').length, of }] }
}

function facts(...texts: readonly string[]): Block {
  return { kind: 'facts', facts: texts.map(text => ({ text, notes: [] })), continued: false }
}

function side(...texts: readonly string[]): Block {
  const paragraphs = texts.map(text => ({ text, notes: [] }))
  return { kind: 'side', label: 'L', providers: [], paragraphs, continued: false }
}

const NOTE: Block = { kind: 'note', text: 'Not balanced: it has only one side.' }

function printed(blocks: readonly Block[], of: number): readonly string[] {
  return paginate(blocks, room(of)).map(page => page.map(plainBlock).join('|'))
}

describe('where room is short', () => {
  test('a fact that fits a message of its own is not cut to fill the one before', () => {
    expect(printed([{ kind: 'heading', text: 'A title' }, facts('one two three four')], 30)).toEqual([
      'A title',
      'Facts\n• one two three four',
    ])
  })

  test('a fact that fits no message is cut after a word', () => {
    expect(printed([facts('one two three four five six')], 27)).toEqual([
      'Facts\n• one two three four',
      'Facts, continued\n• five six',
    ])
  })

  test('a paragraph uses what is left of a message only with whole sentences', () => {
    expect(printed([side('One.', 'Two is here. Three is not.')], 46)).toEqual([
      'L\noutlet not named\n\nOne.\n\nTwo is here.',
      'L, continued\noutlet not named\n\nThree is not.',
    ])
  })

  test('a name that is too long for any message goes on as plain text', () => {
    const long: Block = {
      kind: 'side',
      label: 'Name '.repeat(20).trim(),
      providers: [],
      paragraphs: [],
      continued: false,
    }
    expect(printed([long], 50).join(' ').replace(/\s+/gu, ' ').trim()).toBe(`${'Name '.repeat(20)}outlet not named`)
  })
})

describe('a root that is too large', () => {
  const root = (...blocks: readonly Block[]) => ({ root: { summary: '', blocks, notify: true }, replies: [] })

  test('keeps its remarks while a whole fact fits beside them', () => {
    const fitted = fitThread(
      root(facts('one two three', 'four five six seven eight nine ten eleven twelve'), NOTE),
      room(100),
    )
    expect(fitted.root.blocks.map(block => block.kind)).toEqual(['facts', 'aside', 'note'])
  })

  test('sends its remarks on rather than cut its first fact', () => {
    const fitted = fitThread(root(facts('one two three four five six seven', 'eight nine ten eleven'), NOTE), room(90))
    expect(fitted.root.blocks.map(plainBlock)).toEqual([
      'Facts\n• one two three four five six seven',
      'To follow: more facts and a note on balance.',
    ])
    expect(fitted.replies.map(reply => reply.part)).toEqual(['facts.2', 'remarks'])
  })

  test('with a title beyond all measure goes on in a reply', () => {
    const fitted = fitThread(root({ kind: 'heading', text: 'Title '.repeat(20).trim() }, facts('one')), room(60))
    const all = [fitted.root, ...fitted.replies.map(reply => reply.message)].flatMap(message => message.blocks)
    expect(all.flatMap(block => (block.kind === 'heading' ? [block.text] : [])).join(' ')).toBe(
      'Title '.repeat(20).trim(),
    )
    expect(all.at(-1)).toEqual(facts('one'))
  })
})

describe('the label of a button', () => {
  test.each([
    ['short', 75, 'short'],
    ['one two three', 10, 'one two…'],
    ['onetwothreefour', 10, 'onetwothr…'],
    [' two\n lines ', 75, 'two lines'],
    ['family 👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 20, 'family 👩‍👩‍👧‍👦…'],
  ])('is cut between words and never within a character: %j', (text, most, expected) => {
    expect(shorten(text, most)).toBe(expected)
  })

  test('has room for the end of each change of direction in it', () => {
    const label = shorten(`\u202e\u2066${'x'.repeat(100)}`, 75)
    expect([label.length <= 75, label.endsWith('…\u202c\u2069')]).toEqual([true, true])
  })
})
