import { bulletOf } from '../blocks.ts'
import { isCredit, isFurniture } from '../chrome.ts'
import type { KnownOutlets } from '../outlets.ts'
import { sectionNamed } from '../sections.ts'
import { endsCited } from '../sentence.ts'
import { readDateLine } from './date-line.ts'
import { footnoteRow } from './footnote.ts'
import { cutAtHeads } from './inline-head.ts'
import { numberings } from './numbering.ts'
import { type Row, rowOfText } from './row.ts'
import { markScales } from './scale.ts'
import { plain } from './side-head.ts'
import { nameStrangeSides } from './strange-label.ts'
import { joinWrapped } from './wrapping.ts'

const MARKS = /^(?:\[\^[^\]\s]{1,20}\]\s?){1,20}$/

/** Names what each line is by itself. */
export function rowsOf(lines: readonly string[], skip: number, known: KnownOutlets): Row[] {
  const single: Row[] = []
  const numbered = numberings(lines, skip, known)
  for (let index = skip; index < lines.length; index++) {
    for (const row of rowsOfLine(lines[index] ?? '', index + 1, numbered.get(index) ?? 0, known)) {
      // One blank line says as much as many.
      if (row.kind !== 'blank' || single.at(-1)?.kind !== 'blank') single.push(row)
    }
  }
  const rows = joinWrapped(single, known)
  markScales(rows)
  nameStrangeSides(rows, known)
  return rows
}

/** `numbering` is the length of the number that begins it as a part of a list. */
function rowsOfLine(given: string, line: number, numbering: number, known: KnownOutlets): Row[] {
  const whole = given.trim()
  if (whole === '' || /^[-*_=—]{3,}$/.test(whole)) return [{ line, text: '', indented: false, kind: 'blank' }]
  const footnote = footnoteRow(whole, line)
  if (footnote !== undefined) return [footnote]
  const indented = /^(?: {2}|\t)/.test(given)
  const make = (kind: Row['kind'], text: string): Row => ({ line, text, indented, kind })
  const bullet = bulletOf(whole) || whole.slice(0, numbering)
  const text = whole.slice(bullet.length)
  // A bullet with a picture's credit may be a caption or a fact, and who pasted it has to say which.
  if (bullet !== '' && isCredit(text)) return [make('other', whole)]
  // A number that cites a source for nothing.
  if (MARKS.test(text)) return [make('other', whole)]
  if (isFurniture(whole)) return [make('furniture', whole)]
  if (/^\*{0,2}sources?\s?:/i.test(text) && !isToldBySources(bullet, text)) {
    return [
      make(
        'sources',
        text
          .slice(text.indexOf(':') + 1)
          .replace(/^\*{1,2}/, '')
          .trim(),
      ),
    ]
  }
  if (bullet !== '') {
    if (text === '') return [make('blank', '')]
    const [first = '', ...rest] = cutAtHeads(text)
    return [
      rowOfText('bullet', first, line, known),
      ...rest.flatMap(piece => rowsOfPiece(piece, { line, indented: false, cut: true }, known)),
    ]
  }
  const section = whole.length > 60 ? undefined : sectionNamed(plain(whole))
  if (section === 'sources') return [make('sources', '')]
  if (section !== undefined && section !== 'updates') return [make(section, plain(whole))]
  const date = readDateLine(plain(whole.slice(0, 60)))
  if (date !== undefined && whole.length < 60) return [{ ...make('date', whole), ...date }]
  const [first = '', ...rest] = cutAtHeads(whole)
  return [
    ...rowsOfPiece(first, { line, indented, cut: false }, known),
    ...rest.flatMap(piece => rowsOfPiece(piece, { line, indented: false, cut: true }, known)),
  ]
}

/** `- Sources: two aides said it was close.1` is a fact, and no list. */
function isToldBySources(bullet: string, text: string): boolean {
  return bullet !== '' && !/:\*{0,2}\s*[[(]?[\d¹]/.test(text.slice(0, 40)) && endsCited(text)
}

/** `FACTS: text` is a head and a text. */
function rowsOfPiece(piece: string, { line, indented, cut }: PieceOf, known: KnownOutlets): Row[] {
  const colon = piece.slice(0, 40).indexOf(':')
  const section = colon === -1 ? undefined : sectionNamed(piece.slice(0, colon))
  const rest = piece.slice(colon + 1).trim()
  if (section === 'sources') return [{ line, text: rest, indented, kind: 'sources' }]
  if (section === undefined || section === 'updates') {
    return [{ ...rowOfText('other', piece, line, known), indented, ...(cut ? { cut } : {}) }]
  }
  const head: Row = { line, text: piece.slice(0, colon), indented, kind: section }
  return rest === '' ? [head] : [head, rowOfText('other', rest, line, known)]
}

interface PieceOf {
  readonly line: number
  readonly indented: boolean
  /** It is not the first of its line. */
  readonly cut: boolean
}
