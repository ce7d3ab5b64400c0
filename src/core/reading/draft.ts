import type { Cited, Image, Outlet, Source, Story } from '../story/story.ts'
import { readLabel } from './labels.ts'
import { tooLarge } from './limits.ts'
import type { Report } from './lines.ts'
import type { Paper } from './paper.ts'

/** A story as it was found on paper, before its citations are held against its sources. Lines are counted from 1. */
export interface Draft {
  readonly id: string
  readonly date?: string
  readonly topics: readonly string[]
  readonly image?: Image
  /** Where the story begins. */
  readonly line: number
  /** Its last line. */
  readonly end: number
  title: string
  readonly facts: DraftText[]
  readonly narratives: DraftNarrative[]
  forecast?: { readonly providers: Outlet[]; readonly texts: DraftText[] }
  readonly updates: { readonly date: string; readonly kind: string; readonly text: DraftText }[]
  readonly sources: DraftSource[]
}

export interface DraftText extends Cited {
  readonly line: number
}

export interface DraftNarrative {
  readonly line: number
  readonly label: string
  readonly providers: readonly Outlet[]
  readonly paragraphs: DraftText[]
}

export interface DraftSource {
  readonly line: number
  readonly n: number
  readonly outlet: string
  readonly url?: string
  readonly rating?: string
  readonly title?: string
}

/** A draft with what is known before the first word is read. */
export function emptyDraft(
  { id, date, fileDate, topics, image }: Omit<Paper, 'lines' | 'skip' | 'known'>,
  line: number,
  end: number,
): Draft {
  return {
    id,
    date: date ?? fileDate,
    topics,
    image,
    line,
    end,
    title: '',
    facts: [],
    narratives: [],
    updates: [],
    sources: [],
  }
}

/** Several forecasts of one story are one forecast with a line each. */
export function addForecast(draft: Draft, providers: readonly Outlet[], texts: readonly DraftText[]): void {
  draft.forecast ??= { providers: [], texts: [] }
  for (const provider of providers) draft.forecast.providers.push(provider)
  for (const text of texts) draft.forecast.texts.push(text)
}

/** For a narrative or a forecast that names its holders and says nothing. */
export function reportEmpty(what: string, line: number, end: number, report: Report): void {
  const where =
    end > line ? `Lines ${line} to ${end} are left out, because ${what} has` : `${what} is left out, because it has`
  report(line, `${where} no text. Write what is held behind the outlet's name.`)
}

/** The story of a draft, with everything that does not fit together reported; nothing when there is no title or nothing to tell. */
export function storyOf(draft: Draft, report: Report): Story | undefined {
  const sources = distinct(draft.sources, report)
  const numbers = new Set(sources.map(source => source.n))
  const used = new Set<number>()
  const settle = (what: string, { line, text, cites }: DraftText): Cited => {
    const kept = [...new Set(cites)].filter(n => numbers.has(n) || reportBeyond(what, n, line, sources, report))
    for (const n of kept) used.add(n)
    return { text, cites: kept }
  }
  const facts = draft.facts.map((fact, index) => settle(`Fact ${index + 1}`, fact))
  const narratives = draft.narratives.map(({ label, providers, paragraphs }) => {
    const texts = paragraphs.map(paragraph => settle(`"${label}"`, paragraph))
    return { label, ...readLabel(label), providers, paragraphs: texts }
  })
  const forecast = draft.forecast && {
    providers: draft.forecast.providers,
    text: joined(draft.forecast.texts.map(text => settle('The forecast', text))),
  }
  const updates = draft.updates.map(({ date, kind, text }) => ({
    date,
    kind,
    text: settle(`The update of ${date}`, text),
  }))
  for (const source of sources) {
    if (used.has(source.n)) continue
    report(
      source.line,
      `Nothing cites source ${source.n}${source.outlet === '' ? '' : `, ${source.outlet}`}. Cite it where it was used, or take it out.`,
    )
  }
  if (!isWhole(draft, report)) return undefined
  const { id, date, title, topics, image } = draft
  return {
    id,
    title,
    ...(date === undefined ? {} : { date }),
    topics,
    facts,
    narratives,
    ...(forecast === undefined ? {} : { forecast }),
    updates,
    sources: sources.map(sourceOf),
    ...(image === undefined ? {} : { image }),
  }
}

function isWhole(draft: Draft, report: Report): boolean {
  const leaveOut = (why: string): false => {
    const what = draft.end > draft.line ? `Lines ${draft.line} to ${draft.end} are` : `Line ${draft.line} is`
    report(draft.line, `${what} left out, because ${why}`)
    return false
  }
  const { facts, narratives } = draft
  if (facts.length === 0 && narratives.length === 0) {
    return leaveOut('this story has neither facts nor narratives. Write at least one fact with its source.')
  }
  if (draft.title === '') return leaveOut('this story has no title. Write the title on the line above the facts.')
  const large = tooLarge(draft)
  if (large !== undefined) return leaveOut(large)
  if (facts.length === 0) report(draft.line, 'This story has no facts. Write them as bullets under the heading Facts.')
  if (narratives.length === 0) {
    report(draft.line, 'This story has no narratives. Write each side under the heading Narratives.')
  }
  return true
}

function distinct(sources: readonly DraftSource[], report: Report): DraftSource[] {
  const byNumber = new Map<number, DraftSource>()
  for (const source of sources) {
    const first = byNumber.get(source.n)
    if (first === undefined) byNumber.set(source.n, source)
    else {
      report(
        source.line,
        `Source ${source.n} is ${first.outlet || 'without a name'} on line ${first.line} and ${source.outlet || 'without one'} here; the first one counts. Give this one a number of its own.`,
      )
    }
  }
  return [...byNumber.values()]
}

function reportBeyond(what: string, n: number, line: number, sources: readonly DraftSource[], report: Report): false {
  const counts = ['there are no sources', 'there is 1 source']
  const count = counts[sources.length] ?? `there are ${sources.length} sources`
  report(
    line,
    `${what} cites [${n}], but ${sources.length < n ? count : 'no source has that number'}. Add source ${n}, or correct the number.`,
  )
  return false
}

function sourceOf({ n, outlet, url, rating, title }: DraftSource): Source {
  return {
    n,
    outlet,
    ...(url === undefined ? {} : { url }),
    ...(rating === undefined ? {} : { rating }),
    ...(title === undefined ? {} : { title }),
  }
}

function joined(texts: readonly Cited[]): Cited {
  return { text: texts.map(({ text }) => text).join('\n'), cites: [...new Set(texts.flatMap(({ cites }) => cites))] }
}
