import { isFurniture } from '../../../src/core/reading/chrome.ts'
import type { Problem } from '../../../src/core/story/problem.ts'
import type { Story } from '../../../src/core/story/story.ts'

/** Every string of a story that its readers could see, in one. */
function wordsOf(story: Story): string {
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
    ...story.updates.map(({ date, kind }) => `${date} ${kind}`),
    ...outlets.flatMap(({ name, url }) => [name, url ?? '']),
    ...story.sources.flatMap(({ n, outlet, url, title }) => [String(n), outlet, url ?? '', title ?? '']),
  ].join('\n')
}

/** The numbers of the lines that problems are about; "From … to line 9" and "Lines 4 to 9" cover the ones between. */
function reportedLines(problems: readonly Problem[]): Set<number> {
  const lines = new Set<number>()
  for (const { line, message } of problems) {
    const range = /^From .* to line (\d+): this/s.exec(message) ?? /^Lines \d+ to (\d+) are/.exec(message)
    const last = Number(range?.[1] ?? line)
    for (let each = line; each <= last; each++) lines.add(each)
  }
  return lines
}

/** Words of lines (the first has the number `from`) that are in no story, in no line that a problem names, and no furniture. */
export function lostWords(
  lines: readonly string[],
  from: number,
  stories: readonly Story[],
  problems: readonly Problem[],
): string[] {
  const reported = reportedLines(problems)
  const kept = counted(stories.map(wordsOf).join('\n'))
  const unreported = lines.filter((line, index) => !reported.has(from + index) && !isSyntax(line))
  const lost = [...counted(unreported.join('\n'))].filter(([word, count]) => count > (kept.get(word) ?? 0))
  return lost.map(([word]) => word)
}

const HEADS = /^(?:#+ )?(?:(?:the )?(?:facts|spin|narratives)|forecast|updates|sources|metaculus prediction)$/i
// Words that stand for the shape of a story; the label of a forecast is not kept.
const SHAPE = new Set(['sources', 'as', 'provided', 'by', 'and', 'nerd', 'narrative'])

function isSyntax(line: string): boolean {
  return HEADS.test(line.trim()) || isFurniture(line)
}

/** How often each word stands in a text; numbers are held by the tests of citations and sources. */
function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    if (!SHAPE.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}
