import type { Outlet } from '../../story/story.ts'
import { addForecast, type Draft, type DraftText, emptyDraft, reportEmpty } from '../draft.ts'
import { isForecastLabel } from '../labels.ts'
import { type Line, quoted, type Report, reportStrays } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import type { Paper } from '../paper.ts'
import { readSourceList } from '../source-list.ts'
import { type Reader, reader, reportNames } from './citing.ts'
import { creditBook } from './credit-book.ts'
import { settleFacts } from './facts.ts'
import { sourceOf } from './footnote.ts'
import { isForecast } from './forecast.ts'
import { type Entry, type Pile, type PrintedSide, textOf } from './pile.ts'
import { readTrailing } from './trailing.ts'

const TEXT_HOW =
  'Begin it with "- " if it is a fact, join it to the line above if it belongs to that text, or take it out.'
const FORECAST_HOW =
  'A forecast says how likely something is: There is a 13% chance of rain before 2026. Write it so, or take it out.'

/** Whether outlets that are certain stand behind a fact of a text; names that nobody knows are outlets there too. */
export function creditsFacts(piles: readonly Pile[], known: KnownOutlets): boolean {
  const facts = piles.flatMap(pile => pile.facts)
  return facts.some(entry => entry.credits.length > 0 || readTrailing(textOf(entry), known)?.trust === 'certain')
}

/** Enough of a name to tell the line that it stands on. */
const START_OF_NAME = 12

function lineNaming(outlet: string, { lines }: NonNullable<Pile['sources']>): number | undefined {
  return lines.find(({ text }) => text.includes(outlet.slice(0, START_OF_NAME)))?.line
}

/** The draft of a printed story; what turns out to be no part of it is reported. `end` is its last line. */
export function draftOf(pile: Pile, end: number, trusting: boolean, paper: Paper, report: Report): Draft {
  const draft = emptyDraft({ ...paper, date: paper.date ?? pile.date }, pile.line, end)
  draft.title = pile.title
  // A head above footnotes is no list.
  if (pile.sources !== undefined && !(pile.footnotes.length > 0 && listOf(pile.sources) === '')) {
    const line = pile.sources.lines[0]?.line ?? pile.line
    const { sources, complaints } = readSourceList(listOf(pile.sources), paper.known)
    for (const source of sources)
      draft.sources.push({ ...source, line: lineNaming(source.outlet, pile.sources) ?? line })
    for (const complaint of complaints) report(line, complaint)
  }
  for (const footnote of pile.footnotes) draft.sources.push(sourceOf(footnote, paper.known, report))
  const book = creditBook(draft.sources)
  const read = reader(Math.max(0, ...draft.sources.map(({ n }) => n)), paper.known, report)
  const { facts, strays } = settleFacts(pile.facts, read, draft.sources, trusting, paper.known, report)
  for (const { text, outlets } of facts) draft.facts.push(book.credit(text, outlets))
  for (const side of pile.sides) readSide(side, read, book.credit, draft, report)
  const forecasts = pile.forecasts.filter(entry => isForecast(textOf(entry)))
  for (const entry of forecasts)
    addForecast(draft, FORECASTERS, [held(entry, [...FORECASTERS], read, book.credit, report)])
  const others = pile.forecasts.filter(entry => !forecasts.includes(entry))
  reportStrays(strays.flatMap(linesOf), paper.lines, TEXT_HOW, report)
  reportStrays(others.flatMap(linesOf), paper.lines, FORECAST_HOW, report)
  draft.sources.push(...book.close())
  return draft
}

type Credit = (text: DraftText, outlets: readonly Outlet[]) => DraftText

function readSide(side: PrintedSide, read: Reader, credit: Credit, draft: Draft, report: Report): void {
  if (side.texts.length === 0) {
    reportEmpty(quoted(side.label), side.line, 0, report)
    return
  }
  const providers = [...side.providers]
  const paragraphs = side.texts.map(entry => held(entry, providers, read, credit, report))
  const forecasters = providers.length === 0 && /^metaculus/i.test(side.label) ? FORECASTERS : providers
  if (isForecastLabel(side.label)) addForecast(draft, forecasters, paragraphs)
  else draft.narratives.push({ line: side.line, label: side.label, providers, paragraphs })
}

/** An outlet behind the text of a side holds it where nobody is named yet; else it is a source. */
function held(entry: Entry, providers: Outlet[], read: Reader, credit: Credit, report: Report): DraftText {
  const seen = read.look(entry)
  const { line, whole, cut, outlets, trust } = seen
  if (trust !== 'certain') {
    reportNames(seen, 'this text', report)
    return credit(read.cite(line, whole), [])
  }
  const text = read.cite(line, cut)
  if (providers.length === 0) {
    providers.push(...outlets)
    return text
  }
  return credit(
    text,
    outlets.filter(({ name }) => !providers.some(provider => provider.name === name)),
  )
}

function linesOf({ lines, credits }: Entry): Line[] {
  return [...lines, ...credits]
}

/** Sources that stand one to a line need the commas between them. */
function listOf({ lines }: Entry): string {
  const texts = lines.map(({ text }) => text).filter(text => text !== '')
  const apart = lines[0]?.text === ''
  const ended = texts.map((text, index) => {
    const next = texts[index + 1]
    const begins = next !== undefined && (apart || /^\[?[\d¹²³⁴-⁹]/.test(next))
    return begins && !/(?:[,;]|\band)$/.test(text.slice(-4)) ? `${text.replace(/\.$/, '')},` : text
  })
  return ended.join(' ')
}

/** The head that it stands under names them. */
const FORECASTERS: readonly Outlet[] = [{ name: 'Metaculus' }]
