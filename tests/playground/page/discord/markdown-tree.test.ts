import { expect, test } from 'vitest'
import { readMarkdown } from '../../../../src/emulators/discord/markdown-reader.ts'
import type { Span } from '../../../../src/playground/page/discord/markdown-span.ts'
import { readSpans } from '../../../../src/playground/page/discord/markdown-span.ts'
import type { Block, List } from '../../../../src/playground/page/discord/markdown-tree.ts'
import { readTree, textOfBlocks } from '../../../../src/playground/page/discord/markdown-tree.ts'
import { ALLOWED_ADDRESSES, FORBIDDEN_ADDRESSES, HOSTILE } from '../../../adapters/hostile-corpus.ts'

// What a mention and a time show depends on the reader, so that both sides are asked for the same words.
const names = {
  now: 0,
  nameOf: (kind: string) => (kind === 'user' || kind === 'role' || kind === 'channel' ? kind : undefined),
}

const ORDINARY = [
  '## Title\n-# Monday · small\n\n**Facts**\n- one [\\[1\\]](<https://example.org/a_(b)>)\n- two *no source given*\n\nafter',
  '***both*** and **_nested_** and snake_case_name',
  '# a\n> said\n> **again**\nplain\n>>> all\nof it',
  '- a\n  - b\n    - c\n- d',
  '1. one\n2. two\n   - under two\n3. three',
  'before ```js\nconst a = "**"\n``` after',
  '**over\ntwo lines** and ||hidden *slanted*||',
  '<@7> <@&8> <#9> </story:123> <:flag:456> @here',
]

/** Without the indentation of inner lists, which the tree shows by its shape. */
const flush = (text: string) => text.replace(/^ +/gmu, '')

test.each([...HOSTILE, ...ORDINARY])('%j reads as it does on Discord', source => {
  const tree = readTree(source)
  expect(flush(textOfBlocks(tree))).toBe(flush(withoutTimes(source)))
})

test.each([...HOSTILE, ...ORDINARY])('the links in %j are those of Discord', source => {
  const links = readMarkdown(source, names).links.map(link => link.url)
  expect(readTree(source).flatMap(linksOf)).toEqual(links.filter(link => URL.canParse(link)))
})

test.each([...ALLOWED_ADDRESSES])('a masked link to %s leads to the web', address => {
  const links = readTree(`[label](<${encodeURI(address)}>)`).flatMap(linksOf)
  expect(links.map(link => new URL(link).protocol).join()).toMatch(/^https?:/)
})

test.each(FORBIDDEN_ADDRESSES.filter(address => !/^https?:\/\/[^/]/i.test(address)))('%j is no link', address => {
  expect(readTree(`[label](<${address}>)`).flatMap(linksOf)).toEqual([])
})

test('inner lists hang under their item', () => {
  expect(outline(readTree('- a\n  - b\n  - c\n- d\n  1. e'))).toEqual(['• a', [['• b', '• c']], '• d', [['1. e']]])
})

test('Discord counts on from the first number', () => {
  expect(textOfBlocks(readTree('5. five\n9. six'))).toBe('5. five\n6. six')
})

test('a list ends where bullets turn into numbers', () => {
  expect(readTree('- a\n1. b').map(block => block.kind)).toEqual(['list', 'list'])
})

test('an empty line between two blocks stays', () => {
  expect(readTree('# a\n\n- b').map(block => block.kind)).toEqual(['heading', 'lines', 'list'])
})

test('a spoiler holds its own markup', () => {
  expect(readSpans('||a **b**||')).toEqual([
    {
      kind: 'spoiler',
      spans: [
        { kind: 'text', text: 'a ' },
        { kind: 'bold', spans: [{ kind: 'text', text: 'b' }] },
      ],
    },
  ])
})

/** The emulator's reading, in which times are as the tree names them. */
function withoutTimes(source: string): string {
  const times = [...source.matchAll(/<t:(-?\d+)(?::\w)?>/gu)]
  return times.reduce((text, [whole, seconds]) => {
    const shown = readMarkdown(whole, names).text
    return text.replace(shown, new Date(Number(seconds) * 1000).toISOString())
  }, readMarkdown(source, names).text)
}

function linksOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'lines':
    case 'heading':
    case 'subtext':
      return block.spans.flatMap(addresses)
    case 'code-block':
      return []
    case 'quote':
      return block.blocks.flatMap(linksOf)
    case 'list':
      return block.items.flatMap(item => [...item.spans.flatMap(addresses), ...item.inner.flatMap(linksOf)])
  }
}

function addresses(span: Span): readonly string[] {
  if (span.kind === 'link') return [span.url]
  return 'spans' in span ? span.spans.flatMap(addresses) : []
}

type Outline = string | readonly Outline[]

function outline(blocks: readonly Block[]): readonly Outline[] {
  return blocks.flatMap(block => (block.kind === 'list' ? outlineOfList(block) : []))
}

function outlineOfList(list: List): readonly Outline[] {
  return list.items.flatMap((item, index): Outline[] => {
    const mark = list.start === undefined ? '•' : `${list.start + index}.`
    const words = `${mark} ${item.spans.map(span => ('text' in span ? span.text : '')).join('')}`
    return item.inner.length === 0 ? [words] : [words, item.inner.map(outlineOfList)]
  })
}
