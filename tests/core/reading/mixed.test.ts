import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../../src/core/reading/lines.ts'
import { read } from '../../../src/core/reading/read.ts'
import { specimens } from './dialects/expected.ts'
import { linesOf as linesOfProblem } from './dialects/outcome.ts'

const SPECIMENS = specimens().map(({ text, expected }) => ({ lines: linesOf(text), expected }))
/** The beginnings of all that is said in the specimens; long enough to be told from each other. */
const SAID = [
  ...new Set(
    SPECIMENS.flatMap(({ expected }) =>
      expected.stories
        .flatMap(({ facts, narratives }) => [...facts, ...narratives.flatMap(side => side.paragraphs)])
        // Beside other numbers, that of `1. FC Köln` is one of a list.
        .map(({ text }) => text.replace(/^1\. /u, '').slice(0, 30))
        .filter(start => start.length === 30),
    ),
  ),
]
/** What each line of the specimens says. */
const SAID_BY = new Map(
  [...new Set(SPECIMENS.flatMap(({ lines }) => lines))].map(line => [line, SAID.filter(start => line.includes(start))]),
)

const page = fc.constantFrom(...SPECIMENS.map(({ lines }) => lines))
const anyLine = page.chain(lines => fc.constantFrom(...lines))
const place = fc.nat({ max: 40 })
/** Takes a line out, puts one of another page in, moves one, or pastes the head of another page in between. */
const accident = fc.oneof(
  place.map(at => (lines: string[]) => void lines.splice(at, 1)),
  fc.tuple(place, anyLine).map(
    ([at, line]) =>
      (lines: string[]) =>
        void lines.splice(at, 0, line),
  ),
  fc.tuple(place, place).map(
    ([from, to]) =>
      (lines: string[]) =>
        void lines.splice(to, 0, ...lines.splice(from, 1)),
  ),
  fc.tuple(place, page).map(
    ([at, other]) =>
      (lines: string[]) =>
        void lines.splice(at, 0, ...other.slice(0, 6)),
  ),
)

describe('pages that were pasted badly', () => {
  it('lose nothing that they say: each sentence is in a story or on a line that a problem names', () => {
    fc.assert(
      fc.property(page, fc.array(accident, { minLength: 1, maxLength: 4 }), (whole, accidents) => {
        const lines = [...whole]
        for (const happen of accidents) happen(lines)
        const { stories, problems } = read(lines.join('\n'), 'a.txt')
        const kept = JSON.stringify(stories)
        const named = new Set(problems.flatMap(linesOfProblem))
        const lost = lines.filter((line, at) => {
          const said = named.has(at + 1) ? [] : (SAID_BY.get(line) ?? [])
          return said.some(start => !kept.includes(JSON.stringify(start).slice(1, -1)))
        })
        expect(lost).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})
