import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitText } from '../../../src/core/message/split.ts'

/** Cuts at most `most` characters off, as often as it takes. */
function pieces(text: string, most: number): readonly string[] {
  const parts = splitText(text, head => head.length <= most)
  return parts === undefined || text.length <= most ? [text] : [parts.head, ...pieces(parts.rest, most)]
}

describe('a text that is too long', () => {
  test.each([
    ['Kim spoke. Biden met him.', 20, ['Kim spoke.', 'Biden met him.']],
    ['It was seen in North Korea. Then it ended.', 30, ['It was seen in North Korea.', 'Then it ended.']],
    ['He did it. She did not.', 14, ['He did it.', 'She did not.']],
    ['Is it so? It is! And now?', 17, ['Is it so? It is!', 'And now?']],
    ['東京で会議。次は大阪で。', 8, ['東京で会議。', '次は大阪で。']],
    ['انتهت الحرب؟ نعم انتهت.', 15, ['انتهت الحرب؟', 'نعم انتهت.']],
    ['He said “no.” She said “yes.”', 16, ['He said “no.”', 'She said “yes.”']],
  ])('goes on after a sentence: %s', (text, most, expected) => {
    expect(pieces(text, most)).toEqual(expected)
  })

  test.each([
    'Then Pres. Moon',
    'the U.S. Army',
    'from St. Louis',
    'on Aug. 31',
    'at 9 a.m. Monday',
    'Japan vs. Korea',
    'J. Edgar Hoover',
    'the Acme Corp. Board',
    'see No. 5',
    'in Seoul, Gen. Kim',
  ])('is not cut after an abbreviation: %s', phrase => {
    const text = `First. So ${phrase} went on and on.`
    expect(splitText(text, head => head.length < text.length - 3)?.head).toBe('First.')
  })

  test.each([
    ['a quotation that the sentence goes on after', '“Why now?” he asked, and left'],
    ['the number of a day', 'Das geschah am 3. Oktober'],
    ['a title of another language', 'Lo dijo la Sra. García'],
  ])('is not cut after %s: %s', (_, phrase) => {
    const text = `First. ${phrase}, as they all did.`
    const heads = Array.from(
      { length: text.length - 10 },
      (__, n) => splitText(text, head => head.length < n + 8)?.head,
    )
    expect(new Set(heads)).toEqual(new Set(['First.']))
  })

  test('keeps words from right to left to themselves on both sides of a cut, and what follows them outside', () => {
    const [word, day] = ['\u05e9\u05dc\u05d5\u05dd', ' · 15 Jan 2026']
    expect(pieces(`\u2068${word} ${word}\u2069${day}`, 7)[0]).toBe(`\u2068${word}\u2069`)
    expect(splitText(`\u2068${word} ${word}\u2069${day}`, head => head.length < 8)?.rest).toBe(
      `\u2068${word}\u2069${day}`,
    )
  })

  test('is not cut between what was quoted and its particle', () => {
    const text = '会議。政府は「可決した。」と述べた。'
    expect(pieces(text, 15)).toEqual(['会議。', '政府は「可決した。」と述べた。'])
  })

  test('is cut after a word only where no whole sentence fits', () => {
    expect(pieces('one two three four. Five.', 9)).toEqual(['one two', 'three', 'four.', 'Five.'])
  })

  test('is not cut at all inside a sentence where that is not asked for', () => {
    expect(splitText('one two three', head => head.length < 8, 'between-sentences')).toBeUndefined()
  })

  test('never loses more than the white space at the cut, nor parts what a reader sees as one character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
        fc.integer({ min: 15, max: 60 }),
        (text, most) => {
          const whole = (value: string) => value.replace(/\s+/gu, '')
          const cut = pieces(text.trim(), most)
          expect(whole(cut.join(''))).toBe(whole(text))
          expect(cut.every(piece => piece.isWellFormed())).toBe(true)
        },
      ),
    )
  })
})
