import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { discordBudget } from '../../src/adapters/discord/budget.ts'
import { renderDiscord } from '../../src/adapters/discord/render.ts'
import { retold as retoldOnDiscord } from '../../src/adapters/discord/retold.ts'
import { slackBudget } from '../../src/adapters/slack/budget.ts'
import { renderSlack } from '../../src/adapters/slack/render.ts'
import { retold as retoldOnSlack } from '../../src/adapters/slack/retold.ts'
import type { RetellHow } from '../../src/adapters/withdraw.ts'
import type { DigestItem } from '../../src/core/library/selection.ts'
import { digestThread } from '../../src/core/message/digest.ts'
import { fitThread } from '../../src/core/message/fit.ts'
import type { Message } from '../../src/core/message/message.ts'
import { breaksStorage, checkComponents } from '../../src/emulators/discord/component-check.ts'
import { openForm } from '../../src/emulators/discord/form.ts'
import { refuseBlocks } from '../../src/emulators/slack/block-check.ts'
import { NOW } from '../core/message/chat.ts'
import { buses, DIGEST } from '../core/message/digest-stories.ts'

const OPTIONS = { channel: 'C1', now: NOW, day: '2026-01-15', topics: [] }
const SENTENCE = 'Retracted by its editors on 22 Sept 2026.'

/** Stories whose root and replies fill one message after the other. */
const FULL: readonly DigestItem[] = Array.from({ length: 10 }, (_, n) => ({
  story: {
    ...buses.story,
    id: `full-${n}`,
    title: `Story${n} ${'goes on and on and on. '.repeat(12)}`.slice(0, 250),
    facts: Array.from({ length: 40 }, (_fact, nth) => ({ text: `Fact${n} number ${nth} is long & true.`, cites: [1] })),
  },
}))

/** Stories of which the last have no room in the root. */
const LONG: readonly DigestItem[] = FULL.map(({ story }) => ({
  story: { ...story, facts: [{ text: 'This fact goes on and on. '.repeat(30).trim(), cites: [1] }] },
}))

/** A story whose sides, and what is expected, go on in further messages. */
const LONG_WORDS = Array.from({ length: 60 }, (_, nth) => `Paragraph ${nth} ${'goes on & on. '.repeat(20)}`.trim())
const WORDY: readonly DigestItem[] = [
  {
    story: {
      ...buses.story,
      narratives: buses.story.narratives.map(side => ({
        ...side,
        paragraphs: LONG_WORDS.map(text => ({ text, cites: [] })),
      })),
      forecast: { providers: [], text: { text: LONG_WORDS.join(' '), cites: [] } },
    },
  },
]

/** What is shown of a message, as JSON; the sentence put into it; and why the platform refuses it, if it does. */
const platforms = [
  {
    platform: 'Slack',
    budget: slackBudget,
    show: (message: Message): unknown => JSON.parse(JSON.stringify(renderSlack(message).blocks)),
    retell: (shown: unknown, story: string, how: RetellHow): unknown =>
      retoldOnSlack(shown, { story, how, sentence: SENTENCE })?.blocks,
    /** With the mark of a version that gave it no id. */
    markedBefore: (shown: unknown, text: string): unknown => [
      { type: 'section', block_id: 'Xy7', text: { type: 'plain_text', text, emoji: true }, expand: true },
      ...z.array(z.unknown()).parse(shown),
    ],
    refusals: (shown: unknown): readonly unknown[] => {
      const refusal = Array.isArray(shown) ? refuseBlocks(shown) : 'no blocks'
      return refusal === undefined ? [] : [refusal]
    },
  },
  {
    platform: 'Discord',
    budget: discordBudget,
    show: (message: Message): unknown => JSON.parse(JSON.stringify(renderDiscord(message, 7).components)),
    retell: (shown: unknown, story: string, how: RetellHow): unknown =>
      retoldOnDiscord(shown, { story, how, sentence: SENTENCE }),
    markedBefore: (shown: unknown, text: string): unknown => {
      const [container] = z.tuple([z.looseObject({ components: z.array(z.unknown()) })]).parse(shown)
      return [{ ...container, components: [{ type: 10, content: `**${text}**` }, ...container.components] }]
    },
    refusals: (shown: unknown): readonly unknown[] => {
      const form = openForm()
      checkComponents(form, shown, { v2: true, attachments: new Set() })
      return [...form.errors, ...(breaksStorage(shown) ? ['HTTP 500'] : [])]
    },
  },
] as const

describe.each(platforms)('On $platform', ({ budget, show, retell, markedBefore, refusals }) => {
  const thread = (items: readonly DigestItem[]) => fitThread(digestThread(items, OPTIONS), budget)
  const said = (shown: unknown) => JSON.stringify(shown)
  /** The messages that tell of several stories. */
  const shared = (items: readonly DigestItem[]) => {
    const { root, replies } = thread(items)
    return [root, ...replies.filter(reply => reply.story === undefined).map(reply => reply.message)].map(show)
  }

  test('a message that does not tell a story stays as it is', () => {
    const { replies } = thread(DIGEST)
    const other = show(replies.find(reply => reply.story === 'wolf-cull')!.message)
    expect(retell(other, 'free-buses', 'mark')).toBeUndefined()
  })

  test.each(['mark', 'remove'] as const)('%s twice is the same as once', how => {
    const [root] = shared(DIGEST)
    expect(retell(retell(root, 'free-buses', how), 'free-buses', how)).toBeUndefined()
  })

  test.each(['Retracted by its editors on 21 Sept 2026.', 'Retracted by its editors on 3 Oct 2025.'])(
    'what an older version marked is not marked once more: %s',
    sentence => {
      const [root] = shared(DIGEST.slice(0, 1))
      const marked = markedBefore(root, sentence)
      expect([refusals(marked), retell(marked, 'free-buses', 'head')]).toEqual([[], undefined])
    },
  )

  test('what is removed leaves no word of the story, and every word of the others', () => {
    const [root] = shared(DIGEST)
    const after = said(retell(root, 'free-buses', 'remove'))
    expect(['buses', 'Velden voted', 'free-buses', 'Radio Norrland · 14'].filter(word => after.includes(word))).toEqual(
      [],
    )
    for (const word of ['Phones stay', 'Parliament lets', 'school-phones', 'wolf-cull']) expect(after).toContain(word)
  })

  test('a removed story that had no room in the root loses its button there, once, and the others keep theirs', () => {
    const [root, ...more] = shared(LONG)
    const opener = (n: number) => `:story:m:full-${n}:both`
    const after = retell(root, 'full-9', 'remove')
    const left = LONG.flatMap((_, n) => (said(after).includes(opener(n)) ? [n] : []))
    expect([said(more).includes('Story9'), said(root).includes('Story9'), said(root).includes(opener(9))]).toEqual([
      true,
      false,
      true,
    ])
    expect([left, refusals(after), retell(after, 'full-9', 'remove')]).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
      [],
      undefined,
    ])
  })

  test('every story of a digest that fills its messages can be marked, and the platform takes it', () => {
    const marked = shared(FULL).map(before =>
      FULL.reduce((shown, { story }) => retell(shown, story.id, 'mark') ?? shown, before),
    )
    expect(marked.flatMap(refusals)).toEqual([])
    const all = marked.map(said).join()
    expect(all.split(SENTENCE).length - 1).toBe(FULL.length)
  })

  test('above facts and sides that fill their messages there is room to say it', () => {
    const told = [...thread(FULL).replies, ...thread(WORDY).replies]
    const headed = told.flatMap(({ story, message }) =>
      story === undefined ? [] : [retell(show(message), story, 'head')],
    )
    expect(headed.flatMap(refusals)).toEqual([])
    expect(headed.every(shown => said(shown).includes(SENTENCE))).toBe(true)
  })
})

test('what a screen reader says on Slack instead of the blocks follows them', () => {
  const { root } = digestThread(DIGEST, OPTIONS)
  const { blocks } = renderSlack(root)
  const [marked, removed] = (['mark', 'remove'] as const).map(
    how => retoldOnSlack(blocks, { story: 'free-buses', how, sentence: SENTENCE })?.text ?? '',
  )
  expect(marked).toContain(`2. Velden makes its buses free for everybody\n${SENTENCE}\nThe council of Velden`)
  expect(removed).toContain(`\n\n2. ${SENTENCE}\n\n3. Parliament lets hunters shoot 40 wolves`)
  expect(removed).not.toContain('bus')
})
