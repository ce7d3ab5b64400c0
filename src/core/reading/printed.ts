import type { Story } from '../story/story.ts'
import { storyOf } from './draft.ts'
import { lastWritten, quoted, type Report, reportStrays } from './lines.ts'
import type { Paper } from './paper.ts'
import { rowsOf } from './printed/classify.ts'
import { pilesOf } from './printed/deal.ts'
import { creditsFacts, draftOf } from './printed/draft-of.ts'
import { numbered } from './slug.ts'

const NARRATIVE_HOW =
  'A narrative begins with its name and who holds it: - Pro-establishment narrative, as provided by DW. The text. A name in other words stands on a line of its own, with a line below it: Provided by DW'
const STRAY_HOW = 'Begin it with "- " below Facts or Narratives if it belongs to a story, or take it out.'

/** Reads the stories of a pasted text; lines that are in no story and are not known furniture are reported. */
export function readPrinted(paper: Paper, report: Report): Story[] {
  const { piles, strays, nameless } = pilesOf(rowsOf(paper.lines, paper.skip, paper.known), paper.known)
  if (piles.length === 0) {
    reportNothing(paper, report)
    return []
  }
  reportStrays(strays, paper.lines, STRAY_HOW, report)
  reportStrays(nameless, paper.lines, NARRATIVE_HOW, report)
  const trusting = creditsFacts(piles, paper.known)
  const stories = piles.map((pile, index) => {
    const end = lastWritten(paper.lines, pile.line, piles[index + 1]?.line ?? paper.lines.length + 1)
    const draft = draftOf(pile, end, trusting, { ...paper, id: numbered(paper.id, index + 1) }, report)
    return storyOf(index === 0 ? draft : { ...draft, image: undefined }, report)
  })
  return stories.filter(story => story !== undefined)
}

function reportNothing({ lines, skip }: Paper, report: Report): void {
  const written = lines
    .map((text, index) => ({ line: index + 1, text }))
    .filter(({ line, text }) => line > skip && text.trim() !== '')
  const how = 'A story has a title, below it a line "Facts" with bullets, and a line "Narratives" with bullets.'
  const first = written[0]
  const last = written.at(-1)
  if (first === undefined || last === undefined) {
    report(1, `There is nothing to read. ${how}`)
    return
  }
  const what = first === last ? quoted(first.text) : `From ${quoted(first.text)} to line ${last.line}: this`
  report(first.line, `${what} is not read, because there is no story in it. ${how}`)
}
