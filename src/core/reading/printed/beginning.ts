import { isPage } from '../chrome.ts'
import type { Row } from './row.ts'
import { isHeadline, lettersOf, repeats, titleOf } from './title.ts'

/** How many rows above a head its title is looked for. */
const FARTHEST = 80

/** The story that the rows walked through so far belong to. */
interface Open {
  /** Where its title stands; -1 without one. */
  readonly title: number
  /** Begun below a title without a head. */
  readonly headless: boolean
  facts: boolean
  narratives: boolean
  /** Bullets, sides or sources were seen, so it is a story indeed. */
  evident: boolean
  sides: boolean
  /** The name of a side stands on a line of its own, and its text is still to come. */
  awaits: boolean
}

/**
 * Finds where stories begin and marks their titles: the line above the first head, or, without heads, a title above bullets,
 * sentences or sides. Returns the rows at which a story begins,
 * and by what it was told; a title that is printed again becomes furniture.
 */
export function beginningsOf(rows: readonly Row[]): ReadonlyMap<Row, 'head' | 'title'> {
  const beginnings = new Map<Row, 'head' | 'title'>()
  const ahead = lookAhead(rows)
  let open: Open | undefined
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'facts' || row.kind === 'narratives') {
      const title = open?.headless === true && open.title === above(rows, index) ? open.title : titleAbove(rows, index)
      if (beginsAt(row.kind, title, open)) {
        if (open?.headless === true && !open.evident) demote(rows, open.title, beginnings)
        const at = mark(rows, title)
        beginnings.set(rows[at] ?? row, 'head')
        open = {
          title: at,
          headless: false,
          facts: false,
          narratives: false,
          evident: true,
          sides: false,
          awaits: false,
        }
      }
      if (open !== undefined) open[row.kind] = true
    } else if (beginsHere(rows, index, ahead, open)) {
      if (open?.headless === true && !open.evident) demote(rows, open.title, beginnings)
      const at = mark(rows, index)
      beginnings.set(rows[at] ?? row, 'title')
      open = { title: at, headless: true, facts: false, narratives: false, evident: false, sides: false, awaits: false }
    } else if (open !== undefined && !isSilent(row)) {
      open.awaits = awaits(row, open.awaits)
      if (row.side !== undefined && row.side.strength !== 'weak') open.sides = true
      if (row.kind === 'bullet' || row.kind === 'sources' || open.sides || /[\d\]]$/.test(row.text)) open.evident = true
    }
  }
  return beginnings
}

function beginsAt(kind: 'facts' | 'narratives', title: number, open: Open | undefined): boolean {
  if (open === undefined) return true
  if (open.headless && title !== -1 && title !== open.title) return true
  if (open.headless && !open[kind]) return false
  return open[kind] || (kind === 'facts' && open.narratives && title !== -1)
}

/** Whether a story without heads begins at this row. */
function beginsHere(rows: readonly Row[], index: number, ahead: Ahead, open: Open | undefined): boolean {
  const row = rows[index]
  const title = row === undefined ? undefined : titleOf(row)
  const next = ahead.next[index]
  if (title === undefined || next === undefined || !isContent(next) || !ahead.evidence[index]) return false
  if (next.kind === 'other' && repeats(next.text, title)) return false
  if (open === undefined) return true
  if (open.awaits && row?.told !== undefined) return false
  if (repeats(title, rows[open.title]?.text ?? '')) return false
  const apart = isApart(rows, index, title)
  if (open.headless && !open.evident) return true
  if (title.split(' ').length < 3 && !isHeadline(title)) return false
  return apart && (open.headless ? open.sides || isHeadline(title) : open.sides && isHeadline(title))
}

/** Whether the text of a side is still to come below this row. */
function awaits({ side, text }: Row, before: boolean): boolean {
  if (side !== undefined && side.strength !== 'weak') return side.rest === ''
  return before && /^\(?(?:as )?provided by/i.test(text)
}

/** Whether the line above, the same title left out, does not run on into this one. */
function isApart(rows: readonly Row[], index: number, title: string): boolean {
  let above = index - 1
  while (index - above < FARTHEST && rows[above]?.kind === 'other' && repeats(rows[above]?.text ?? '', title))
    above -= 1
  const row = rows[above]
  return (row?.kind !== 'other' && row?.kind !== 'bullet') || row.told !== undefined
}

/** What a story without heads may consist of. */
function isContent({ kind, text, side, told }: Row): boolean {
  if (side !== undefined && side.strength !== 'weak') return true
  if (kind === 'bullet') return told !== undefined || text.split(' ').length > 5
  return kind === 'other' && told !== undefined
}

interface Ahead {
  /** For each row the next one that says something. */
  readonly next: readonly (Row | undefined)[]
  /** Whether sides, sources or a citation come before the next head of facts or narratives. */
  readonly evidence: readonly boolean[]
}

function lookAhead(rows: readonly Row[]): Ahead {
  const next: (Row | undefined)[] = []
  const evidence: boolean[] = []
  let following: Row | undefined
  let seen = false
  let below = false
  for (let index = rows.length - 1; index >= 0; index--) {
    next[index] = following
    evidence[index] = seen
    const row = rows[index]
    if (row === undefined || isSilent(row)) continue
    following = row
    if (row.kind === 'facts') [seen, below] = [false, false]
    else if (row.kind === 'narratives') [seen, below] = [false, true]
    else if (row.kind === 'bullet' && below) seen = true
    else if (
      row.kind === 'sources' ||
      row.told === 'credited' ||
      (row.side !== undefined && row.side.strength !== 'weak')
    )
      seen = true
    else if (/[.!?…"”’)\]](?:\d{1,3}|[⁰¹²³⁴-⁹])$|\[\d{1,3}\]$/u.test(row.text.slice(-12))) seen = true
  }
  return { next, evidence }
}

function isSilent({ kind }: Row): boolean {
  return kind === 'blank' || kind === 'furniture' || kind === 'date'
}

/** The row above a head that is neither blank nor furniture nor a day; -1 when there is none. */
function above(rows: readonly Row[], head: number): number {
  let index = head - 1
  for (; index >= 0; index--) {
    const row = rows[index]
    if (row !== undefined && !isSilent(row)) return index
  }
  return -1
}

/** The title above the head of a story; -1 when there is none. */
function titleAbove(rows: readonly Row[], head: number): number {
  const gap: number[] = []
  let stop = head - 1
  for (; stop >= 0 && head - stop <= FARTHEST; stop--) {
    const row = rows[stop]
    if (row === undefined || isSilent(row)) continue
    if (row.kind !== 'other' || (row.side !== undefined && row.side.strength !== 'weak')) break
    gap.push(stop)
  }
  const named = gap.filter(index => titleAt(rows, index) !== undefined)
  const again = named.find(index => named.some(other => other < index && titleAt(rows, other) === titleAt(rows, index)))
  const nearest = named[0]
  const headline = named.find(index => isHeadline(titleAt(rows, index) ?? ''))
  if (again !== undefined) return again
  // A caption or a lead stands nearer sometimes; a headline of some length is told from the name of a paper.
  if (headline !== undefined && (titleAt(rows, headline) ?? '').split(' ').length > 4) return headline
  if (nearest !== undefined) return nearest
  return stop < 0 ? (pageAbove(rows, head) ?? gap[0] ?? -1) : -1
}

/** The name of a page directly above the head is its title where nothing else can be. */
function pageAbove(rows: readonly Row[], head: number): number | undefined {
  let index = head - 1
  while (rows[index]?.kind === 'blank' || rows[index]?.kind === 'date') index -= 1
  const row = rows[index]
  return row?.kind === 'furniture' && isPage(row.text) ? index : undefined
}

function titleAt(rows: readonly Row[], index: number): string | undefined {
  const row = rows[index]
  return row === undefined ? undefined : titleOf(row)
}

/** Marks a title; where it is printed several times above the story, the first counts. Returns where it stands. */
function mark(rows: readonly Row[], index: number): number {
  const row = rows[index]
  if (row === undefined) return index
  let first = index
  for (let before = index - 1; before >= Math.max(0, index - FARTHEST); before--) {
    const other = rows[before]
    if (other === undefined || isSilent(other)) continue
    if (other.kind !== 'other') break
    if (!repeats(other.text, row.text) || titleOf(other) === undefined) continue
    other.kind = 'furniture'
    if (lettersOf(other.text) === lettersOf(row.text)) first = before
  }
  row.kind = 'furniture'
  const title = rows[first]
  if (title !== undefined) title.kind = 'title'
  return first
}

function demote(rows: readonly Row[], title: number, beginnings: Map<Row, unknown>): void {
  const row = rows[title]
  if (row === undefined) return
  row.kind = 'other'
  beginnings.delete(row)
}
