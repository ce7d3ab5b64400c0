import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slackBudget } from '../../../src/adapters/slack/budget.ts'
import { fitPieces, planEdition, rememberedFit } from '../../../src/adapters/slack/edition.ts'
import { slackPayload } from '../../../src/adapters/slack/payload.ts'
import { slackMessage } from '../../../src/adapters/slack/render.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { refuseBlocks } from '../../../src/emulators/slack/block-check.ts'
import { composeEdition } from '../../../src/schedule/compose.ts'
import type { EditionPost, Layout } from '../../../src/schedule/edition-post.ts'
import type { NewStep } from '../../../src/store/step.ts'
import type { Subscription } from '../../../src/store/subscription.ts'
import { storyArbitrary } from '../../core/story-arbitrary.ts'
import { T0 } from '../../store/steps.ts'

const SUBSCRIPTION: Subscription = {
  id: 'k3j9x0aa',
  lane: 'slack/T1',
  space: 'T1',
  channel: 'C1',
  plan: '{}',
  wish: '{}',
  by: 'U1',
  setAt: T0,
  zoneData: '2026a',
  refusals: 0,
}

function edition(stories: readonly Story[], layout: Layout): EditionPost {
  return composeEdition({
    id: 'edition/k3j9x0aa@2026-05-02T08:30',
    subscription: SUBSCRIPTION,
    wish: { topics: [], stories: 10, oldestDays: 7, layout },
    items: stories.map(story => ({ story })),
    topicTitle: slug => slug,
    earlier: [],
    day: '2026-05-02',
    at: T0,
    keyedAt: T0,
    expiresAt: T0 + 1,
  })
}

const side = (label: string) => ({
  label,
  stance: 'other' as const,
  axis: 'numbered' as const,
  providers: [{ name: 'The Tide' }],
  paragraphs: [{ text: `So says ${label}.`, cites: [] }],
})

const story = (id: string): Story => ({
  id,
  title: `The harbor of ${id} is closed`,
  date: '2026-05-01',
  topics: ['harbors'],
  facts: [{ text: 'The harbor was closed.', cites: [1] }],
  narratives: [side('Narrative A'), side('Narrative B')],
  updates: [],
  sources: [{ n: 1, outlet: 'The Tide' }],
})

const ports = story('ports')
const quays = story('quays')

/** How the steps depend on one another, by their places in the list. */
function order(steps: readonly NewStep[]): readonly string[] {
  const place = (key: string | undefined) => steps.findIndex(step => step.key === key)
  return steps.map(({ under, after }) => {
    const below = under === undefined ? 'root' : `under ${place(under)}`
    return after === undefined ? below : `${below} after ${place(after)}`
  })
}

test('compact: one root, and everything below it one after the other', () => {
  const steps = planEdition(edition([ports, quays], 'compact'))
  expect(order(steps)).toEqual([
    'root',
    'under 0',
    'under 0 after 1',
    'under 0 after 2',
    'under 0 after 3',
    'under 0 after 4',
    'under 0 after 5',
  ])
})

test('full: the roots in order, and below each its own replies', () => {
  const steps = planEdition(edition([ports, quays], 'full'))
  expect(order(steps)).toEqual(['root', 'under 0', 'under 0 after 1', 'root after 0', 'under 3', 'under 3 after 4'])
})

test('the root says which stories are told, and in a thread of its own whose posting it is', () => {
  const told = (layout: Layout) =>
    planEdition(edition([ports, quays], layout)).flatMap(({ tells, about }) =>
      tells === undefined ? [] : [[tells.map(one => one.story), about?.stories, about?.asker]],
    )
  expect([told('compact'), told('full')]).toEqual([
    [[['ports', 'quays'], ['ports', 'quays'], 'U1']],
    [
      [['ports'], ['ports'], 'U1'],
      [['quays'], ['quays'], 'U1'],
    ],
  ])
})

test('below the root of a digest each reply says which story it tells', () => {
  const [, ...replies] = planEdition(edition([ports, quays], 'compact'))
  expect(replies.map(step => step.story)).toEqual(['ports', 'ports', 'ports', 'quays', 'quays', 'quays'])
})

test('every step goes to the channel of the digest, in time, and behind what people wait for', () => {
  for (const step of planEdition(edition([ports], 'compact'))) {
    expect(step).toMatchObject({ lane: 'slack/T1', channel: 'C1', kind: 'post', expiresAt: T0 + 1 })
    expect(step.urgent).toBe(undefined)
  }
})

test('the same edition has the same keys, another one others', () => {
  const keys = (id: string) => planEdition({ ...edition([ports, quays], 'full'), id }).map(step => step.key)
  const all = [...keys('edition/a'), ...keys('edition/b')]
  expect([keys('edition/a'), new Set(all).size]).toEqual([keys('edition/a'), all.length])
})

test('a digest of nothing plans one message that says so', () => {
  expect(planEdition(edition([], 'compact'))).toHaveLength(1)
})

interface Sent {
  readonly text: string
  readonly blocks: readonly unknown[]
}

function sent(steps: readonly NewStep[]): readonly Sent[] {
  return steps.map(step => JSON.parse(step.payload).message)
}

test.each(['compact', 'full'] as const)('%s: what does not fit into a message goes on in the next, whole', layout => {
  const facts = Array.from({ length: 9 }, (_, n) => ({ text: `${'fact '.repeat(280)}${n}`, cites: [1] }))
  const stories = Array.from({ length: 10 }, (_, n) => ({ ...story(`port-${n}`), facts }))
  const messages = sent(planEdition(edition(stories, layout)))
  expect(messages.map(message => refuseBlocks(message.blocks)).filter(refused => refused !== undefined)).toEqual([])
  expect(Math.max(...messages.map(message => Buffer.byteLength(message.text)))).toBeLessThanOrEqual(4_000)
  const all = JSON.stringify(messages)
  for (const { title } of stories) expect(all).toContain(title)
  // Every fact stands once in its story, and the first one in the root of a compact digest too.
  const lead = layout === 'compact' ? 20 : 10
  expect(messages.flatMap(message => message.text.match(/fact 0/gu) ?? [])).toHaveLength(lead)
  expect(messages.flatMap(message => message.text.match(/fact 8/gu) ?? [])).toHaveLength(10)
})

test('what was fitted before is known again, and never mistaken for something else', () => {
  const fit = rememberedFit()
  const one = storyArbitrary({ facts: 3, sources: 3, narrativeCharacters: 300 })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), fc.constantFrom('compact', 'full'), (told, layout) => {
      const post = edition(told, layout)
      expect(planEdition(post, fit)).toEqual(planEdition(post))
      expect(planEdition(edition(told.toReversed(), layout), fit)).toEqual(
        planEdition(edition(told.toReversed(), layout)),
      )
    }),
    { numRuns: 5 },
  )
})

test('a thread is fitted as a whole and in pieces alike', () => {
  const facts = Array.from({ length: 9 }, (_, n) => ({ text: `${'fact '.repeat(280)}${n}`, cites: [1] }))
  for (const { thread } of edition([{ ...ports, facts }, quays], 'compact').threads) {
    const whole = fitThread(thread, slackBudget)
    const expected = [whole.root, ...whole.replies.map(reply => reply.message)].map(slackMessage)
    expect(fitPieces(thread).map(piece => JSON.parse(piece.message))).toEqual(expected)
    expect(fitPieces(thread).map(piece => piece.part)).toEqual(['root', ...whole.replies.map(reply => reply.part)])
  }
})

test('every payload is one that is carried', () => {
  for (const step of planEdition(edition([ports, quays], 'full'))) {
    expect(slackPayload.parse(JSON.parse(step.payload))).toMatchObject({ call: 'post', channel: 'C1' })
  }
})

test('whatever its stories say, Slack takes every message of a digest', () => {
  const one = storyArbitrary({ facts: 12, sources: 12, narrativeCharacters: 3_000 })
  const stories = fc.array(one, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(stories, fc.constantFrom('compact', 'full'), (told, layout) => {
      const refused = sent(planEdition(edition(told, layout))).map(message => refuseBlocks(message.blocks))
      expect(refused.filter(one => one !== undefined)).toEqual([])
    }),
    { numRuns: 6 },
  )
})
