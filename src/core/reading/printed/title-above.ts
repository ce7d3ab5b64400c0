import { isPage } from '../chrome.ts'
import { isSilent } from './ahead.ts'
import type { Row } from './row.ts'
import { isHeadline, lettersOf, repeats, titleOf } from './title.ts'

/** How many rows above a head its title is looked for. */
export const FARTHEST = 80

/** Where the row above a head is that is neither blank nor furniture nor a day; -1 when there is none. */
export function rowAbove(rows: readonly Row[], head: number): number {
  let index = head - 1
  for (; index >= 0; index--) {
    const row = rows[index]
    if (row !== undefined && !isSilent(row)) return index
  }
  return -1
}

/** Where the title above the head of a story stands; -1 when there is none. */
export function titleAbove(rows: readonly Row[], head: number): number {
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
export function markTitle(rows: readonly Row[], index: number): number {
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
