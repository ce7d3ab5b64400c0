import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprint, likeness, sketchOf } from '../../../src/core/story/fingerprint.ts'
import { changesSince, revisionOf } from '../../../src/core/story/revision.ts'
import type { Cited, Narrative, Story } from '../../../src/core/story/story.ts'
import { storyArbitrary } from '../story-arbitrary.ts'

const [LEFT, RIGHT] = ['Left narrative', 'Right narrative']

const first: Cited = {
  text: 'The ministry closed the northern strait to passenger ferries on Wednesday morning.',
  cites: [1],
}
const second: Cited = {
  text: 'About nine thousand commuters cross the water every working day of the year.',
  cites: [1, 2],
}
const third: Cited = {
  text: 'A court will hear the operators’ complaint before the end of the month.',
  cites: [3],
}
const left: Narrative = {
  label: LEFT,
  stance: 'left',
  axis: 'left-right',
  providers: [{ name: 'Harbor Daily', url: 'https://example.org/h' }],
  paragraphs: [{ text: 'Safety comes before timetables.', cites: [] }],
}
const RUIN = 'A ban without notice ruins small firms.'
const right: Narrative = {
  label: RIGHT,
  stance: 'right',
  axis: 'left-right',
  providers: [{ name: 'The Tide' }],
  paragraphs: [{ text: RUIN, cites: [2] }],
}
const STORY = {
  id: 'ferry-ban',
  title: 'A strait is closed to ferries',
  date: '2024-05-01',
  topics: ['shipping'],
  facts: [first, second, third],
  narratives: [left, right],
  forecast: { providers: [{ name: 'Metaculus' }], text: { text: 'The ban ends by June with 60%.', cites: [] } },
  updates: [{ date: '2024-05-02', kind: 'corrected', text: { text: 'nine thousand, not ten.', cites: [2] } }],
  sources: [
    { n: 1, outlet: 'Reuters', url: 'https://example.org/1' },
    { n: 2, outlet: 'Coast Radio', title: 'Ferries stop' },
    { n: 3, outlet: 'Reuters' },
  ],
} satisfies Story
const { id, title, date, topics, facts, narratives, forecast, updates, sources } = STORY
/** The same with its properties in another order. */
const TURNED: Story = { sources, updates, forecast, narratives, facts, topics, date, title, id }
const UNKNOWN = ['It was changed since it was posted here.']

function changed(by: Partial<Story>): Story {
  return { ...STORY, ...by }
}

function since(before: Story, after: Story): readonly string[] {
  return changesSince(revisionOf(before).snapshot, after)
}

test.each([
  ['a', '501c2ba782c97901'],
  ['b', '459eda5bc254d2bf'],
  ['revenge', 'fbce64cc3b748385'],
  ['revenue', 'fb1d85148d13f93a'],
])('the fingerprint of %j is the published one', (text, expected) => {
  expect(fingerprint(text)).toBe(expected)
})

test('the hash of a story stays the same for good, because stores hold it', () => {
  expect(revisionOf(STORY)).toMatchObject({ story: 'ferry-ban', hash: 'c788bb11eb9e1b66' })
})

describe('readers see no other story, and nothing changed, when', () => {
  test.each<readonly [string, Story]>([
    ['its file is named anew', changed({ id: 'another' })],
    ['it gets other topics', changed({ topics: ['sea', 'strikes'] })],
    ['it gets an image', changed({ image: { url: 'https://example.org/a.png', alt: 'A ferry' } })],
    ['an address is mended', changed({ sources: STORY.sources.map(source => ({ ...source, url: 'https://b.org' })) })],
    ['a rating comes with a source', changed({ sources: STORY.sources.map(one => ({ ...one, rating: 'LR: 3' })) })],
    ['its sides are printed in another order', changed({ narratives: [right, left] })],
    ['a text is wrapped otherwise', changed({ title: 'A strait is\n closed to  ferries' })],
    [
      'its sources are counted otherwise',
      changed({
        sources: STORY.sources.map(source => ({ ...source, n: source.n + 10 })),
        facts: STORY.facts.map(fact => ({ ...fact, cites: fact.cites.map(n => n + 10).reverse() })),
        narratives: [left, { ...right, paragraphs: [{ text: RUIN, cites: [12] }] }],
        updates: STORY.updates.map(update => ({ ...update, text: { ...update.text, cites: [12] } })),
      }),
    ],
    ['its properties stand in another order', TURNED],
  ])('%s', (_what, after) => {
    expect([revisionOf(after).hash, since(STORY, after)]).toEqual([revisionOf(STORY).hash, []])
  })
})

describe('what changed is said exactly:', () => {
  test.each<readonly [string, Story, readonly string[]]>([
    ['the title', changed({ title: 'Ferries stop' }), ['The headline was changed.']],
    ['the day', changed({ date: '2024-05-03' }), ['The story is now dated 3 May 2024.']],
    ['a fact more', changed({ facts: [...STORY.facts, { text: 'New.', cites: [1] }] }), ['A fact was added.']],
    ['facts less', changed({ facts: [second] }), ['2 facts were taken out.']],
    [
      'a fact in other words',
      changed({ facts: [{ ...first, text: first.text.replace('Wednesday morning', 'Tuesday night') }, second, third] }),
      ['A fact was reworded.'],
    ],
    [
      'a fact in the place of another',
      changed({ facts: [first, { text: 'Two lighthouses went dark in March.', cites: [1, 2] }, third] }),
      ['A fact was added.', 'A fact was taken out.'],
    ],
    [
      'the sources of facts',
      changed({ facts: [{ ...first, cites: [3] }, { ...second, cites: [] }, third] }),
      ['The sources of 2 facts were changed.'],
    ],
    ['the order of facts', changed({ facts: [second, first, third] }), ['The facts were put in another order.']],
    [
      'the text of a side',
      changed({ narratives: [{ ...left, paragraphs: [{ text: 'Lives come first.', cites: [] }] }, right] }),
      ['The side “Left narrative” was reworded.'],
    ],
    [
      'the outlets of a side',
      changed({ narratives: [left, { ...right, providers: [{ name: 'DW' }, { name: 'AntiWar' }] }] }),
      ['The side “Right narrative” is now credited to DW and AntiWar.'],
    ],
    [
      'an outlet of a side whose name nobody can see',
      changed({ narratives: [left, { ...right, providers: [{ name: 'AntiWar' }, { name: '\u200b' }] }] }),
      ['The side “Right narrative” is now credited to AntiWar.'],
    ],
    [
      'a side that nobody is named for any more',
      changed({ narratives: [left, { ...right, providers: [] }] }),
      ['The side “Right narrative” is no longer credited to an outlet.'],
    ],
    [
      'the sources of a side',
      changed({ narratives: [left, { ...right, paragraphs: [{ text: RUIN, cites: [1] }] }] }),
      ['The sources of the side “Right narrative” were changed.'],
    ],
    [
      'the label of a side',
      changed({ narratives: [left, { ...right, label: 'Operators’ view' }] }),
      ['The side “Right narrative” is now called “Operators’ view”.'],
    ],
    [
      'a side more',
      changed({
        narratives: [left, right, { ...right, label: 'Unions', paragraphs: [{ text: 'Ask us.', cites: [] }] }],
      }),
      ['The side “Unions” was added.'],
    ],
    ['a side less', changed({ narratives: [left] }), ['The side “Right narrative” was taken out.']],
    [
      'the forecast',
      changed({ forecast: { providers: [], text: { text: 'It ends by May.', cites: [1] } } }),
      [
        'The forecast was reworded.',
        'The forecast is no longer credited to an outlet.',
        'The sources of the forecast were changed.',
      ],
    ],
    [
      'an update of its own, as it is',
      changed({
        updates: [
          ...STORY.updates,
          { date: '2024-05-04', kind: 'added', text: { text: 'the ban was\nlifted.', cites: [] } },
        ],
      }),
      ['4 May 2024, added: the ban was lifted.'],
    ],
    ['an update less', changed({ updates: [] }), ['An update was taken out.']],
    [
      'an update in other words, as it is now',
      changed({
        updates: [{ date: '2024-05-02', kind: 'corrected', text: { text: 'nine thousand a day.', cites: [2] } }],
      }),
      ['2 May 2024, corrected: nine thousand a day.'],
    ],
    [
      'a source in the place of another',
      changed({ sources: [...STORY.sources.slice(0, 2), { n: 3, outlet: 'AP' }] }),
      ['The sources of a fact were changed.', 'A source was added.', 'A source was taken out.'],
    ],
  ])('%s', (_what, after, said) => {
    expect(since(STORY, after)).toEqual(said)
  })

  test('that a forecast came, and that it went', () => {
    const { forecast: _, ...without } = STORY
    expect([since(without, STORY), since(STORY, without)]).toEqual([
      ['A forecast was added.'],
      ['The forecast was taken out.'],
    ])
  })

  test('that the day is no longer known', () => {
    const { date: _, ...undated } = STORY
    expect(since(STORY, undated)).toEqual(['The story is no longer dated.'])
  })
})

test('of two sides that changed, over many stories each is named first as often as the other', () => {
  const named = Array.from({ length: 100 }, (_, n) => {
    const before = changed({ id: `story-${n}` })
    const both = STORY.narratives.map(side => ({ ...side, paragraphs: [{ text: 'Anew.', cites: [] }] }))
    return since(before, { ...before, narratives: both })[0]?.includes(LEFT)
  })
  const share = named.filter(Boolean).length / named.length
  expect(Math.abs(share - 0.5)).toBeLessThan(0.15)
})

test.each(['', 'null', '{"v":2,"hash":"x"}', '{"v":1}', '{"v":1,"hash":"x","seen":{}}', '[1', '{"v":1,"hash":"x"}'])(
  'of a snapshot that says too little, only that the story was changed is said: %j',
  snapshot => {
    expect(changesSince(snapshot, STORY)).toEqual(UNKNOWN)
  },
)

test('a story of any size has a short snapshot, and a change of it is said', () => {
  const facts = Array.from({ length: 500 }, (_, n) => ({ text: `Fact ${n}`, cites: [] }))
  const vast = changed({ facts, title: 'T'.repeat(90_000) })
  expect(revisionOf(vast).snapshot.length).toBeLessThanOrEqual(8_000)
  expect([since(vast, vast), since(vast, STORY)]).toEqual([[], UNKNOWN])
})

test('something is said of what changed exactly when the hash is another', () => {
  const size = { facts: 4, narratives: 3, sources: 4, narrativeCharacters: 200 }
  // Half of the pairs share most of their parts, as two versions of one story do.
  const versions = fc
    .tuple(storyArbitrary(size), storyArbitrary(size), fc.integer({ min: 0, max: 255 }))
    .map(([one, other, mixed]) => {
      const parts = Object.entries(other).filter((_, index) => (mixed & (1 << index)) !== 0)
      return [one, { ...one, ...Object.fromEntries(parts) }] as const
    })
  fc.assert(
    fc.property(versions, ([one, other]) => {
      const said = since(one, other)
      expect(said.length > 0).toBe(revisionOf(one).hash !== revisionOf(other).hash)
      expect(revisionOf(one).snapshot.length).toBeLessThanOrEqual(8_000)
    }),
    { numRuns: 25, interruptAfterTimeLimit: 3_000 },
  )
})

test.each([
  [
    'The minister left the talks in Geneva on Monday without a deal.',
    'The minister left Geneva on Monday; the talks ended without a deal.',
    true,
  ],
  [
    'The minister left the talks in Geneva on Monday without a deal.',
    'The price of rice in the north doubled within a week.',
    false,
  ],
  ['東京で会議が開かれ、首相が演説した。', '東京で会議が開かれ、大臣が演説した。', true],
  ['東京で会議が開かれ、首相が演説した。', '株価は三日続けて下がった。', false],
])('the same statement in other words is recognised, another one is not: %s / %s', (one, other, alike) => {
  expect(likeness(sketchOf(one), sketchOf(other)) > 0).toBe(alike)
})
