import { bulletOf } from '../blocks.ts'
import { isCredit, isFurniture, isSplit } from '../chrome.ts'
import type { Line } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import { sectionNamed } from '../sections.ts'
import { endsSentence } from '../sentence.ts'
import { readDateLine } from './date-line.ts'
import { cutAtHeads } from './inline-head.ts'
import { plain, readSideHead, type SideHead } from './side-head.ts'
import { isTold } from './trailing.ts'

/** One line of a printed text, or a piece of it that begins with a head, and what it is by itself. */
export interface Row {
  /** Counted from 1. */
  readonly line: number
  /** Without bullet, heading signs and outer white space. */
  readonly text: string
  readonly indented: boolean
  kind: 'blank' | 'furniture' | 'date' | 'facts' | 'narratives' | 'forecast' | 'sources' | 'bullet' | 'title' | 'other'
  /** Of a bullet or another line that says something to its end: a sentence, or one with the outlets behind it. */
  readonly told?: 'sentence' | 'credited'
  /** Of a bullet or another line that could begin a narrative. */
  readonly side?: SideHead
  /** The lines below that the head of the side runs on over; they are no rows of their own. */
  readonly wrapped?: readonly Line[]
  /** Of a date line: `YYYY-MM-DD`. */
  readonly day?: string
}

/** Names what each line is by itself. */
export function rowsOf(lines: readonly string[], skip: number, known: KnownOutlets): Row[] {
  const rows = unwrapped(
    lines.slice(skip).flatMap((line, index) => rowsOfLine(line, skip + index + 1, known)),
    known,
  )
  markScales(rows)
  return rows
}

function rowsOfLine(given: string, line: number, known: KnownOutlets): Row[] {
  const whole = given.trim()
  const indented = /^(?: {2}|\t)/.test(given)
  const make = (kind: Row['kind'], text: string): Row => ({ line, text, indented, kind })
  if (whole === '' || /^[-*_=—]{3,}$/.test(whole)) return [make('blank', '')]
  const bullet = bulletOf(whole)
  const text = whole.slice(bullet.length)
  // A bullet with a picture's credit may be a caption or a fact, and who pasted it has to say which.
  if (bullet !== '' && isCredit(text)) return [make('other', whole)]
  if (isFurniture(whole)) return [make('furniture', whole)]
  if (/^sources?\s?:/i.test(text)) return [make('sources', text.slice(text.indexOf(':') + 1).trim())]
  if (bullet !== '') {
    if (text === '') return [make('blank', '')]
    return cutAtHeads(text).map((piece, index) => rowOfText(index === 0 ? 'bullet' : 'other', piece, line, known))
  }
  const section = whole.length > 60 ? undefined : sectionNamed(plain(whole))
  if (section === 'sources') return [make('sources', '')]
  if (section !== undefined && section !== 'updates') return [make(section, plain(whole))]
  const date = readDateLine(plain(whole.slice(0, 60)))
  if (date !== undefined && whole.length < 60) return [{ ...make('date', whole), ...date }]
  return cutAtHeads(whole).flatMap((piece, index) => rowsOfPiece(piece, line, index === 0 && indented, known))
}

/** `FACTS: text` is a head and a text. */
function rowsOfPiece(piece: string, line: number, indented: boolean, known: KnownOutlets): Row[] {
  const colon = piece.slice(0, 40).indexOf(':')
  const section = colon === -1 ? undefined : sectionNamed(piece.slice(0, colon))
  const rest = piece.slice(colon + 1).trim()
  if (section === 'sources') return [{ line, text: rest, indented, kind: 'sources' }]
  if (section === undefined || section === 'updates') return [{ ...rowOfText('other', piece, line, known), indented }]
  return [{ line, text: piece.slice(0, colon), indented, kind: section }, rowOfText('other', rest, line, known)]
}

function rowOfText(kind: 'bullet' | 'other', text: string, line: number, known: KnownOutlets): Row {
  const side = readSideHead(text, known)
  const told = endsSentence(text) ? 'sentence' : isTold(text, known) ? 'credited' : undefined
  return {
    line,
    text,
    indented: false,
    kind,
    ...(told === undefined ? {} : { told }),
    ...(side === undefined ? {} : { side }),
  }
}

/** How many lines the name of a side and its outlets may run over. */
const MOST_WRAPPED = 4

/** Joins the head of a side that is broken over lines: `- Left narrative,` and below it `as provided by DW. The text …`. */
function unwrapped(rows: readonly Row[], known: KnownOutlets): Row[] {
  const joined: Row[] = []
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    if (row === undefined) continue
    const found = wrappedSide(rows, index, known)
    joined.push(found ?? row)
    index += found?.wrapped?.length ?? 0
  }
  return joined
}

function wrappedSide(rows: readonly Row[], index: number, known: KnownOutlets): Row | undefined {
  const row = rows[index]
  if (row === undefined || (row.kind !== 'bullet' && row.kind !== 'other') || row.text.length > 200) return undefined
  if (row.side !== undefined && (row.side.form !== 'provided' || row.side.rest !== '')) return undefined
  let text = row.text
  const wrapped: Line[] = []
  for (const next of rows.slice(index + 1, index + 1 + MOST_WRAPPED)) {
    const goesOn = next.kind === 'other' && next.side === undefined && (next.indented || /^\p{Ll}/u.test(next.text))
    if (!goesOn) return undefined
    text = `${text} ${next.text}`
    wrapped.push({ line: next.line, text: next.text })
    const side = /provided by/i.test(text.slice(0, 200)) ? readSideHead(text, known) : undefined
    if (side?.form === 'provided' && side.rest !== '') return { ...row, text, side, wrapped }
  }
  return undefined
}

/**
 * `LEFT` and `RIGHT` below `Political split` are the ends of a scale, and so are they where no text follows; elsewhere they are
 * the names of sides.
 */
function markScales(rows: readonly Row[]): void {
  let scale = false
  const next = followers(rows)
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'blank') continue
    if (scale && /^\d{1,3}\s?%$/.test(row.text)) {
      row.kind = 'furniture'
      continue
    }
    const end = row.kind === 'other' && /^(?:left|right)$/i.test(row.text)
    const follower = next[index]
    const alone = end && row.text === row.text.toUpperCase() && (follower === undefined || !isText(follower))
    if (end && (scale || alone)) row.kind = 'furniture'
    scale = (row.kind === 'furniture' && isSplit(row.text)) || (end && (scale || alone))
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

function isText({ kind, side }: Row): boolean {
  return (kind === 'other' || kind === 'bullet') && side?.form !== 'alone'
}
