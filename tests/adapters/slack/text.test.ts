import { describe, expect, test } from 'vitest'
import { escapeMrkdwn, plainLine, richLink, richLinks, richText, safeUrl } from '../../../src/adapters/slack/text.ts'
import { ALLOWED_ADDRESSES, FORBIDDEN_ADDRESSES, HOSTILE } from '../hostile-corpus.ts'

describe('text for Slack', () => {
  test.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U123|x> & Co.', '&lt;@U123|x&gt; &amp; Co.'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['nul\u0000 and \ud800', 'nul\ufffd and \ufffd'],
    ['a \u202eturned', 'a \u202eturned\u202c'],
  ])('becomes harmless mrkdwn: %j', (text, expected) => {
    expect(escapeMrkdwn(text)).toBe(expected)
  })

  test.each(HOSTILE)('holds no sign of markup once escaped: %j', text => {
    expect(escapeMrkdwn(text)).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/u)
  })

  test('is rich text as it stands, and nothing where there is none', () => {
    expect([richText('*a* <!here>'), richText('')]).toEqual([[{ type: 'text', text: '*a* <!here>' }], []])
  })

  test('stands on one line, with a dash where it is blank and no emoji from names', () => {
    expect([plainLine('a\n :b:'), plainLine(' \n')]).toEqual([
      { type: 'plain_text', text: 'a :b:', emoji: false },
      { type: 'plain_text', text: '—', emoji: false },
    ])
  })
})

describe('a link on Slack', () => {
  test.each(FORBIDDEN_ADDRESSES)('is plain text when its address is none for readers: %j', url => {
    expect(richLink('BBC', url)).toEqual([{ type: 'text', text: 'BBC' }])
  })

  test.each(ALLOWED_ADDRESSES)('has an address without signs of markup: %j', url => {
    expect(safeUrl(url)).toMatch(/^https?:\/\/[^\s<>|]+$/u)
  })

  test('stands for as many addresses as leave room for words', () => {
    const far = `https://example.org/${'x'.repeat(1_400)}`
    const items = ['a', 'b', 'c'].map(label => ({ label, url: far }))
    expect(richLinks(items).map(link => link[0]?.type)).toEqual(['link', 'link', 'text'])
  })
})
