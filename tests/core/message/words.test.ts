import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { en } from '../../../src/core/words/en.ts'
import { listed, say, separators } from '../../../src/core/words/words.ts'

describe('the words of the bot', () => {
  test.each(Object.entries(en))('can be read as a pattern: %s', (_phrase, pattern) => {
    expect(() => new IntlMessageFormat(pattern, 'en', undefined, { ignoreTag: true })).not.toThrow()
  })

  test.each(['{x} {n, plural, other {#}}', '<b>ana</b>', "it's '{quoted}'"])(
    'put in as it is what people are called: %s',
    name => {
      expect(say('root.asked-by', { name })).toBe(`Asked by ${name}`)
    },
  )

  test('count facts and sides', () => {
    const summaries = [0, 1, 2].map(count => say('root.summary', { title: 'T', facts: count, sides: count }))
    expect(summaries).toEqual(['T. No facts, no sides.', 'T. 1 fact, one side follows.', 'T. 2 facts, 2 sides follow.'])
  })

  test('join names with the same separators in a line of text and in a line of links', () => {
    const names = ['DW', 'AntiWar', 'Bloomberg']
    const between = [...separators(3), '']
    expect(names.map((name, index) => `${name}${between[index]}`).join('')).toBe(listed(names))
  })
})
