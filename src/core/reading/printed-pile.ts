import type { Line } from './lines.ts'
import { readNarrativeHead } from './narrative-head.ts'
import type { KnownOutlets } from './outlets.ts'
import type { Row } from './printed-row.ts'

/** The lines of one printed story, sorted by what they are. */
export interface Pile {
  readonly line: number
  readonly title: string
  readonly facts: Entry[]
  readonly narratives: Entry[]
  readonly forecasts: Entry[]
  sources?: Entry
}

/** A bullet and the lines that it runs on over; never empty. */
export type Entry = Line[]

export function lineOf(entry: Entry): number {
  return entry[0]?.line ?? 1
}

export function textOf(entry: Entry): string {
  return entry.map(({ text }) => text).join(' ')
}

interface Dealing {
  readonly piles: Pile[]
  readonly strays: Line[]
  readonly known: KnownOutlets
  heads: ReadonlySet<'facts' | 'narratives'>
  section?: 'facts' | 'narratives' | 'forecasts'
  /** What the next line may run on from; gone after a blank line. */
  open?: Entry
}

/** Deals the rows of a text out to its stories; a row that has no place is a stray. */
export function pilesOf(
  rows: readonly Row[],
  known: KnownOutlets,
): { piles: readonly Pile[]; strays: readonly Line[] } {
  const dealing: Dealing = { piles: [], strays: [], known, heads: new Set() }
  for (const row of rows) deal(row, dealing)
  return dealing
}

function deal(row: Row, dealing: Dealing): void {
  const pile = dealing.piles.at(-1)
  switch (row.kind) {
    case 'blank':
    case 'furniture':
      // A list of sources below a head of its own may stand after a blank line.
      if (dealing.open !== pile?.sources || !isBlank(dealing.open)) dealing.open = undefined
      return
    case 'title':
      begin(row, titleOf(row.text), dealing)
      return
    case 'facts':
    case 'narratives':
      if (pile === undefined || dealing.heads.has(row.kind) || (row.kind === 'facts' && dealing.heads.size > 0)) {
        begin(row, '', dealing)
      }
      dealing.heads = new Set([...dealing.heads, row.kind])
      dealing.section = row.kind
      dealing.open = undefined
      return
    case 'forecast':
      if (pile === undefined) dealing.strays.push(row)
      else dealing.section = 'forecasts'
      dealing.open = undefined
      return
    case 'sources':
      if (pile === undefined || pile.sources !== undefined) {
        stray(row, dealing)
        return
      }
      pile.sources = [row]
      dealing.open = pile.sources
      return
    case 'bullet':
      if (pile === undefined || dealing.section === undefined) {
        stray(row, dealing)
        return
      }
      enter(row, pile[dealing.section], dealing)
      return
    case 'other':
      dealOther(row, pile, dealing)
      return
  }
}

function begin(row: Row, title: string, dealing: Dealing): void {
  dealing.piles.push({ line: row.line, title, facts: [], narratives: [], forecasts: [] })
  dealing.heads = new Set()
  dealing.section = undefined
  dealing.open = undefined
}

function enter(row: Row, entries: Entry[], dealing: Dealing): void {
  dealing.open = [row]
  entries.push(dealing.open)
}

function stray(row: Row, dealing: Dealing): void {
  dealing.strays.push(row)
  dealing.open = undefined
}

/** A line without a bullet: it begins a narrative, runs on, or has no place. */
function dealOther(row: Row, pile: Pile | undefined, dealing: Dealing): void {
  const { open, section, known } = dealing
  if (pile === undefined) {
    stray(row, dealing)
    return
  }
  if (open !== undefined && open === pile.sources) {
    if (!goesOn(open, row)) {
      stray(row, dealing)
      return
    }
    open.push(row)
    return
  }
  if (section === 'narratives') {
    if (readNarrativeHead(row.text, known) !== undefined) {
      enter(row, pile.narratives, dealing)
      return
    }
    const last = pile.narratives.at(-1)
    if (last?.length === 1 && readNarrativeHead(textOf(last), known)?.rest === '') {
      last.push(row)
      dealing.open = last
      return
    }
  }
  if (open !== undefined && runsOn(open, row)) {
    open.push(row)
    return
  }
  if (section === 'forecasts' && pile.forecasts.length === 0) {
    enter(row, pile.forecasts, dealing)
    return
  }
  stray(row, dealing)
}

/** A list of sources goes on while it is unfinished or the line begins with a number. */
function goesOn(sources: Entry, row: Row): boolean {
  return isBlank(sources) || /^\[?\d/.test(row.text) || !sources.at(-1)?.text.endsWith('.')
}

function isBlank(entry: Entry | undefined): boolean {
  return entry?.length === 1 && entry[0]?.text === ''
}

// A sentence that has ended, with its citations.
const ENDED = /(?:[.!?…。！？]["'”’»)\]]{0,4}(?:\d(?:[\d,;\s]{0,18}\d)?|[⁰¹²³⁴-⁹]{1,9})?|[:"”)\]])$/u

/** Wrapped text: indented below its bullet, or a sentence broken off that goes on in lower case. */
function runsOn(entry: Entry, row: Row): boolean {
  const last = entry.at(-1)?.text ?? ''
  return row.indented || (!ENDED.test(last.slice(-30)) && /^[\p{Ll}\d]/u.test(row.text))
}

/** Without the signs that Markdown has for titles. */
function titleOf(text: string): string {
  return text.length > 1000 ? text : text.replace(/^#{1,6}\s+/, '').replace(/^(\*\*|__)(.+)\1$/s, '$2')
}
