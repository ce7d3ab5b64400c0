import { read } from '../../../../src/core/reading/read.ts'
import type { Problem } from '../../../../src/core/story/problem.ts'
import { type Expected, type Specimen, told } from './expected.ts'

/** What was read from a specimen, in its own words. */
export interface Outcome {
  readonly stories: Expected['stories']
  /** Expected problems that nobody was told of. */
  readonly missed: Expected['problems']
  /** Problems about lines that are in order, as `line: message`. */
  readonly unexpected: readonly string[]
}

export function outcomeOf({ name, text, expected }: Specimen): Outcome {
  const { stories, problems } = read(text, `dialects/${name}.txt`)
  const named = problems.map(problem => ({ ...problem, lines: linesOf(problem) }))
  const missed = expected.problems.filter(
    ({ line, says }) => !named.some(({ lines, message }) => lines.includes(line) && message.includes(says)),
  )
  const awaited = new Set([...expected.problems.map(({ line }) => line), ...expected.may])
  const unexpected = named
    .filter(({ lines }) => !lines.some(line => awaited.has(line)))
    .map(({ line, message }) => `${line}: ${message}`)
  return { stories: stories.map(told), missed, unexpected }
}

/** The outcome when everything is read as its editor says. */
export function rightOutcome({ expected }: Specimen): Outcome {
  return { stories: expected.stories, missed: [], unexpected: [] }
}

/** The lines that a problem is about, one or a run of them. */
export function linesOf({ line, message }: Problem): readonly number[] {
  const range = /^From .* to line (\d+): this/su.exec(message) ?? /^Lines \d+ to (\d+) are/u.exec(message)
  const last = Number(range?.[1] ?? line)
  return Array.from({ length: last - line + 1 }, (_, at) => line + at)
}
