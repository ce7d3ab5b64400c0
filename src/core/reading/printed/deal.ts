import type { KnownOutlets } from '../outlets.ts'
import { endsSentence } from '../sentence.ts'
import { isCited } from './ahead.ts'
import { beginningsOf } from './beginning.ts'
import { dealFootnote, dealSource } from './deal-source.ts'
import { begin, beginSide, type Dealing, enter, linesOf, type Pile, type PrintedSide, runsOn, stray } from './pile.ts'
import type { Row } from './row.ts'
import { readHolders } from './side-head.ts'
import { seemsToName } from './strange-label.ts'
import { isHeadline, repeats, titleOf } from './title.ts'
import { readOutlets } from './trailing.ts'

/** Deals the rows of a text out to its stories; a row that has no place is a stray. */
export function pilesOf(rows: readonly Row[], known: KnownOutlets): Pick<Dealing, 'piles' | 'strays' | 'nameless'> {
  const beginnings = beginningsOf(rows)
  const dealing: Dealing = {
    piles: [],
    strays: [],
    nameless: [],
    known,
    section: 'closed',
    unnamed: false,
    narrativesAhead: false,
  }
  const ahead = narrativesAhead(rows)
  for (const [index, row] of rows.entries()) {
    dealing.narrativesAhead = ahead[index] ?? false
    const beginning = beginnings.get(row)
    if (beginning !== undefined) begin(row.line, titleIn(row), beginning === 'title', dealing)
    deal(row, rows[index + 1], dealing)
  }
  return dealing
}

/** Also of a head without a title above it, which has none. */
function titleIn(row: Row): string {
  return row.kind === 'title' ? (titleOf({ ...row, kind: 'other' }) ?? row.text) : ''
}

function narrativesAhead(rows: readonly Row[]): boolean[] {
  const ahead: boolean[] = []
  let seen = false
  for (let index = rows.length - 1; index >= 0; index--) {
    ahead[index] = seen
    const kind = rows[index]?.kind
    if (kind === 'narratives') seen = true
    else if (kind === 'facts' || kind === 'title') seen = false
  }
  return ahead
}

function deal(row: Row, next: Row | undefined, dealing: Dealing): void {
  const pile = dealing.piles.at(-1)
  switch (row.kind) {
    case 'blank':
    case 'furniture':
      // A list of sources below a head of its own may stand after a blank line.
      if (dealing.open !== pile?.sources || !isBlank(pile)) dealing.open = undefined
      return
    case 'date':
      dealDate(row, pile, dealing)
      return
    case 'title':
      return
    case 'facts':
    case 'narratives':
      if (dealing.section !== 'lost') dealing.section = row.kind
      dealing.unnamed = false
      dealing.open = undefined
      return
    case 'forecast':
      if (pile === undefined) stray(row, dealing)
      else if (dealing.section !== 'lost') dealing.section = 'forecasts'
      dealing.open = undefined
      return
    case 'footnote':
      if (pile === undefined) stray(row, dealing)
      else dealFootnote(row, pile, dealing)
      return
    case 'sources':
    case 'bullet':
    case 'other':
      if (pile === undefined) stray(row, dealing)
      else if (!dealSource(row, pile, dealing)) dealText(row, next, pile, dealing)
      return
  }
}

function isBlank(pile: Pile | undefined): boolean {
  return pile?.sources?.lines.length === 1 && pile.sources.lines[0]?.text === ''
}

/** Above a title it dates every story below; below a title, the story of that title. */
function dealDate(row: Row, pile: Pile | undefined, dealing: Dealing): void {
  dealing.open = undefined
  if (row.day === undefined) {
    stray(row, dealing)
    return
  }
  const started = pile !== undefined && pile.facts.length + pile.sides.length + pile.forecasts.length > 0
  if (pile === undefined || started) dealing.date = row.day
  else pile.date = row.day
}

function dealText(row: Row, next: Row | undefined, pile: Pile, dealing: Dealing): void {
  const { open, section } = dealing
  if (mayBeTitle(row, pile, dealing)) {
    stray(row, dealing)
    dealing.section = 'lost'
    return
  }
  if (row.side !== undefined && isSide(row, pile, dealing)) {
    if (isOfLostStory(row.side.label, pile, dealing)) {
      if (dealing.unnamed) dealUnnamed(row, pile, dealing)
      else stray(row, dealing)
      dealing.section = 'lost'
      return
    }
    beginSide(row, row.side, pile, dealing)
    return
  }
  // What dealSource has left is no part of the list, however it is printed.
  if (open !== undefined && open === pile.sources) {
    stray(row, dealing)
    return
  }
  if (section === 'narratives' && (dealing.unnamed || beginsUnnamed(row, dealing))) {
    dealUnnamed(row, pile, dealing)
    return
  }
  if (row.cut === true && open !== undefined) {
    open.lines.push({ line: row.line, text: row.text })
    return
  }
  const side = section === 'narratives' ? pile.sides.at(-1) : undefined
  if (side !== undefined && dealBelowName(row, next, side, dealing)) return
  if (row.kind === 'other' && repeats(row.text, pile.title)) {
    dealing.open = undefined
    return
  }
  if (row.kind === 'other' && open !== undefined && isCredit(row, side, open, dealing)) return
  if (row.kind === 'other' && open !== undefined && runsOn(open, row)) {
    open.lines.push({ line: row.line, text: row.text })
    return
  }
  dealWhole(row, next, side, pile, dealing)
}

/** A name that is not known, where the line above does not run on into it. */
function beginsUnnamed(row: Row, { open, known }: Dealing): boolean {
  if (!seemsToName(row, known)) return false
  return row.cut === true || open === undefined || !runsOn(open, row)
}

/** Nobody can tell whose words these are. */
function dealUnnamed(row: Row, pile: Pile, dealing: Dealing): void {
  dealing.unnamed = true
  if (!pile.headless) {
    dealing.nameless.push(...linesOf(row))
    dealing.open = undefined
    return
  }
  stray(row, dealing)
  // Facts below sides are those of a story whose title was not told.
  if (isCited(row)) dealing.section = 'lost'
}

/** A row that begins a text, or has no place. */
function dealWhole(row: Row, next: Row | undefined, side: PrintedSide | undefined, pile: Pile, dealing: Dealing): void {
  const bullet = row.kind === 'bullet'
  switch (dealing.section) {
    case 'facts':
      // Whether a line without a bullet is a fact depends on the other facts; `facts.ts` decides.
      if (bullet || row.told !== undefined || isBrokenOff(row, next)) enter(row, pile.facts, dealing)
      else stray(row, dealing)
      return
    case 'narratives':
      // Under a name on a line of its own, several bullets are several paragraphs.
      if (bullet && side?.texts[0]?.bullet === true && side.line !== side.texts[0].lines[0]?.line) {
        enter(row, side.texts, dealing)
      } else if (bullet || (pile.sides.length === 0 && !pile.headless)) {
        // Kept open, so that the lines it runs on over are named with it.
        dealing.nameless.push(...linesOf(row))
        dealing.open = { lines: dealing.nameless, bullet, credits: [] }
      } else {
        stray(row, dealing)
        // Facts below sides are those of a story whose title was not told.
        if (pile.headless && isCited(row)) dealing.section = 'lost'
      }
      return
    case 'forecasts':
      if (pile.forecasts.length === 0 || bullet) enter(row, pile.forecasts, dealing)
      else stray(row, dealing)
      return
    case 'closed':
    case 'lost':
      stray(row, dealing)
      return
  }
}

/** `Anti-Tax Bill Fails` among sides of a story without heads names a side, or it is the title of the next story. */
function mayBeTitle({ side, kind, text }: Row, { headless }: Pile, { section }: Dealing): boolean {
  const said = section === 'narratives' || section === 'forecasts'
  if (!headless || !said || kind !== 'other' || side?.form !== 'alone') return false
  return side.strength === 'weak' && text.split(' ').length > 2 && isHeadline(text)
}

/** `LEFT` again below lines without a place: a story began there untold, and this is no side of the one before. */
function isOfLostStory(label: string, { sides }: Pile, { strays, nameless }: Dealing): boolean {
  const stray = Math.max(strays.at(-1)?.line ?? 0, nameless.at(-1)?.line ?? 0)
  const last = sides.at(-1)?.line ?? 0
  return stray > last && sides.some(side => side.label.toLowerCase() === label.toLowerCase())
}

/** Whether a row that begins with a label begins a side here: in the facts only what cannot be the start of a fact. */
function isSide({ kind, side, text }: Row, pile: Pile, { section, narrativesAhead }: Dealing): boolean {
  if (side === undefined || section === 'lost') return false
  if (section === 'narratives') return side.strength !== 'weak' || side.form !== 'stop'
  if (side.doubtful === true) return false
  if (side.form === 'provided') return true
  if (side.strength === 'weak') return false
  const capitals = side.label === side.label.toUpperCase()
  if (narrativesAhead && section === 'facts') return capitals && side.form === 'colon' && kind === 'other'
  if (side.strength === 'strong') return true
  return side.form === 'alone' || (side.form === 'colon' && (capitals || pile.sides.length > 0 || !/\d$/.test(text)))
}

/** The lines below a name on a line of its own: who holds it, then the text. */
function dealBelowName(row: Row, next: Row | undefined, side: PrintedSide, dealing: Dealing): boolean {
  if (side.texts.length > 0) return false
  const held = side.providers.length === 0 ? readHolders(row.text, dealing.known) : undefined
  const names = held?.providers ?? (side.providers.length === 0 ? readOutlets(row.text, dealing.known) : undefined)
  if (names !== undefined) {
    side.providers.push(...names)
    if (held !== undefined && held.rest !== '') enter(row, side.texts, dealing, held.rest)
    return true
  }
  if (row.kind !== 'bullet' && row.told === undefined && !isBrokenOff(row, next)) return false
  enter(row, side.texts, dealing)
  return true
}

/** Whether a line is the first of a wrapped text: the next one goes on in lower case. */
function isBrokenOff(row: Row, next: Row | undefined): boolean {
  if (next?.kind !== 'other' || next.side !== undefined) return false
  return /^\p{Ll}/u.test(next.text) ? row.text.includes(' ') : row.text.length > 30 && /^\d/.test(next.text)
}

/** A line below a text that holds outlets only: the sources of a fact, or who holds a side. */
function isCredit(
  row: Row,
  side: PrintedSide | undefined,
  open: NonNullable<Dealing['open']>,
  dealing: Dealing,
): boolean {
  if (dealing.section === 'forecasts') return false
  // Not behind a bullet that names no side.
  if (open.lines === dealing.nameless) return false
  const names = readOutlets(row.text, dealing.known)
  if (names === undefined || !endsSentence(open.lines.at(-1)?.text ?? '')) return false
  if (side === undefined) open.credits.push({ line: row.line, text: row.text })
  else if (side.providers.length === 0) side.providers.push(...names)
  else return false
  return true
}
