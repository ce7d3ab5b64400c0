import { isStrangeLabel, labelStrength } from '../labels.ts'
import { type Ahead, isCited, isContent, isSilent, lookAhead } from './ahead.ts'
import type { Row } from './row.ts'
import { isHeadline, repeats, titleOf } from './title.ts'
import { FARTHEST, markTitle, rowAbove, titleAbove } from './title-above.ts'

const PROVIDED = /^\(?(?:as )?provided by/i

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
  /** The names of its sides stand on lines of their own. */
  alone: boolean
  /** The name of a side stands on a line of its own, and its text is still to come. */
  awaits: boolean
  /** Sides have names in words that nobody knows. */
  strange: boolean
}

/**
 * Finds where stories begin and marks their titles: the line above the first head, or, without heads, a title above bullets,
 * sentences or sides. Returns the rows at which a story begins, and by what it was told; a title that is printed again becomes
 * furniture.
 */
export function beginningsOf(rows: readonly Row[]): ReadonlyMap<Row, 'head' | 'title'> {
  const beginnings = new Map<Row, 'head' | 'title'>()
  const ahead = lookAhead(rows)
  let open: Open | undefined
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'facts' || row.kind === 'narratives') {
      const title =
        open?.headless === true && open.title === rowAbove(rows, index) ? open.title : titleAbove(rows, index)
      if (beginsAt(row.kind, title, open)) {
        if (open?.headless === true && !open.evident) demote(rows, open.title, beginnings)
        const at = markTitle(rows, title)
        beginnings.set(rows[at] ?? row, 'head')
        open = {
          title: at,
          headless: false,
          facts: false,
          narratives: false,
          evident: true,
          sides: false,
          alone: false,
          awaits: false,
          strange: false,
        }
      }
      if (open !== undefined) open[row.kind] = true
    } else if (beginsHere(rows, index, ahead, open)) {
      if (open?.headless === true && !open.evident) demote(rows, open.title, beginnings)
      const at = markTitle(rows, index)
      beginnings.set(rows[at] ?? row, 'title')
      open = {
        title: at,
        headless: true,
        facts: false,
        narratives: false,
        evident: false,
        sides: false,
        alone: false,
        awaits: false,
        strange: false,
      }
    } else if (open !== undefined && !isSilent(row)) {
      open.awaits = awaits(row, open.awaits)
      if (row.side !== undefined && row.side.strength !== 'weak') {
        open.sides = true
        open.alone ||= row.side.form === 'alone'
        open.strange ||= row.side.form === 'alone' && labelStrength(row.side.label) === undefined
      }
      if (
        row.kind === 'bullet' ||
        row.kind === 'sources' ||
        row.kind === 'footnote' ||
        open.sides ||
        row.told === 'credited' ||
        /[\d\]]$/.test(row.text)
      )
        open.evident = true
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
  const below = rows[index + 1]
  const next =
    below !== undefined && isStrangeHead(rows, index + 1, title ?? '') ? ahead.next[index + 1] : ahead.next[index]
  if (title === undefined || next === undefined || !isContent(next) || !ahead.evidence[index]) return false
  if (next.kind === 'other' && repeats(next.text, title)) return false
  if (open === undefined) return true
  if (open.title === index - 1 && isStrangeHead(rows, index, rows[open.title]?.text ?? '')) return false
  if (row?.side !== undefined && open.alone && !isCited(next)) return false
  // A question may be what a side says; it is a title where bullets or cited facts follow.
  if (row?.told !== undefined && (open.awaits || next.side !== undefined)) return false
  // Another name that nobody knows, or one with a line of nobody between it and who holds it.
  const named = isStrangeLabel(title) && title.split(' ').length < 4 && next.kind === 'other' && !isCited(next)
  if (named && (open.strange || isHeld(rows, index))) return false
  if (row?.told !== undefined && !isHeadline(title) && next.kind !== 'bullet' && !isCited(next)) return false
  if (repeats(title, rows[open.title]?.text ?? '')) return false
  const apart = isApart(rows, index, title)
  if (open.headless && !open.evident) return true
  if (title.split(' ').length < 3 && !isHeadline(title)) return false
  return apart && (open.headless ? open.sides || isHeadline(title) : open.sides && isHeadline(title))
}

/** Whether `Provided by` stands at the second line below that says something. */
function isHeld(rows: readonly Row[], index: number): boolean {
  const [, second] = rows.slice(index + 1, index + 6).filter(row => !isSilent(row))
  return second !== undefined && PROVIDED.test(second.text)
}

/** `Les faits` right below a title of some length, as heads stand that this reader does not know; it is no title then. */
function isStrangeHead(rows: readonly Row[], index: number, above: string): boolean {
  const row = rows[index]
  const title = row === undefined ? undefined : titleOf(row)
  return title !== undefined && title.split(' ').length < 3 && !/\d/.test(title) && above.split(' ').length > 3
}

/** Whether the text of a side is still to come below this row. */
function awaits({ side, text }: Row, before: boolean): boolean {
  if (side !== undefined && side.strength !== 'weak') return side.rest === ''
  return before && PROVIDED.test(text)
}

/** Whether the line above, the same title left out, does not run on into this one. */
function isApart(rows: readonly Row[], index: number, title: string): boolean {
  let above = index - 1
  while (index - above < FARTHEST && rows[above]?.kind === 'other' && repeats(rows[above]?.text ?? '', title))
    above -= 1
  const row = rows[above]
  return (row?.kind !== 'other' && row?.kind !== 'bullet') || row.told !== undefined
}

function demote(rows: readonly Row[], title: number, beginnings: Map<Row, unknown>): void {
  const row = rows[title]
  if (row === undefined) return
  row.kind = 'other'
  beginnings.delete(row)
}
