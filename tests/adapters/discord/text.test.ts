import { describe, expect, test } from 'vitest'
import {
  escapeHeading,
  escapeLine,
  escapeMarkdown,
  maskedLink,
  maskedLinks,
  safeUrl,
} from '../../../src/adapters/discord/text.ts'
import { ALLOWED_ADDRESSES, FORBIDDEN_ADDRESSES, HOSTILE } from '../hostile-corpus.ts'

describe('text for Discord', () => {
  test.each([
    ['@everyone <@1> <#1> </story:1>', '\\@everyone \\<\\@1> \\<\\#1> \\</story:1>'],
    [':smile: at 12:30:45', '\\:smile: at 12\\:30:45'],
    [':wave::skin-tone-2:', '\\:wave:\\:skin-tone-2:'],
    ['https://example.org and discord.gg/abc', 'https\\://example.org and discord.gg\\/abc'],
    ['# a\n> b\n- c\n-# d\n1. e', '\\# a\n\\> b\n\\- c\n-\\# d\n1\\. e'],
    ['ends with \\', 'ends with \\\\'],
    ['[a](https://b)', '\\[a\\](https\\://b)'],
    // Even escaped, an unopened bracket makes Discord take two links for one.
    ['a ] b [c]', 'a \uff3d b \\[c\\]'],
  ])('is escaped: %j', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected)
  })

  test.each(HOSTILE)('makes on one line no second line and no beginning of a list, quote or heading: %j', text => {
    expect(escapeLine(text)).not.toMatch(/[\n\u2028\u2029]|^\s*(?:[-+*]\s|>|#|-#|\d+[.)]\s)/u)
  })

  test('is a heading with the signs that it ends with, and a dash where it is blank', () => {
    expect([escapeHeading('C#'), escapeHeading(' ')]).toEqual(['C\\#\u2060', '—'])
  })
})

describe('a link on Discord', () => {
  test.each([...FORBIDDEN_ADDRESSES, 'http://[::1]/'])(
    'is plain text when its address is none for readers: %j',
    url => {
      expect(maskedLink('BBC', url)).toBe('BBC')
    },
  )

  test.each(ALLOWED_ADDRESSES)('has an address that ends only where the link ends: %j', url => {
    expect(safeUrl(url)).toMatch(/^https?:\/\/[^\s<>()[\]\\*|`]+$/u)
  })

  test('stands for as many addresses as leave room for words', () => {
    const far = `https://example.org/${'x'.repeat(700)}`
    const items = ['a', 'b', 'c'].map(label => ({ label, url: far }))
    expect(maskedLinks(items)).toEqual([`[a](<${far}>)`, `[b](<${far}>)`, 'c'])
  })
})
