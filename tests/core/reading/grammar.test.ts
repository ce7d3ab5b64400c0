import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'
import { faultsOf, readingOf } from './grammar/judge.ts'
import { letter, soiledLetter } from './grammar/letter.ts'
import { textOf } from './grammar/press.ts'

// `node tests/bench/fuzz-reading.ts 10000` composes more.
const SAMPLE = 150

describe('stories in any mixture of dialects', () => {
  it('are read as they were told', () => {
    fc.assert(
      fc.property(letter, ({ dialect, lines, stories }) => {
        const reading = read(textOf(lines, dialect), 'letter.txt')
        expect(readingOf(reading.stories, reading.problems)).toEqual({ stories, complaints: [] })
      }),
      { numRuns: SAMPLE },
    )
  })

  it('leave a sentence of nobody in a problem or at its place, and no sentence nowhere', () => {
    fc.assert(
      fc.property(soiledLetter, soiled => {
        const { stories, problems } = read(textOf(soiled.lines, soiled.dialect), 'letter.txt')
        expect(faultsOf(soiled, stories, problems)).toEqual([])
      }),
      { numRuns: SAMPLE },
    )
  })
})
