import type { Story } from '../story/story.ts'
import { readCitations } from './citations.ts'
import { addForecast, type Draft, type DraftText, emptyDraft, reportEmpty, storyOf } from './draft.ts'
import { isForecastLabel } from './labels.ts'
import { type Line, lastWritten, quoted, type Report, reportStrays } from './lines.ts'
import { readNarrativeHead } from './narrative-head.ts'
import type { Paper } from './paper.ts'
import { type Entry, lineOf, type Pile, pilesOf, textOf } from './printed-pile.ts'
import { rowsOf } from './printed-row.ts'
import { numbered } from './slug.ts'
import { readSourceList } from './source-list.ts'

const STRAY_HOW = 'Begin it with "- " below Facts or Narratives if it belongs to a story, or take it out.'
const NARRATIVE_HOW =
  'A narrative begins with its name and who holds it: - Pro-establishment narrative, as provided by DW. The text.'

/** Reads the stories of a pasted text; lines that are in no story and are not known furniture are reported. */
export function readPrinted(paper: Paper, report: Report): Story[] {
  const { piles, strays } = pilesOf(rowsOf(paper.lines, paper.skip), paper.known)
  if (piles.length === 0) {
    reportNothing(paper, report)
    return []
  }
  reportStrays(strays, paper.lines, STRAY_HOW, report)
  const stories = piles.map((pile, index) => {
    const end = lastWritten(paper.lines, pile.line, piles[index + 1]?.line ?? paper.lines.length + 1)
    const draft = draftOf(pile, end, { ...paper, id: numbered(paper.id, index + 1) }, report)
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

function draftOf(pile: Pile, end: number, paper: Paper, report: Report): Draft {
  const draft = emptyDraft(paper, pile.line, end)
  draft.title = pile.title
  if (pile.sources !== undefined) {
    const line = lineOf(pile.sources)
    const { sources, complaints } = readSourceList(listOf(pile.sources), paper.known)
    for (const source of sources) draft.sources.push({ ...source, line })
    for (const complaint of complaints) report(line, complaint)
  }
  const cite = citing(draft.sources.length, report)
  for (const fact of pile.facts) draft.facts.push(cite(fact, textOf(fact)))
  const strays: Line[] = []
  for (const entry of pile.narratives) {
    const head = readNarrativeHead(textOf(entry), paper.known)
    if (head === undefined) {
      for (const line of entry) strays.push(line)
    } else if (head.rest === '') {
      reportEmpty(quoted(head.label), lineOf(entry), entry.at(-1)?.line ?? 0, report)
    } else {
      const providers = head.providers.map(name => ({ name }))
      const paragraphs = [cite(entry, head.rest)]
      if (isForecastLabel(head.label)) addForecast(draft, providers, paragraphs)
      else draft.narratives.push({ line: lineOf(entry), label: head.label, providers, paragraphs })
    }
  }
  reportStrays(strays, paper.lines, NARRATIVE_HOW, report)
  for (const forecast of pile.forecasts) addForecast(draft, FORECASTERS, [cite(forecast, textOf(forecast))])
  return draft
}

/** Sources that stand one to a line need the commas between them. */
function listOf(entry: Entry): string {
  const lines = entry.map(({ text }) => text).filter(text => text !== '')
  const ended = lines.map((text, index) => {
    const numberNext = /^\[?\d/.test(lines[index + 1] ?? '')
    return numberNext && !/(?:[,;]|\band)$/.test(text.slice(-4)) ? `${text.replace(/\.$/, '')},` : text
  })
  return ended.join(' ')
}

/** The head that it stands under names them. */
const FORECASTERS = [{ name: 'Metaculus' }] as const

/** Reads texts one after another and remembers which number comes next. */
function citing(sources: number, report: Report): (entry: Entry, text: string) => DraftText {
  let next = 1
  return (entry, given) => {
    const { text, cites, doubts } = readCitations(given, { next, sources })
    for (const n of cites) if (n <= sources) next = Math.max(next, n + 1)
    for (const doubt of doubts) report(lineOf(entry), doubt)
    return { line: lineOf(entry), text, cites }
  }
}
