import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { read } from '../src/core/reading/read.ts'
import { imbalances } from '../src/core/story/balance.ts'

const FOLDER = join(import.meta.dirname, '..', 'seeds')
const seeds = readdirSync(FOLDER).map(name => ({ name, reading: read(readFileSync(join(FOLDER, name), 'utf8'), name) }))
const stories = seeds.flatMap(seed => seed.reading.stories)

test('there are at least twelve seeds, each one story', () => {
  expect([stories.length >= 12, stories.length === seeds.length]).toEqual([true, true])
})

describe.each(seeds)('$name', ({ reading }) => {
  test('is read without a problem', () => {
    expect(reading.problems).toEqual([])
  })

  test('is balanced', () => {
    expect(reading.stories.flatMap(imbalances)).toEqual([])
  })

  test('has four to eight facts, each with a source, and a day', () => {
    const [story] = reading.stories
    const count = story?.facts.length ?? 0
    expect([count >= 4 && count <= 8, story?.facts.every(fact => fact.cites.length > 0), story?.date]).toEqual([
      true,
      true,
      expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/u),
    ])
  })
})

test('the seeds stand on different axes, and one has a forecast', () => {
  const axes = new Set(stories.flatMap(story => story.narratives.map(narrative => narrative.axis)))
  expect([axes.size >= 4, stories.some(story => story.forecast !== undefined)]).toEqual([true, true])
})
