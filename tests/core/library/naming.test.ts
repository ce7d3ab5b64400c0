import { expect, test } from 'vitest'
import type { Story } from '../../../src/core/story/story.ts'
import { libraryOf, sketch } from './world.ts'

const WOLVES = sketch({ id: 'wolves', title: 'Company breeds wolves', date: '2025-04-09', topics: ['united-states'] })
const RULING = sketch({
  id: 'ruling',
  title: 'Court upholds a law',
  date: '2025-01-17',
  topics: ['united-states'],
  facts: ['The law is left to Donald Trump.'],
})
const TARIFFS = sketch({ id: 'tariffs', title: 'Trump signs tariffs', date: '2024-01-01', topics: ['united-states'] })
const GOLF = sketch({
  id: 'golf',
  title: 'A golf course opens',
  date: '2023-01-01',
  topics: ['golf'],
  facts: ['Trump came.', 'Trump left.'],
})
const PASSING = sketch({
  id: 'passing',
  title: 'A bridge',
  date: '2023-02-01',
  topics: ['china'],
  facts: ['Trump came.'],
})
const OUTLET = sketch({
  id: 'outlet',
  title: 'Wages rise',
  date: '2024-05-01',
  topics: ['united-states'],
  facts: ['Wages rose.'],
  outlet: 'The Washington Post',
})

function found(typed: string, ...stories: readonly Story[]) {
  const result = libraryOf(stories).find(typed)
  if (result.kind === 'story') return { first: result.story.id, topic: result.topic }
  return { kind: result.kind, ids: result.kind === 'latest' ? [] : result.nearest.map(story => story.id) }
}

test('a leader’s name gives the story that names the leader, not the newest of the country', () => {
  expect(found('trump', WOLVES, RULING)).toEqual({ first: 'ruling', topic: undefined })
})

test('a story with the name in its title goes before a newer one that has it in its facts', () => {
  expect(found('donald trump', WOLVES, RULING, TARIFFS)).toEqual({ first: 'tariffs', topic: undefined })
})

test('where no story has the name, its topic’s newest is given', () => {
  expect(found('trump', WOLVES, PASSING)).toEqual({ first: 'wolves', topic: 'united-states' })
})

test('where only a story of another topic is about the name, the person chooses between it and the topic’s newest', () => {
  expect(found('trump', WOLVES, GOLF)).toEqual({ kind: 'several', ids: ['golf', 'wolves'] })
})

test('an outlet that is called after a capital says nothing about it', () => {
  expect(found('washington', WOLVES, OUTLET)).toEqual({ first: 'wolves', topic: 'united-states' })
})

test.each(['united states', 'US', 'usa', 'america', 'American'])(
  '“%s” is the topic itself: its newest story is given, whatever older ones say',
  typed => {
    const older = sketch({ id: 'older', title: `Word: ${typed}`, date: '2020-01-01', topics: ['united-states'] })
    expect(found(typed, WOLVES, older)).toEqual({ first: 'wolves', topic: 'united-states' })
  },
)

test('the words of a name have to stand side by side', () => {
  const white = { id: 'white', date: '2024-01-01', topics: ['united-states'], title: 'A storm' }
  const apart = sketch({ ...white, facts: ['A house was painted white.'] })
  expect(found('the white house', WOLVES, apart)).toEqual({ first: 'wolves', topic: 'united-states' })
})

test('while a leader’s name is typed, the stories that name the leader are offered before others of the country', () => {
  const offered = libraryOf([WOLVES, RULING]).suggest('trump', 5)
  expect(offered.map(({ value }) => value)).toEqual(['united-states', 'ruling', 'wolves'])
})

test('a leader’s name with a slip of the fingers gives the story that names the leader, too', () => {
  expect(found('donald trmp', WOLVES, RULING)).toEqual({ first: 'ruling', topic: undefined })
})

test('where a leader is typed beside words of a story that does not name the leader, the person chooses', () => {
  expect(found('trump wolves', WOLVES, RULING)).toEqual({ kind: 'several', ids: ['wolves', 'ruling'] })
})

test('two words that a title has as one are found', () => {
  const whales = sketch({ id: 'whales', title: 'Seagrass grows back', date: '2024-01-01' })
  expect(found('more on sea grass', WOLVES, whales)).toEqual({ first: 'whales', topic: undefined })
})
