import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCitations } from '../../../src/core/reading/citations.ts'

/** Printed text, the next number, how many sources; the text that remains, what it cites, and how many doubts. */
type Case = readonly [string, number, number, string, readonly number[], number]

const CASES: readonly Case[] = [
  ['a number that no list has.22025', 1, 6, 'a number that no list has.22025', [], 1],
  ['a number that no list has.²²⁰²⁵', 1, 6, 'a number that no list has.²²⁰²⁵', [], 0],
  ['all of them at once.12345', 1, 6, 'all of them at once.', [1, 2, 3, 4, 5], 0],
  ['to the outer quays.1', 1, 6, 'to the outer quays.', [1], 0],
  ['against many threats.5', 5, 6, 'against many threats.', [5], 0],
  ['against many threats.2', 5, 6, 'against many threats.', [2], 0],
  ['"a promise kept."4', 4, 6, '"a promise kept."', [4], 0],
  ['“a promise kept.”4', 4, 6, '“a promise kept.”', [4], 0],
  ['a promise kept".4', 4, 6, 'a promise kept".', [4], 0],
  ['in "2023."2', 5, 6, 'in "2023."', [2], 0],
  ['by 12.5%.3', 1, 6, 'by 12.5%.', [3], 0],
  ['(the most since 2019).2', 1, 6, '(the most since 2019).', [2], 0],
  ['(the most since 2019.)2', 1, 6, '(the most since 2019.)', [2], 0],
  ['was that all?3', 3, 6, 'was that all?', [3], 0],
  ['会議を開いた。2', 2, 6, '会議を開いた。', [2], 0],
  ['tracked in km².2', 2, 6, 'tracked in km².', [2], 0],
  ['from Egypt [2], Turkey [3] and Italy.', 1, 6, 'from Egypt, Turkey and Italy.', [2, 3], 0],
  ['5,000 died. [1][2] Many are missing. [3]', 1, 6, '5,000 died. Many are missing.', [1, 2, 3], 0],
  ['in section [9] of the law.1', 1, 6, 'in section [9] of the law.', [1], 0],
  ['in 2023.4', 4, 6, 'in 2023.', [4], 0],
  ['in 2023.4', 3, 6, 'in 2023.4', [], 1],
  ['in 2023.4', 4, 3, 'in 2023.4', [], 1],
  ['the economy grew 3.5', 3, 6, 'the economy grew 3.5', [], 1],
  ['the economy grew 3.5', 5, 6, 'the economy grew 3.', [5], 0],
  ['odds fell to .5', 2, 6, 'odds fell to .5', [], 1],
  ['reactor No.2', 1, 6, 'reactor No.2', [], 1],
  ['both sides agree.12', 1, 9, 'both sides agree.', [1, 2], 0],
  ['both sides agree.12', 3, 9, 'both sides agree.', [1, 2], 0],
  ['both sides agree.12', 12, 14, 'both sides agree.', [12], 0],
  ['both sides agree.12', 1, 14, 'both sides agree.', [1, 2], 0],
  ['both sides agree.12', 5, 14, 'both sides agree.', [12], 0],
  ['both sides agree.1011', 10, 14, 'both sides agree.', [10, 11], 0],
  ['both sides agree.25', 4, 6, 'both sides agree.', [2, 5], 0],
  ['many sides agree.345', 3, 6, 'many sides agree.', [3, 4, 5], 0],
  ['both sides agree.1,2', 1, 6, 'both sides agree.', [1, 2], 0],
  ['both sides agree.1, 3', 1, 6, 'both sides agree.', [1, 3], 0],
  ['both sides agree.9', 1, 6, 'both sides agree.', [9], 0],
  ['A is so.1 B said no.2', 1, 6, 'A is so. B said no.', [1, 2], 0],
  ['A is so.3 B said yes.2', 1, 6, 'A is so. B said yes.', [3, 2], 0],
  ['A is so.9 B said yes.2', 1, 6, 'A is so.9 B said yes.', [2], 1],
  ['prices grew 3.5 Analysts sighed.1', 1, 6, 'prices grew 3.5 Analysts sighed.', [1], 0],
  ['prices rose 3.1 Analysts sighed.1', 1, 6, 'prices rose 3.1 Analysts sighed.', [1], 0],
  ['both sides agree. [1][2]', 1, 6, 'both sides agree.', [1, 2], 0],
  ['both sides agree [1, 2].', 1, 6, 'both sides agree.', [1, 2], 0],
  ['both sides agree.¹²', 1, 6, 'both sides agree.', [1, 2], 0],
  ['no number at all.', 1, 6, 'no number at all.', [], 0],
  ['born in the year 1984', 1, 6, 'born in the year 1984', [], 0],
  ['COVID19', 19, 20, 'COVID19', [], 0],
]

describe('glued citations', () => {
  it.each(CASES)('%j with %i next of %i is %j', (given, next, sources, text, cites, doubts) => {
    const read = readCitations(given, { next, sources })
    expect([read.text, read.cites, read.doubts.length]).toEqual([text, cites, doubts])
  })

  it('say how to write what could not be told', () => {
    expect(readCitations('It closed in 2023.4', { next: 2, sources: 6 }).doubts).toEqual([
      '"2023.4" is kept as text. If 4 is a citation, write 2023. [4].',
    ])
  })

  it('keep every word of the text', () => {
    const word = fc.constantFrom(
      'Kim',
      'in 2023',
      'grew 3.5',
      'units.',
      '"so."',
      '7%',
      '(no)',
      '1984',
      'No.',
      '…',
      'x]',
    )
    const number = fc.constantFrom('', '1', '12', '3', '.4', '. 5')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, number), { minLength: 1, maxLength: 12 }), pieces => {
        const given = pieces.map(piece => piece.join('')).join(' ')
        const { text, cites } = readCitations(given, { next: 1, sources: 12 })
        const letters = (value: string): string => value.replace(/[\d\s,]/g, '')
        const digits = (value: string): number => value.replace(/\D/g, '').length
        expect(letters(text)).toBe(letters(given))
        expect(digits(given) === digits(text) || cites.length > 0).toBe(true)
      }),
    )
  })
})
