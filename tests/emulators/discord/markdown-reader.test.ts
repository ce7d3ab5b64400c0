import { expect, test } from 'vitest'
import { readMarkdown } from '../../../src/emulators/discord/markdown-reader.ts'

const GLUED = 'https://good.example](https://evil.example)'
const NOW = Date.UTC(2026, 10, 2, 12)
const names = {
  now: NOW,
  nameOf: (kind: string, id: string) => ({ user7: 'ana', role8: 'Readers', channel9: 'news' })[kind + id],
}
const read = (source: string) => readMarkdown(source, names)

test.each([
  ['**bold** and *slanted* and _slanted_', 'bold and slanted and slanted'],
  ['__under__ ~~struck~~ ||hidden||', 'under struck hidden'],
  ['***both*** and **_nested_**', 'both and nested'],
  ['snake_case_name stays', 'snake_case_name stays'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['# Title\ntext', 'Title\ntext'],
  ['### Small title', 'Small title'],
  ['#hashtag', '#hashtag'],
  ['-# small print', 'small print'],
  ['- one\n- two', '• one\n• two'],
  ['  * inner', '  • inner'],
  ['1. first\n2. second', '1. first\n2. second'],
  ['> said\n> again\nplain', 'said\nagain\nplain'],
  ['>>> all\nof it', 'all\nof it'],
  ['**over\ntwo lines**', 'over\ntwo lines'],
  ['`**code**` and ``a`b``', '**code** and a`b'],
  ['```js\nconst a = "**"\n```', 'const a = "**"'],
  ['\\*not slanted\\* \\_nor\\_ this', '*not slanted* _nor_ this'],
  [
    '\\# no title\n\\> no quote\n\\- no bullet\n\\-# no small print',
    '# no title\n> no quote\n- no bullet\n-# no small print',
  ],
  ['C:\\path and \\\\', 'C:\\path and \\'],
  ['<@7> <@&8> <#9> <@1>', '@ana @Readers #news @unknown-user'],
  ['</story:123> <:flag:456>', '/story :flag:'],
  ['<t:1692014400:F>', 'Monday, August 14, 2023 at 12:00 PM'],
  ['<t:1692014400:d> <t:1692014400>', '8/14/23 August 14, 2023 at 12:00 PM'],
  [`<t:${NOW / 1000 + 7200}:R> <t:${NOW / 1000 - 86_400}:R>`, 'in 2 hours 1 day ago'],
  ['\\<t:1692014400:F>', '<t:1692014400:F>'],
])('%j is read as %j', (source, text) => {
  expect(read(source).text).toBe(text)
})

test.each([
  ['[click](https://evil.example)', [{ label: 'click', url: 'https://evil.example' }]],
  ['[**DW**](<https://dw.example/a_(b)>)', [{ label: 'DW', url: 'https://dw.example/a_(b)' }]],
  ['[titled](https://a.example "hover")', [{ label: 'titled', url: 'https://a.example' }]],
  ['see https://a.example/x_y_z.', [{ label: 'https://a.example/x_y_z', url: 'https://a.example/x_y_z' }]],
  ['(https://a.example)', [{ label: 'https://a.example', url: 'https://a.example' }]],
  ['<https://a.example>', [{ label: 'https://a.example', url: 'https://a.example' }]],
  ['\\[click](https://evil.example)', [{ label: 'https://evil.example', url: 'https://evil.example' }]],
  ['[click](javascript:alert)', []],
  ['[](https://a.example)', [{ label: 'https://a.example', url: 'https://a.example' }]],
  ['`[click](https://evil.example)`', []],
  // Discord reads on through the bracket when the label is itself an address.
  ['[https://good.example](https://evil.example)', [{ label: GLUED, url: GLUED }]],
])('in %j the links are %j', (source, links) => {
  expect(read(source).links).toEqual(links)
})

test.each([
  ['@everyone', ['everyone']],
  ['@here and <@7>', ['here', 'user']],
  ['**<@&8>**', ['role']],
  ['`@everyone` ```\n<@7>\n```', []],
  ['\\@everyone \\<@7>', []],
])('%j mentions %j', (source, kinds) => {
  expect(read(source).mentions.map(mention => mention.kind)).toEqual(kinds)
})
