import type { Story } from '../story/story.ts'
import { blocksOf } from './blocks.ts'
import {
  type Desk,
  readFacts,
  readForecast,
  readNarrative,
  readSources,
  readUpdates,
  strayBlocks,
} from './document-part.ts'
import { emptyDraft, storyOf } from './draft.ts'
import { readInline } from './inline.ts'
import { type Line, lastWritten, quoted, type Report, reportStrays } from './lines.ts'
import type { Paper } from './paper.ts'
import { type Part, partsOf, type SectionName, sectionNamed } from './sections.ts'

const NARRATIVE_HOW = 'A narrative begins with its name, such as: ### Pro-establishment narrative'

/** Reads one story in the document form, line by line; what is not understood is reported and in no text. */
export function readDocument(paper: Paper, report: Report): Story | undefined {
  const parts = partsOf(paper.lines.slice(paper.skip), paper.skip + 1)
  const titles = parts.filter(part => part.level === 1)
  const second = titles[1]
  const start = titles[0]?.line ?? Math.min(paper.skip + 1, paper.lines.length)
  const draft = emptyDraft(paper, start, lastWritten(paper.lines, start, second?.line ?? paper.lines.length + 1))
  const desk: Desk = { draft, lines: paper.lines, known: paper.known, report }
  if (second !== undefined) reportSecond(second, paper, report)
  let section: SectionName | 'unknown' | undefined
  for (const [index, part] of parts.entries()) {
    if (part === second) break
    if (part.level === 2) section = sectionNamed(part.heading) ?? reportUnknown(index, parts, desk)
    if (section !== 'unknown') readPart(part, section, desk)
  }
  return storyOf(draft, report)
}

function readPart(part: Part, section: SectionName | undefined, desk: Desk): void {
  if (part.level === 1) {
    readTitle(part, desk)
    return
  }
  if (part.level === 0) {
    strayLines(part.lines, 'A story document begins with its title: # Title', desk)
    return
  }
  const blocks = blocksOf(part.lines)
  if (part.level > 2) {
    if (part.level === 3 && section === 'narratives') {
      readNarrative(part, blocks, desk)
      return
    }
    strayLines([{ line: part.line, text: `### ${part.heading}` }, ...part.lines], NARRATIVE_HOW, desk)
    return
  }
  switch (section) {
    case 'facts':
      readFacts(blocks, desk)
      return
    case 'narratives':
      strayBlocks(blocks, NARRATIVE_HOW, desk)
      return
    case 'forecast':
      readForecast(part, blocks, desk)
      return
    case 'updates':
      readUpdates(blocks, desk)
      return
    case 'sources':
      readSources(blocks, desk)
      return
    case undefined:
      return
  }
}

function readTitle(part: Part, desk: Desk): void {
  const { text, marks } = readInline(part.heading)
  desk.draft.title = marks.length > 0 ? text.trim() : text
  if (marks.length > 0) desk.report(part.line, `The title cites [${marks.join(', ')}]. Cite sources in the facts.`)
  strayLines(part.lines, 'Below the title stands the first section: ## Facts', desk)
}

function strayLines(lines: readonly Line[], advice: string, desk: Desk): void {
  reportStrays(
    lines.filter(({ text }) => /[^\s*_-]/.test(text)),
    desk.lines,
    advice,
    desk.report,
  )
}

function reportUnknown(index: number, parts: readonly Part[], { lines, report }: Desk): 'unknown' {
  const { line, heading } = parts[index] ?? { line: 1, heading: '' }
  let next = index + 1
  while ((parts[next]?.level ?? 0) > 2) next += 1
  const end = lastWritten(lines, line, parts[next]?.line ?? lines.length + 1)
  const name = quoted(`## ${heading}`)
  const what = end > line ? `From ${name} to line ${end}: this` : name
  report(
    line,
    `${what} is not read, because no section has that name. The sections are Facts, Narratives, Forecast, Updates and Sources.`,
  )
  return 'unknown'
}

function reportSecond(part: Part, { lines }: Paper, report: Report): void {
  const end = lastWritten(lines, part.line, lines.length + 1)
  const what = end > part.line ? `From ${quoted(part.heading)} to line ${end}: this` : quoted(part.heading)
  report(
    part.line,
    `${what} is not read, because it is a second title. A document holds one story; give this one a file of its own.`,
  )
}
