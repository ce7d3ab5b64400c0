import type { Problem } from '../story/problem.ts'
import type { Story } from '../story/story.ts'
import { readDocument } from './document.ts'
import { readFileName } from './file-name.ts'
import { readFrontMatter } from './front-matter.ts'
import { linesOf, type Report } from './lines.ts'
import { type KnownOutlets, SHIPPED_OUTLETS } from './outlets.ts'
import { readPrinted } from './printed.ts'
import { sectionNamed } from './sections.ts'

export interface Reading {
  readonly stories: readonly Story[]
  /** In the order of their lines. */
  readonly problems: readonly Problem[]
}

const LONGEST_TEXT = 5_000_000

/**
 * Reads the stories of a text, in the document form or as pasted from a page; the content tells which. `file` is a path such
 * as `seeds/2023-08-14-korea-arms.md`: it names id and day where the front matter does not, and stands in each problem.
 * Never throws; what is not understood is a problem and in no story.
 */
export function read(text: string, file: string, known: KnownOutlets = SHIPPED_OUTLETS): Reading {
  const problems: Problem[] = []
  const report: Report = (line, message) => problems.push({ file, line, message })
  if (text.length > LONGEST_TEXT) {
    report(
      1,
      `The text has ${text.length} characters and is not read; at most ${LONGEST_TEXT} are. Divide it into files of one story each.`,
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
    date: front.date ?? named.date,
    topics,
    image,
    known,
  }
  const stories = isDocument(lines, front.lines) ? [readDocument(paper, report)] : readPrinted(paper, report)
  const read = stories.filter(story => story !== undefined)
  return { stories: read, problems: problems.toSorted((a, b) => a.line - b.line) }
}

/** The first line that opens a section tells the form: `## Facts` or a bare `Facts`; without any, the signs of a document. */
function isDocument(lines: readonly string[], skip: number): boolean {
  let signs = skip > 0
  for (const given of lines.slice(skip)) {
    const line = given.length > 60 ? '' : given.trim()
    if (sectionNamed(line) !== undefined || /^sources:/i.test(line)) return false
    if (/^##\s/.test(line) && sectionNamed(line.slice(3)) !== undefined) return true
    if (/^#{1,3}\s/.test(given)) signs = true
  }
  return signs
}
