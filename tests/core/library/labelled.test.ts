import { expect, test } from 'vitest'
import { labelledLibrary, labelledQueries, recall } from './labelled-world.ts'

const library = labelledLibrary()
const queries = labelledQueries()
const measured = recall(library, queries)

/** What is reached today, as shares of the queries; only ever to be raised. `npm run bench -- search` prints them, too. */
const FLOORS = [
  ['alias', 1, 1],
  ['typo', 0.969, 0.984],
  ['script', 0.942, 0.971],
  ['partial', 0.987, 1],
  ['phrase', 1, 1],
  ['url', 1, 1],
  ['id', 1, 1],
  ['body', 1, 1],
  ['all', 0.979, 0.991],
] as const

test('there are at least two hundred labelled queries among two thousand stories', () => {
  expect([queries.length >= 200, library.size >= 2_000]).toEqual([true, true])
})

test('each kind of query has its floor', () => {
  expect(measured.map(({ kind }) => kind)).toEqual(FLOORS.map(([kind]) => kind))
})

test.each(FLOORS)(
  'of queries by %s, a share of %d finds what is meant first, and %d among the first five',
  (kind, at1, at5) => {
    const found = measured.find(each => each.kind === kind)
    expect({ ...found, at1: (found?.at1 ?? 0) >= at1, at5: (found?.at5 ?? 0) >= at5 }).toMatchObject({
      at1: true,
      at5: true,
    })
  },
)
