import type { Problem } from '../story/problem.ts'
import type { Story } from '../story/story.ts'
import { readDocument } from './document.ts'
import { readFileName } from './file-name.ts'
import { readFrontMatter } from './front-matter.ts'
import { LONGEST_TEXT, MOST_PROBLEMS, MOST_STORIES, shortened, shown } from './limits.ts'
import { linesOf, type Report } from './lines.ts'
import { type KnownOutlets, SHIPPED_OUTLETS } from './outlets.ts'
import { readPrinted } from './printed.ts'
import { sectionNamed } from './sections.ts'

export interface Reading {
  readonly stories: readonly Story[]
  /** In the order of their lines. */
  readonly problems: readonly Problem[]
}

/**
 * Reads the stories of a text, in the document form or as pasted from a page; the content tells which. `file` is a path such
 * as `seeds/2023-08-14-korea-arms.md`: it names id and day where the front matter does not, and stands in each problem.
 * Never throws; what is not understood is a problem and in no story.
 */
export function read(text: string, file: string, known: KnownOutlets = SHIPPED_OUTLETS): Reading {
  const problems: Problem[] = []
  const report: Report = (line, message) => problems.push({ file, line, message: shortened(message) })
  if (text.length > LONGEST_TEXT) {
    report(
      1,
      `The text has ${shown(text.length)} characters and is not read; at most ${shown(LONGEST_TEXT)} are. Divide it into files of one story each.`,
    )
    return { stories: [], problems }
  }
  const lines = linesOf(text)
  const front = readFrontMatter(lines, report)
  const named = readFileName(file)
  const { topics, image } = front
  const paper = {
    lines,
    skip: front.lines,
    id: front.id ?? named.id,
    date: front.date,
    fileDate: named.date,
    topics,
    image,
    known,
  }
  const stories = isDocument(lines, front.lines) ? [readDocument(paper, report)] : readPrinted(paper, report)
  const read = stories.filter(story => story !== undefined)
  if (read.length > MOST_STORIES) {
    report(
      lines.length,
      `The text holds ${shown(read.length)} stories, and only the first ${MOST_STORIES} are read. Divide it into several files.`,
    )
  }
  return { stories: read.slice(0, MOST_STORIES), problems: firstOf(problems) }
}

/** In the order of their lines; where there are very many, how many more there are. */
function firstOf(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line)
  const next = sorted[MOST_PROBLEMS]
  if (next === undefined) return sorted
  const message = `From here on there are ${shown(sorted.length - MOST_PROBLEMS)} more problems. Mend those above first.`
  return [...sorted.slice(0, MOST_PROBLEMS), { ...next, message }]
}

/**
 * A list of printed sources without any footnote tells the printed form, whatever its heads look like; else the first line
 * that opens a section does: `## Facts` or a bare `Facts`. Without any, the signs of a document do.
 */
function isDocument(lines: readonly string[], skip: number): boolean {
  let opened: 'document' | 'printed' | undefined
  let signs = skip > 0 && lines.slice(skip).every(line => line.trim() === '')
  let [printed, footnotes] = [false, false]
  for (const given of lines.slice(skip)) {
    const line = given.slice(0, 60).trim()
    if (/^\[\^\d{1,4}\]:/.test(line)) footnotes = true
    if (/^(?:[-*•]\s+)?\*{0,2}sources?\s?:\*{0,2}\s*\[?1/i.test(line)) printed = true
    if (/^#{1,3}\s/.test(line)) signs = true
    if (opened !== undefined || given.length > 60) continue
    if (sectionNamed(line.replace(/^[*_]{1,2}|[*_]{1,2}$/g, '')) !== undefined) opened = 'printed'
    else if (/^##\s/.test(line) && sectionNamed(line.slice(3)) !== undefined) opened = 'document'
  }
  if (printed && !footnotes) return false
  return opened === undefined ? signs : opened === 'document'
}
