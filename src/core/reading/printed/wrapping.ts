import { isStrangeLabel } from '../labels.ts'
import type { Line } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import { isComplete } from '../sentence.ts'
import { type Row, rowOfText } from './row.ts'
import { readSideHead } from './side-head.ts'

/** How many lines the name of a side and its outlets may run over. */
const MOST_OF_A_HEAD = 4
/** And a footnote. */
const MOST_OF_A_FOOTNOTE = 6

/** Joins what is broken over lines: bullets, and the heads of sides without one. */
export function joinWrapped(rows: readonly Row[], known: KnownOutlets): Row[] {
  const joined: Row[] = []
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    if (row === undefined) continue
    const whole = wholeOf(rows, index, known)
    joined.push(whole ?? row)
    index += whole?.wrapped?.length ?? 0
  }
  return joined
}

function wholeOf(rows: readonly Row[], index: number, known: KnownOutlets): Row | undefined {
  const kind = rows[index]?.kind
  if (kind === 'bullet') return wholeBullet(rows, index, known)
  return kind === 'footnote' ? wholeFootnote(rows, index) : wholeHead(rows, index, known)
}

/** Indented lines below a footnote are its. */
function wholeFootnote(rows: readonly Row[], index: number): Row | undefined {
  const row = rows[index]
  const next = rows.slice(index + 1, index + 1 + MOST_OF_A_FOOTNOTE)
  const end = next.findIndex(({ kind, indented }) => kind !== 'other' || !indented)
  const wrapped = next.slice(0, end === -1 ? next.length : end).map(({ line, text }) => ({ line, text }))
  if (row === undefined || wrapped.length === 0) return undefined
  return { ...row, text: [row.text, ...wrapped.map(({ text }) => text)].join(' '), wrapped }
}

/** Whether `next` goes on where `text` was broken off: it is indented, or the sentence is unfinished and goes on. */
export function goesOn(text: string, next: Row): boolean {
  if (next.kind !== 'other' || (next.side !== undefined && next.side.strength !== 'weak')) return false
  if (next.indented) return true
  const open = /(?:,|\b(?:and|of|the|a|an|in|on|to|by|for|with|from|at))$/.test(text.slice(-10))
  return !isComplete(text) && (open || /^[\p{Ll}\d]/u.test(next.text))
}

function wholeBullet(rows: readonly Row[], index: number, known: KnownOutlets): Row | undefined {
  const row = rows[index]
  if (row === undefined) return undefined
  const wrapped: Line[] = []
  let last = row.text
  for (let at = index + 1; at < rows.length; at++) {
    const next = rows[at]
    if (next === undefined || next.line === row.line || !goesOn(last, next)) break
    if (isHeldBelow(next, rows[at + 1])) break
    wrapped.push({ line: next.line, text: next.text })
    last = next.text
  }
  if (wrapped.length === 0) return undefined
  const text = [row.text, ...wrapped.map(line => line.text)].join(' ')
  return { ...rowOfText('bullet', text, row.line, known), wrapped }
}

/** `récit de droite` above `Provided by Le Figaro`: the name of a side, however small it begins. */
function isHeldBelow({ text, indented }: Row, below: Row | undefined): boolean {
  return (
    !indented && !text.endsWith(',') && isStrangeLabel(text) && /^\(?(?:as )?provided by\b/i.test(below?.text ?? '')
  )
}

/** `Left narrative,` and below it `as provided by DW. The text …`. */
function wholeHead(rows: readonly Row[], index: number, known: KnownOutlets): Row | undefined {
  const row = rows[index]
  if (row === undefined || row.kind !== 'other' || row.text.length > 200) return undefined
  if (row.side !== undefined && (row.side.form !== 'provided' || row.side.rest !== '')) return undefined
  let text = row.text
  const wrapped: Line[] = []
  for (const next of rows.slice(index + 1, index + 1 + MOST_OF_A_HEAD)) {
    if (!goesOn(text, next)) return undefined
    text = `${text} ${next.text}`
    wrapped.push({ line: next.line, text: next.text })
    const side = /provided by/i.test(text.slice(0, 200)) ? readSideHead(text, known) : undefined
    if (side?.form === 'provided' && side.rest !== '') return { ...rowOfText('other', text, row.line, known), wrapped }
  }
  return undefined
}
