import { isSplit } from '../chrome.ts'
import type { Row } from './row.ts'

/** How many lines may stand between the ends of a scale that do not belong to it. */
const PATIENCE = 3

/**
 * `LEFT` and `RIGHT` below `Political split` are the ends of a scale, and so are they where no text follows; elsewhere they are
 * the names of sides.
 */
export function markScales(rows: readonly Row[]): void {
  const next = followers(rows)
  let owed: readonly string[] = []
  let between = 0
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'blank') continue
    if (row.kind === 'furniture' && isSplit(row.text)) {
      // The ends of the other scale, CRITICAL and PRO, are no names of sides.
      owed = /political/i.test(row.text) ? ['left', 'right'] : []
      between = 0
      continue
    }
    const end = row.kind === 'other' ? row.text.toLowerCase() : ''
    const capital = row.text === row.text.toUpperCase()
    if (owed.includes(end) && (capital || between === 0)) {
      row.kind = 'furniture'
      owed = owed.filter(other => other !== end)
      between = 0
    } else if (owed.length > 0 && /^\d{1,3}\s?%$/.test(row.text)) row.kind = 'furniture'
    else {
      if (/^(?:left|right)$/.test(end) && capital && !isText(next[index])) row.kind = 'furniture'
      between += 1
      if (between > PATIENCE || row.kind === 'narratives') owed = []
    }
  }
}

/** For each row the next one that is not blank. */
function followers(rows: readonly Row[]): (Row | undefined)[] {
  const next: (Row | undefined)[] = []
  let last: Row | undefined
  for (let index = rows.length - 1; index >= 0; index--) {
    next[index] = last
    if (rows[index]?.kind !== 'blank') last = rows[index]
  }
  return next
}

function isText(row: Row | undefined): boolean {
  return (row?.kind === 'other' || row?.kind === 'bullet') && row.side?.form !== 'alone'
}
