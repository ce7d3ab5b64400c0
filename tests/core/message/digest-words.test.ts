import { describe, expect, test } from 'vitest'
import type { DigestItem } from '../../../src/core/library/selection.ts'
import { digestThread, digestThreads } from '../../../src/core/message/digest.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { Message } from '../../../src/core/message/message.ts'
import { plainMessage } from '../../../src/core/message/plain.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { CHATS, NOW } from './chat.ts'
import { buses } from './digest-stories.ts'

const OPTIONS = { channel: 'C1', now: NOW, day: '2026-01-15', topics: [] }
const [WORKER, JOURNAL] = buses.story.narratives
/** Hebrew. */
const SHALOM = '\u05e9\u05dc\u05d5\u05dd'
const OLAM = '\u05e2\u05d5\u05dc\u05dd'

function like(more: Partial<Story>): Story {
  return { ...buses.story, ...more }
}

function rootOf(items: readonly DigestItem[]): Message {
  return digestThread(items, OPTIONS).root
}

function entryOf(item: DigestItem) {
  const [entry] = rootOf([item]).blocks.flatMap(block => (block.kind === 'entry' ? [block] : []))
  return entry
}

function updateOf(...changes: readonly string[]): string | undefined {
  return entryOf({ story: buses.story, changes })?.texts[0]?.text
}

describe('what changed', () => {
  test.each([
    ['with a stop', ['The vote was on Sunday.', 'A fact was added.'], 'The vote was on Sunday. A fact was added.'],
    ['without one', ['not Aug. 30', '22 Nov 2026, added: more'], 'not Aug. 30 · 22 Nov 2026, added: more'],
    ['with one in quotes', ['They say “no.”', 'A fact was added.'], 'They say “no.” A fact was added.'],
    ['with one of another script', ['法律を可決した。', 'A fact was added.'], '法律を可決した。 A fact was added.'],
    ['with a question', ['Who pays?)', 'A fact was added.'], 'Who pays?) A fact was added.'],
  ])('is told apart from what changed before it, which ends %s', (_, changes, told) => {
    expect(updateOf(...changes)).toBe(told)
  })

  test('is told in the full layout in the same words', () => {
    const [one] = digestThreads([{ story: buses.story, changes: ['no stop', 'A fact was added.'] }], OPTIONS)
    expect(one?.thread.root.blocks[2]).toEqual({ kind: 'note', lead: 'Update: ', text: 'no stop · A fact was added.' })
  })
})

describe('words from right to left', () => {
  test('keep to themselves, so that each number stays with its outlet and the day whole', () => {
    const sources = [SHALOM, OLAM, 'City Hall Notes'].map((outlet, at) => ({ n: at + 1, outlet }))
    const isolated = `[1] \u2068${SHALOM}\u2069, [2] \u2068${OLAM}\u2069 · 14 Jan 2026 · 3 sources · 2 sides`
    expect(entryOf({ story: like({ sources }) })?.small).toBe(isolated)
  })

  test('do so as headline and as lead fact, in the root and in the thread, and keep the number of the story before them', () => {
    const told = { ...buses.story.facts[0]!, text: `${SHALOM}.` }
    const items = [{ story: like({ title: `${OLAM}?`, facts: [told] }) }, { story: buses.story }]
    const { root, replies } = digestThread(items, OPTIONS)
    const texts = [plainMessage(root), ...replies.map(reply => plainMessage(reply.message))]
    expect(texts[0]).toContain(`1. \u2068${OLAM}?\u2069\n\u2068${SHALOM}.\u2069 [1][2]`)
    expect(texts.slice(1, 3).map(text => text.split('\n', 1)[0])).toEqual(
      Array.from({ length: 2 }, () => `1. \u2068${OLAM}?\u2069`),
    )
  })

  test('do not draw the day of the next change to their side', () => {
    const line = `14 Jan 2026, corrected: ${SHALOM}`
    expect(updateOf(line, '15 Jan 2026, added: more.')).toBe(`\u2068${line}\u2069 · 15 Jan 2026, added: more.`)
  })

  test('do so in the credit of a side and in the list of sources', () => {
    const narratives = buses.story.narratives.map(side => ({
      ...side,
      providers: [{ name: SHALOM }, { name: '24 Chasa' }],
    }))
    const sources = [{ n: 1, outlet: SHALOM, title: '2024 report' }, ...buses.story.sources.slice(1)]
    const { root, replies } = digestThreads([{ story: like({ narratives, sources }) }], OPTIONS)[0]!.thread
    expect(plainMessage(root)).toContain(`1. \u2068${SHALOM}\u2069: 2024 report`)
    expect(plainMessage(replies[0]!.message)).toContain(`as provided by \u2068${SHALOM}\u2069 and 24 Chasa`)
  })

  test('do so in what is said of sources that nothing cites', () => {
    const uncited = [SHALOM, OLAM, ' '].map((outlet, at) => ({ n: at + 4, outlet }))
    const story = like({ sources: [...buses.story.sources, ...uncited] })
    expect(plainMessage(digestThreads([{ story }], OPTIONS)[0]!.thread.root)).toContain(
      `Sources 4 (\u2068${SHALOM}\u2069), 5 (\u2068${OLAM}\u2069) and 6 (outlet not named) are listed but never cited`,
    )
  })

  test('cannot turn around what follows', () => {
    const sources = [{ n: 1, outlet: '\u202eevil' }, ...buses.story.sources.slice(1)]
    expect(entryOf({ story: like({ sources }) })?.small).toBe(
      '[1] evil, [2] Radio Norrland · 14 Jan 2026 · 3 sources · 2 sides',
    )
  })
})

test.each([
  [
    'compact',
    digestThread([{ story: like({ date: '2026-01-16' }) }], { ...OPTIONS, day: '2026-01-16' }).replies[0]!.message,
  ],
  ['full', digestThreads([{ story: like({ date: '2026-01-16' }) }], { ...OPTIONS, day: '2026-01-16' })[0]!.thread.root],
])('a story of the day of a digest is of today, wherever that day has begun: %s', (_, message) => {
  expect(message.blocks[1]).toEqual({ kind: 'date', day: 'Friday, 16 January 2026', age: 'today' })
})

describe('what is missing is said', () => {
  test.each(['', ' ', '\u200b', '\u2060\u00ad'])('where nothing can be seen of the name of an outlet: %j', name => {
    const hidden = like({
      narratives: buses.story.narratives.map(side => ({ ...side, providers: [{ name }] })),
      sources: buses.story.sources.map(source => ({ n: source.n, outlet: name })),
    })
    const { root, replies } = digestThread([{ story: hidden }], OPTIONS)
    const said = [root, ...replies.map(reply => reply.message)].map(plainMessage).join('\n')
    // Of the lead fact's two sources, of all three, and of each side.
    expect(said.match(/outlet not named/gu)).toHaveLength(2 + 3 + 2)
  })

  test.each([
    ['corrected', ['(no source given)']],
    ['retracted', []],
  ])('where an update that says “%s” has no source', (kind, missing) => {
    const story = like({ updates: [{ date: '2026-01-15', kind, text: { text: 'a word.', cites: [] } }] })
    const { replies } = digestThread([{ story }], OPTIONS)
    const updates = replies[0]?.message.blocks.flatMap(block => (block.kind === 'updates' ? block.updates : []))
    expect(updates?.flatMap(update => update.missing ?? [])).toEqual(missing)
  })
})

test.each([
  [1, 'The only side'],
  [2, 'Both sides'],
  [3, 'All sides'],
  [9, 'All sides'],
])('the button below a story with %i sides says “%s”', (count, label) => {
  const narratives = Array.from({ length: count }, (_, n) => ({ ...(n % 2 === 0 ? WORKER! : JOURNAL!), label: `${n}` }))
  const [one] = digestThreads([{ story: like({ narratives }) }], OPTIONS)
  const actions = one?.thread.root.blocks.flatMap(block => (block.kind === 'actions' ? block.actions : []))
  expect(actions?.map(action => action.label)).toEqual([label])
})

test('an entry names no source where there are so many that they would take the room of other stories', () => {
  const sources = Array.from({ length: 40 }, (_, n) => ({ n: n + 1, outlet: `The Newspaper of Town ${n}` }))
  const facts = [{ text: 'Forty report it.', cites: sources.map(({ n }) => n) }]
  expect(entryOf({ story: like({ facts, sources }) })?.small).toBe('14 Jan 2026 · 40 sources · 2 sides')
})

test.each(CHATS)('on $name no story leaves the root for the sake of addresses, which stand below it', chat => {
  const sources = [1, 2].map(n => ({ n, outlet: `Outlet ${n}`, url: `https://example.org/${n}${'x'.repeat(250)}` }))
  const text = 'What happened on that day, in a sentence as long as those of most newspapers are, or nearly so.'
  const items = Array.from({ length: 10 }, (_, n) => ({
    story: like({ id: `story-${n}`, facts: [{ text, cites: [1, 2] }], sources }),
  }))
  const { root, replies } = fitThread(digestThread(items, OPTIONS), chat.budget)
  expect(root.blocks.filter(block => block.kind === 'entry')).toHaveLength(10)
  const linked = replies[0]?.message.blocks.flatMap(block => (block.kind === 'sources' ? block.sources : []))
  expect([linked?.map(source => source.url), chat.refuses(root)]).toEqual([sources.map(source => source.url), []])
})

describe.each(CHATS)('on $name what goes on in a further message of a digest', chat => {
  const text = 'A sentence of a long text, of which there are many. '.repeat(40).trim()
  const facts = Array.from({ length: 9 }, () => ({ text, cites: [1] }))
  const sides = buses.story.narratives.map(side => ({ ...side, paragraphs: facts }))
  const long = like({ id: 'long', title: 'Headline '.repeat(34).slice(0, 300), facts, narratives: sides })

  test('stands under the name of its story where the digest has several', () => {
    const { replies } = fitThread(digestThread([buses, { story: long }], OPTIONS), chat.budget)
    const further = replies.filter(reply => /^s2-.*\.\d+$/u.test(reply.part)).map(reply => reply.message)
    expect(further.length).toBeGreaterThan(6)
    expect(new Set(further.map(message => JSON.stringify(message.blocks[0])))).toEqual(
      new Set([JSON.stringify({ kind: 'aside', text: `2. ${long.title}` })]),
    )
    expect(further.flatMap(message => chat.refuses(message))).toEqual([])
  })

  test('stands alone where the digest has one, and where the name would take all the room', () => {
    const endless = like({ id: 'endless', title: 'A title. '.repeat(400), narratives: sides })
    const threads = [[{ story: long }], [buses, { story: endless }]].map(items => digestThread(items, OPTIONS))
    const replies = threads.flatMap(thread => fitThread(thread, chat.budget).replies)
    const further = replies.filter(reply => /side-\d\.\d+$/u.test(reply.part)).map(reply => reply.message)
    expect(further.filter(({ blocks }) => blocks[0]?.kind === 'aside')).toEqual([])
    expect(further.flatMap(message => chat.refuses(message))).toEqual([])
  })
})
