import { expect, test } from 'vitest'
import { describeImbalance, imbalances, isBalanced } from '../../../src/core/story/balance.ts'
import type { Narrative, Story } from '../../../src/core/story/story.ts'

const side = (label: string, outlet: string, length: number): Narrative => ({
  label,
  stance: 'other',
  axis: 'other',
  providers: outlet === '' ? [] : [{ name: outlet }],
  paragraphs: [{ text: 'x'.repeat(length), cites: [] }],
})

const FAIR: Story = {
  id: 'fair',
  title: 'Fair',
  topics: [],
  facts: [{ text: 'A fact.', cites: [1] }],
  narratives: [side('Left narrative', 'AntiWar', 100), side('Right narrative', 'DW', 150)],
  updates: [],
  sources: [{ n: 1, outlet: 'Bloomberg' }],
}

const told = (story: Partial<Story>) => imbalances({ ...FAIR, ...story }).map(describeImbalance)

test('two credited sides with the same room and sourced facts are balanced', () => {
  expect(isBalanced(FAIR)).toBe(true)
})

test.each<[string, Partial<Story>, string]>([
  ['no side', { narratives: [] }, 'There is no narrative, so readers see no side of the story.'],
  [
    'one side',
    { narratives: [side('Left narrative', 'AntiWar', 9)] },
    'There is only one narrative, so readers see one side of the story.',
  ],
  [
    'a fact without a source',
    {
      facts: [
        { text: 'A', cites: [1] },
        { text: 'B', cites: [] },
      ],
    },
    'Fact 2 of 2 has no source, so readers cannot check it.',
  ],
  [
    'facts without sources',
    {
      facts: [
        { text: 'A', cites: [] },
        { text: 'B', cites: [1] },
        { text: 'C', cites: [] },
      ],
    },
    'Facts 1 and 3 of 3 have no source, so readers cannot check them.',
  ],
  [
    'a citation of nothing',
    { facts: [{ text: 'A', cites: [1, 7] }] },
    'Citation 7 points to no source: the story lists 1 source.',
  ],
  [
    'a source for nothing',
    { sources: [...FAIR.sources, { n: 2, outlet: 'FOX News' }] },
    'Source 2 (FOX News) is listed but never cited, so it is not clear what rests on it.',
  ],
  [
    'a source for nothing that has no name',
    { sources: [...FAIR.sources, { n: 2, outlet: '' }] },
    'Source 2 is listed but never cited, so it is not clear what rests on it.',
  ],
  [
    'one outlet for both sides',
    { narratives: [side('Left narrative', 'The Hill', 100), side('Right narrative', 'the hill', 100)] },
    'The Hill is credited for “Left narrative” and “Right narrative”, so these sides do not come from different outlets.',
  ],
  [
    'a side that nobody holds',
    { narratives: [side('Left narrative', 'AntiWar', 100), side('Right narrative', '', 100)] },
    '“Right narrative” (side 2) names no outlet, so readers cannot tell who holds it.',
  ],
  [
    'one side longer than the other',
    { narratives: [side('Left narrative', 'AntiWar', 100), side('Right narrative', 'DW', 210)] },
    '“Right narrative” is 2.1 times as long as “Left narrative”, so the two do not get the same room.',
  ],
  [
    'a side without text',
    { narratives: [side('Left narrative', 'AntiWar', 0), side('Right narrative', 'DW', 9)] },
    '“Left narrative” has no text, so it gets no room beside “Right narrative”.',
  ],
])('%s is named with its reason', (_, change, expected) => {
  expect(told(change)).toEqual([expected])
})

test('an outlet whose name nobody can see is not told to speak for both sides', () => {
  expect(told({ narratives: [side('Left narrative', '\u200b', 9), side('Right narrative', '\u200b', 9)] })).toEqual([
    '“Left narrative” (side 1) names no outlet, so readers cannot tell who holds it.',
    '“Right narrative” (side 2) names no outlet, so readers cannot tell who holds it.',
  ])
})

test('one and a half times as long is still the same room, and one character more is not', () => {
  const lengths = (longer: number) => told({ narratives: [side('A', 'X', 100), side('B', 'Y', longer)] }).length
  expect([lengths(150), lengths(151)]).toEqual([0, 1])
})

test('length is counted in characters, so that no script weighs double', () => {
  const narratives = [side('A', 'X', 2), { ...side('B', 'Y', 0), paragraphs: [{ text: '𠮷𠮷', cites: [] }] }]
  expect(told({ narratives })).toEqual([])
})

test('a forecast is not a side', () => {
  const forecast = { providers: [{ name: 'Metaculus' }], text: { text: 'There is a 13% chance.', cites: [] } }
  expect(told({ narratives: [side('Left narrative', 'AntiWar', 9)], forecast })).toHaveLength(1)
})

test('a forecaster may also be a side’s outlet, and its sources count as cited', () => {
  const forecast = { providers: [{ name: 'DW' }], text: { text: 'There is a 13% chance.', cites: [2] } }
  expect(told({ forecast, sources: [...FAIR.sources, { n: 2, outlet: 'DW' }] })).toEqual([])
})

test.each([' ', '\u200b', '\u2060\ufeff'])('an outlet whose name nobody can see is none', name => {
  const narratives = FAIR.narratives.map((one, at) => (at === 0 ? { ...one, providers: [{ name }] } : one))
  expect(imbalances({ ...FAIR, narratives })).toContainEqual({
    kind: 'side-without-provider',
    side: narratives[0]?.label,
    number: 1,
  })
})

test('everything that is lopsided is named at once, with the data to say it otherwise', () => {
  const story = { ...FAIR, facts: [{ text: 'A', cites: [3] }], narratives: [side('Left narrative', '', 9)] }
  expect(imbalances(story)).toEqual([
    { kind: 'too-few-sides', sides: 1 },
    { kind: 'citations-without-source', cites: [3], sources: 1 },
    { kind: 'sources-never-cited', sources: [{ n: 1, outlet: 'Bloomberg' }] },
    { kind: 'side-without-provider', side: 'Left narrative', number: 1 },
  ])
})
