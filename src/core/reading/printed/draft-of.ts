import type { Outlet } from '../../story/story.ts'
import { addForecast, type Draft, type DraftText, emptyDraft, reportEmpty } from '../draft.ts'
import { isForecastLabel } from '../labels.ts'
import { type Line, quoted, type Report, reportStrays } from '../lines.ts'
import type { Paper } from '../paper.ts'
import { readSourceList } from '../source-list.ts'
import { citing, type Reader } from './citing.ts'
import { creditBook } from './credit-book.ts'
import { settleFacts } from './facts.ts'
import { type Entry, type Pile, type PrintedSide, textOf } from './pile.ts'

const TEXT_HOW =
  'Begin it with "- " if it is a fact, join it to the line above if it belongs to that text, or take it out.'

/** The draft of a printed story; what turns out to be no part of it is reported. `end` is its last line. */
export function draftOf(pile: Pile, end: number, paper: Paper, report: Report): Draft {
  const draft = emptyDraft({ ...paper, date: paper.date ?? pile.date }, pile.line, end)
  draft.title = pile.title
  if (pile.sources !== undefined) {
    const line = pile.sources.lines[0]?.line ?? pile.line
    const { sources, complaints } = readSourceList(listOf(pile.sources), paper.known)
    for (const source of sources) draft.sources.push({ ...source, line })
    for (const complaint of complaints) report(line, complaint)
  }
  const book = creditBook(draft.sources)
  const read = citing(draft.sources.length, paper.known, report)
  const { facts, strays } = settleFacts(pile.facts, read, draft.sources, report)
  for (const { text, outlets } of facts) draft.facts.push(book.credit(text, outlets))
  for (const side of pile.sides) readSide(side, read, book.credit, draft, report)
  const forecasts = pile.forecasts.filter(entry => isForecast(textOf(entry)))
  for (const entry of forecasts) addForecast(draft, FORECASTERS, [held(entry, [...FORECASTERS], read, book.credit)])
  const others = pile.forecasts.filter(entry => !forecasts.includes(entry))
  reportStrays(
    [...strays, ...others].flatMap(linesOf).toSorted((a, b) => a.line - b.line),
    paper.lines,
    TEXT_HOW,
    report,
  )
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
  const paragraphs = side.texts.map(entry => held(entry, providers, read, credit))
  if (isForecastLabel(side.label)) addForecast(draft, providers, paragraphs)
  else draft.narratives.push({ line: side.line, label: side.label, providers, paragraphs })
}

/** An outlet behind the text of a side holds it where nobody is named yet; else it is a source. */
function held(entry: Entry, providers: Outlet[], read: Reader, credit: Credit): DraftText {
  const { text, outlets, certain } = read(entry)
  if (!certain) return credit(text, [])
  if (providers.length === 0) {
    providers.push(...outlets)
    return text
  }
  return credit(
    text,
    outlets.filter(({ name }) => !providers.some(provider => provider.name === name)),
  )
}

/** A text below `Metaculus Prediction` that could be one; something else may stand there where it is empty. */
function isForecast(text: string): boolean {
  return /\d|\b(?:chance|probab|likel|odds|median|forecast|predict|estimat|expect|community)/i.test(text)
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
    const begins = next !== undefined && (apart || /^\[?\d/.test(next))
    return begins && !/(?:[,;]|\band)$/.test(text.slice(-4)) ? `${text.replace(/\.$/, '')},` : text
  })
  return ended.join(' ')
}

/** The head that it stands under names them. */
const FORECASTERS: readonly Outlet[] = [{ name: 'Metaculus' }]
