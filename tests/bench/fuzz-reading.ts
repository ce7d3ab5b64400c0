// Composes letters in mixed dialects, clean ones and ones with stray sentences, and reads them back:
// `node tests/bench/fuzz-reading.ts 10000 1` (how many, seed). Prints how many were read wrongly, and the smallest of each kind.
import { inspect, isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { read } from '../../src/core/reading/read.ts'
import { faultsOf, readingOf } from '../core/reading/grammar/judge.ts'
import { type Letter, letter, type SoiledLetter, soiledLetter } from '../core/reading/grammar/letter.ts'
import { textOf } from '../core/reading/grammar/press.ts'

const [count = 10_000, seed = 1] = process.argv.slice(2).map(Number)

function isClean({ dialect, lines, stories }: Letter): boolean {
  const reading = read(textOf(lines, dialect), 'letter.txt')
  return isDeepStrictEqual(readingOf(reading.stories, reading.problems), { stories, complaints: [] })
}

function isSettled(soiled: SoiledLetter): boolean {
  return faults(soiled).length === 0
}

function faults(soiled: SoiledLetter): readonly string[] {
  const { stories, problems } = read(textOf(soiled.lines, soiled.dialect), 'letter.txt')
  return faultsOf(soiled, stories, problems)
}

function fuzz<T extends Letter | SoiledLetter>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (given: T) => boolean,
): boolean {
  const wrong = fc.sample(arbitrary, { numRuns: count, seed }).filter(given => !holds(given)).length
  process.stdout.write(`${name}: ${count} composed, ${wrong} read wrongly (seed ${seed})\n`)
  if (wrong === 0) return true
  const failure = fc.check(fc.property(arbitrary, holds), { numRuns: count, seed })
  const [smallest] = failure.counterexample ?? []
  if (smallest !== undefined) {
    const text = textOf(smallest.lines, smallest.dialect)
    const { stories, problems } = read(text, 'letter.txt')
    const shown = { ...readingOf(stories, problems), expected: smallest.stories }
    process.stdout.write(`--- the smallest:\n${text}---\n${inspect(shown, { depth: 9, breakLength: 140 })}\n`)
    if ('strays' in smallest) process.stdout.write(`${faultsOf(smallest, stories, problems).join('\n')}\n`)
  }
  return false
}

const clean = fuzz('letters', letter, isClean)
const settled = fuzz('letters with stray sentences', soiledLetter, isSettled)
if (!clean || !settled) process.exitCode = 1
