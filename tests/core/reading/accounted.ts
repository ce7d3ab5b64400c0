import type { Problem } from '../../../src/core/story/problem.ts'
import type { Story } from '../../../src/core/story/story.ts'

/** Every string of a story that its readers could see, in one. */
export function wordsOf(story: Story): string {
  const outlets = [...story.narratives.flatMap(side => side.providers), ...(story.forecast?.providers ?? [])]
  const texts = [
    ...story.facts,
    ...story.narratives.flatMap(side => side.paragraphs),
    ...story.updates.map(({ text }) => text),
  ]
  return [
    story.title,
    ...[...texts, ...(story.forecast ? [story.forecast.text] : [])].map(({ text }) => text),
    ...story.narratives.map(({ label }) => label),
    ...outlets.flatMap(({ name, url }) => [name, url ?? '']),
    ...story.sources.flatMap(({ n, outlet, url, title }) => [String(n), outlet, url ?? '', title ?? '']),
  ].join('\n')
}

/** The numbers of the lines that problems are about; "From … to line 9" and "Lines 4 to 9" cover the ones between. */
export function reportedLines(problems: readonly Problem[]): Set<number> {
  const lines = new Set<number>()
  for (const { line, message } of problems) {
    const range = /^From .* to line (\d+): this/s.exec(message) ?? /^Lines \d+ to (\d+) are/.exec(message)
    const last = Number(range?.[1] ?? line)
    for (let each = line; each <= last; each++) lines.add(each)
  }
  return lines
}
