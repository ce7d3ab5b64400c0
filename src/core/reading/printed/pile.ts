import type { Outlet } from '../../story/story.ts'
import type { Line } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import type { Row } from './row.ts'
import type { SideHead } from './side-head.ts'
import { goesOn } from './wrapping.ts'

/** The lines of one printed story, sorted by what they are. */
export interface Pile {
  readonly line: number
  readonly title: string
  /** Without a head of its facts or narratives. */
  readonly headless: boolean
  /** `YYYY-MM-DD`, from a line above or below the title. */
  date?: string
  readonly facts: Entry[]
  readonly sides: PrintedSide[]
  readonly forecasts: Entry[]
  sources?: Entry
  /** Sources that stand as footnotes. */
  readonly footnotes: Row[]
}

/** A bullet or a line, and the lines that it runs on over. */
export interface Entry {
  /** Never empty. */
  readonly lines: Line[]
  readonly bullet: boolean
  /** Lines below it that hold outlets and nothing else. */
  readonly credits: Line[]
}

export interface PrintedSide {
  /** The line of its name. */
  readonly line: number
  readonly label: string
  readonly providers: Outlet[]
  readonly texts: Entry[]
}

export function textOf({ lines }: Entry): string {
  return lines
    .map(({ text }) => text)
    .filter(text => text !== '')
    .join(' ')
}

/** What is at hand while rows are dealt out. */
export interface Dealing {
  readonly piles: Pile[]
  readonly strays: Line[]
  /** Bullets among the narratives that name no side. */
  readonly nameless: Line[]
  readonly known: KnownOutlets
  /** From the last date line above the titles. */
  date?: string
  section: 'facts' | 'narratives' | 'forecasts' | 'closed' | 'lost'
  /** What the next line may run on from; gone after a blank line. */
  open?: Entry
  /** A side was begun in words that are not known: what follows is not of the side above. */
  unnamed: boolean
  /** A head of narratives stands below, before the next one of facts. */
  narrativesAhead: boolean
}

/** Without heads, what stands below the title are its facts. */
export function begin(line: number, title: string, headless: boolean, dealing: Dealing): void {
  const date = dealing.date === undefined ? {} : { date: dealing.date }
  const pile: Pile = { line, title, headless, ...date, facts: [], sides: [], forecasts: [], footnotes: [] }
  dealing.piles.push(pile)
  dealing.section = headless ? 'facts' : 'closed'
  dealing.unnamed = false
  dealing.open = undefined
}

export function enter(row: Row, entries: Entry[], dealing: Dealing, text = row.text): Entry {
  // The words of wrapped lines are in the first line's; they stand here for the problems.
  const wrapped = (row.wrapped ?? []).map(({ line }) => ({ line, text: '' }))
  const entry: Entry = { lines: [{ line: row.line, text }, ...wrapped], bullet: row.kind === 'bullet', credits: [] }
  entries.push(entry)
  dealing.open = entry
  return entry
}

export function stray(row: Row, dealing: Dealing): void {
  dealing.strays.push(...linesOf(row))
  dealing.open = undefined
}

/** The lines that a row was printed on. */
export function linesOf({ line, text, wrapped }: Row): Line[] {
  return [{ line, text }, ...(wrapped ?? [])]
}

export function beginSide(row: Row, head: SideHead, pile: Pile, dealing: Dealing): void {
  const side: PrintedSide = { line: row.line, label: head.label, providers: [...head.providers], texts: [] }
  pile.sides.push(side)
  dealing.section = 'narratives'
  dealing.unnamed = false
  dealing.open = undefined
  if (head.rest !== '') enter(row, side.texts, dealing, head.rest)
}

/** Whether a row goes on where a text was broken off. */
export function runsOn({ lines, credits }: Entry, row: Row): boolean {
  const last = lines.findLast(({ text }) => text !== '')?.text ?? ''
  return credits.length === 0 && goesOn(last, row)
}
