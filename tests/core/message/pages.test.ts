import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePress } from '../../../src/commands/press.ts'
import type { Message, Thread } from '../../../src/core/message/message.ts'
import type { Paged } from '../../../src/core/message/pages.ts'
import { pageOf, pagesOf } from '../../../src/core/message/pages.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { storyArbitrary } from '../story-arbitrary.ts'
import { CHATS, NOW } from './chat.ts'
import { contentOf } from './words-of.ts'

const RUNS = { numRuns: 40, interruptAfterTimeLimit: 6_000 }

function paged(story: Story): Paged & { readonly story: Story } {
  const pressFor = (part: string) => ({ command: 'story', words: [story.id, part], visibility: 'only-me' }) as const
  const post = { label: 'Post it here', press: { ...pressFor('facts'), visibility: 'everyone' } } as const
  return { story, thread: storyThread(story, { channel: 'C1', now: NOW }), pressFor, extra: [post] }
}

const stories = storyArbitrary().map(paged)

/** The parts to which the buttons of a message lead its reader. */
function ways(message: Message): readonly string[] {
  return message.blocks.flatMap(block =>
    block.kind === 'actions'
      ? block.actions.flatMap(({ press }) => (press.visibility === 'only-me' ? (press.words[1] ?? []) : []))
      : [],
  )
}

function reached(pages: Paged, budget: (typeof CHATS)[number]['budget']): ReadonlySet<string> {
  const all = new Map(pagesOf(pages, budget).map(page => [page.part, page.message]))
  const seen = new Set<string>()
  const next = ['facts']
  for (let part = next.pop(); part !== undefined; part = next.pop()) {
    const message = all.get(part)
    if (message === undefined) throw new Error(`A button leads to ${part}, which is no page.`)
    if (seen.has(part)) continue
    seen.add(part)
    next.push(...ways(message))
  }
  return seen
}

function sidesOf(thread: Thread): number {
  return thread.replies.filter(reply => reply.part.startsWith('side-')).length
}

const MANY: Story = {
  id: 'many-sides',
  title: 'A story with forty sides',
  topics: [],
  facts: [{ text: 'One fact.', cites: [] }],
  narratives: Array.from({ length: 40 }, (_, index) => ({
    label: `Narrative ${index + 1}`,
    stance: 'other',
    axis: 'numbered',
    providers: [{ name: 'An outlet' }],
    paragraphs: [{ text: 'What it says.', cites: [] }],
  })),
  updates: [],
  sources: [],
}

describe.each(CHATS)('the pages of a story on $name', chat => {
  test('are each taken by the platform with their buttons', () => {
    fc.assert(
      fc.property(stories, story => {
        expect(pagesOf(story, chat.budget).flatMap(page => chat.refuses(page.message))).toEqual([])
      }),
      RUNS,
    )
  })

  test('are all reached through buttons from the first', () => {
    fc.assert(
      fc.property(stories, story => {
        const parts = pagesOf(story, chat.budget).map(page => page.part)
        expect([...reached(story, chat.budget)].sort()).toEqual([...parts].sort())
      }),
      RUNS,
    )
  })

  test('hold together all that the thread holds', () => {
    fc.assert(
      fc.property(stories, story => {
        const [root, ...rest] = pagesOf(story, chat.budget)
        const replies = rest.map(({ part, message }) => ({ part, label: '', message }))
        expect(contentOf({ root: root!.message, replies })).toEqual(contentOf(story.thread))
      }),
      RUNS,
    )
  })

  test('carry no button twice and only buttons that can be read back', () => {
    fc.assert(
      fc.property(stories, story => {
        for (const { message } of pagesOf(story, chat.budget)) {
          const { buttons } = chat.show(message)
          expect(new Set(buttons).size).toBe(buttons.length)
          expect(buttons.every(button => decodePress(button) !== undefined)).toBe(true)
        }
      }),
      RUNS,
    )
  })

  test('show under “Both sides” all sides or the first of them', () => {
    fc.assert(
      fc.property(stories, story => {
        const message = pageOf(story, 'both', chat.budget)
        expect(chat.refuses(message)).toEqual([])
        const shown = message.blocks.filter(block => block.kind === 'side')
        if (shown.length === sidesOf(story.thread)) return
        const first = pagesOf(story, chat.budget).find(page => page.part.startsWith('side-'))
        expect(message).toEqual(first?.message)
      }),
      RUNS,
    )
  })

  test('can be walked one by one where there are more sides than buttons', () => {
    const story = paged(MANY)
    expect(pagesOf(story, chat.budget).flatMap(page => chat.refuses(page.message))).toEqual([])
    expect(reached(story, chat.budget).size).toBe(41)
  })

  test('have buttons to all sections of all stories, or to each story and to no side', () => {
    const one = paged({ ...MANY, narratives: MANY.narratives.slice(0, 2) }).thread
    const sections = [{ part: 'facts', label: 'Facts', message: one.root }, ...one.replies]
    const story = (n: number) => sections.map(section => ({ ...section, part: `s${n}-${section.part}` }))
    const offered = (stories: number) => {
      const replies = Array.from({ length: stories }, (_, n) => story(n + 1)).flat()
      const several = { ...paged(MANY), thread: { root: one.root, replies } }
      expect(reached(several, chat.budget).size).toBe(1 + 3 * stories)
      return ways(pagesOf(several, chat.budget)[0]!.message)
    }
    expect(offered(3).filter(part => part.includes('side'))).toHaveLength(6)
    expect(offered(5)).toEqual(['s1-facts', 's2-facts', 's3-facts', 's4-facts', 's5-facts'])
  })

  test('name the side that comes next', () => {
    const first = pagesOf(paged(MANY), chat.budget)[1]!.message
    const labels = first.blocks.flatMap(block => (block.kind === 'actions' ? block.actions.map(one => one.label) : []))
    const next = paged(MANY).thread.replies[1]!.label
    expect(labels).toContain(next)
  })

  test('begin anew when a part is asked for that the story no longer has', () => {
    const story = paged(MANY)
    expect(pageOf(story, 'side-77', chat.budget)).toEqual(pagesOf(story, chat.budget)[0]?.message)
  })
})

describe('sides of one name have buttons that can be told apart', () => {
  const side = (label: string, ...outlets: readonly string[]): Story['narratives'][number] => ({
    label,
    stance: 'pro',
    axis: 'establishment',
    providers: outlets.map(name => ({ name })),
    paragraphs: [{ text: 'They say so.', cites: [] }],
  })
  const buttonsOf = (...narratives: readonly Story['narratives'][number][]) =>
    storyThread({ ...MANY, narratives }, { channel: 'C1', now: NOW })
      .replies.filter(({ part }) => part.startsWith('side'))
      .map(({ label }) => label)

  test('by who holds them', () => {
    const labels = buttonsOf(
      side('Pro-establishment narrative', 'DW'),
      side('Pro-establishment narrative', 'Xinhua'),
      side('Establishment-critical narrative', 'AntiWar'),
    )
    expect(labels.toSorted()).toEqual([
      'DW · Pro-establishment narrative',
      'Establishment-critical narrative',
      'Xinhua · Pro-establishment narrative',
    ])
  })

  test('by who holds only the one, where both have an outlet in common', () => {
    const labels = buttonsOf(side('Union view', 'DW', 'AntiWar'), side('Union view', 'DW', 'Xinhua'))
    expect(labels.toSorted()).toEqual(['AntiWar · Union view', 'Xinhua · Union view'])
  })

  test.each([
    ['nobody is named', [], []],
    ['only one of them names an outlet', ['DW'], []],
    ['the same outlet holds both', ['DW'], ['DW']],
  ])('by their numbers, both alike and in the order in which they are read, where %s', (_, one, other) => {
    expect(buttonsOf(side('Union view', ...one), side('Union view', ...other))).toEqual([
      '1. Union view',
      '2. Union view',
    ])
  })
})
