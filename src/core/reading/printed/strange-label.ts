import { isStrangeLabel } from '../labels.ts'
import { isKnownOutlet, type KnownOutlets } from '../outlets.ts'
import { isCited, isSilent } from './ahead.ts'
import type { Row } from './row.ts'
import { plain, readHolders } from './side-head.ts'
import { isHeadline, titleOf } from './title.ts'

/** How many rows below a name its text is looked for. */
const FARTHEST = 10
/** `GAUCHE: …` */
const CAPITALS =
  /^(?=[^:]{0,40}\p{Lu}{3})(?:[\p{Lu}\p{M}\d&'’\u2010-\u2015-]{1,30} ){0,3}[\p{Lu}\p{M}\d&'’\u2010-\u2015-]{1,30}:\s/u

/**
 * Gives a side to names of sides in words that nobody here knows, as other languages have them, where their place tells what they
 * are: above `Provided by`, or, below a head of narratives, two or more of them alone between blank lines, each above its text.
 */
export function nameStrangeSides(rows: readonly Row[], known: KnownOutlets): void {
  const ends = endsOf(rows)
  let section: 'facts' | 'narratives' | undefined
  // Without heads, sides stand below what the story says first.
  let said = false
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'facts' || row.kind === 'narratives') section = row.kind
    if (row.kind === 'narratives') {
      const end = ends[index] ?? rows.length
      nameAlone(rows.slice(index + 1, end), rows[end], known)
    }
    said ||= row.kind === 'bullet' || row.kind === 'sources' || (row.kind === 'other' && isCited(row))
    const inside = section === 'narratives' || (section === undefined && said)
    if (inside && isNamed(row, known) && isHeld(rows, index, section !== undefined, known)) nameSide(row)
  }
}

/** For each row where the section ends that begins below it. */
function endsOf(rows: readonly Row[]): readonly number[] {
  const ends: number[] = []
  let end = rows.length
  for (let index = rows.length - 1; index >= 0; index--) {
    ends[index] = end
    if (isEnd(rows[index]?.kind)) end = index
  }
  return ends
}

function isEnd(kind: Row['kind'] | undefined): boolean {
  return kind === 'facts' || kind === 'narratives' || kind === 'forecast' || kind === 'sources' || kind === 'footnote'
}

/** Names that stand alone between blank lines, where no others are and the section begins with one; `end` is the head below. */
function nameAlone(rows: readonly Row[], end: Row | undefined, known: KnownOutlets): void {
  const written = rows.filter(row => !isSilent(row))
  if (written.some(({ kind, side }) => kind === 'bullet' || (side !== undefined && side.strength !== 'weak'))) return
  const alone = rows.filter((_, index) => isAlone(rows, index, known))
  // Above the head of the next story stands its title, perhaps with a sentence between them.
  const last = written.at(-1)
  const begins = end?.kind === 'facts' || end?.kind === 'narratives'
  const titled = begins && last !== undefined && titleOf(last) === undefined
  const names = titled ? alone.slice(0, -1) : alone
  if (names.length < 2 || written[0] !== names[0]) return
  for (const row of names) nameSide(row)
}

function isAlone(rows: readonly Row[], index: number, known: KnownOutlets): boolean {
  const row = rows[index]
  if (row === undefined || !isNamed(row, known) || !/^[\p{Lu}\p{Lo}]/u.test(plain(row.text))) return false
  const above = rows[index - 1]
  const apart = above === undefined || isSilent(above) || above.told === 'sentence'
  if (!apart || rows[index + 1]?.kind !== 'blank') return false
  const text = rows.slice(index + 1, index + FARTHEST).find(next => !isSilent(next))
  return text?.kind === 'other' && text.told === 'sentence' && !isCited(text)
}

/** Whether a row could be the name of a side. */
function isNamed({ kind, text, side, told }: Row, known: KnownOutlets): boolean {
  if (kind !== 'other' || told !== undefined || (side !== undefined && side.strength !== 'weak')) return false
  const label = labelIn(text)
  if (!isStrangeLabel(label) || isKnownOutlet(label, known)) return false
  return label.split(' ').length <= 3 || !isHeadline(label)
}

/** Whether below the row stands who holds it, and then the text; without heads, a text that cites is a fact of the next story. */
function isHeld(rows: readonly Row[], index: number, headed: boolean, known: KnownOutlets): boolean {
  const [holders, text] = rows.slice(index + 1, index + 6).filter(row => !isSilent(row))
  const held = holders?.kind === 'other' ? readHolders(holders.text, known) : undefined
  if (held === undefined) return false
  if (held.rest !== '') return true
  return (text?.kind === 'other' || text?.kind === 'bullet') && text.told !== undefined && (headed || !isCited(text))
}

function nameSide(row: Row): void {
  row.side = { label: labelIn(row.text), strength: 'strong', form: 'alone', providers: [], rest: '' }
}

function labelIn(text: string): string {
  return plain(text).replace(/:$/, '').trim()
}

/** Whether a row among narratives seems to name a side in words that are not known: `Récit de droite`, `DROITE: …`. */
export function seemsToName({ kind, text, told }: Row, known: KnownOutlets): boolean {
  if (kind !== 'other') return false
  if (CAPITALS.test(text.slice(0, 140))) return true
  const label = labelIn(text)
  return told === undefined && isStrangeLabel(label) && !isKnownOutlet(label, known)
}
