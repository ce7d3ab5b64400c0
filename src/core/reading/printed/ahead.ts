import { endsCited } from '../sentence.ts'
import type { Row } from './row.ts'

/** What comes below each row. */
export interface Ahead {
  /** For each row the next one that says something. */
  readonly next: readonly (Row | undefined)[]
  /** Whether sides, sources or a citation come before the next head of facts or narratives. */
  readonly evidence: readonly boolean[]
}

/** Looks ahead from each row of a text. */
export function lookAhead(rows: readonly Row[]): Ahead {
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
      row.kind === 'footnote' ||
      (row.side !== undefined && row.side.strength !== 'weak')
    )
      seen = true
    else if (isCited(row)) seen = true
  }
  return { next, evidence }
}

/** Whether a row says nothing of a story. */
export function isSilent({ kind }: Row): boolean {
  return kind === 'blank' || kind === 'furniture' || kind === 'date'
}

/** Whether a row ends in the numbers of sources, or in outlets. */
export function isCited({ text, told }: Row): boolean {
  return told === 'credited' || endsCited(text)
}

/** Whether a story without heads may begin with this row. */
export function isContent({ kind, text, side, told }: Row): boolean {
  if (side !== undefined && side.strength !== 'weak') return true
  if (kind === 'bullet') return told !== undefined || text.split(' ').length > 5
  return kind === 'other' && told !== undefined
}
