import { isSeen } from '../story/visible.ts'

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const words = new Intl.Segmenter('en', { granularity: 'word' })
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const ABBREVIATIONS =
  'Mr Mrs Ms Messrs Dr Prof Pres Sen Sens Rep Reps Gov Govs Gen Col Maj Lt Capt Cmdr Cpl Adm Sgt Pvt Rev Hon Fr Sr Jr St Ste Mt Ft ' +
  'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun ' +
  'Inc Corp Co Cos Ltd Bros Univ Assn Assoc Dept Div Natl Intl Ave Blvd Rd Sq Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind ' +
  'Kan Ky La Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo approx art ca cf ch ed eds est et etc fig ' +
  'figs nos p pp par pt sec vol vols vs v Sra Srta Dra Mme Mlle Nr bzw ca Mio Mrd Tsd'
/** `Pres.`, `U.S.`, `a.m.`, `No. 5`: stops after which a sentence may well go on. A stop more that is taken for one costs nothing. */
const OPEN_STOP = new RegExp(
  `(?:^|[\\s(\\[“"‘'—–-])(?:(?:\\p{L}\\.)+|(?:${ABBREVIATIONS.replaceAll(' ', '|')})\\.)["”’')\\]]*\\s*$`,
  'u',
)
const NUMBER_NEXT = /(?:^|\s)Nos?\.\s*$/u
/** `am 3. Oktober` */
const ORDINAL = /(?:^|\s)\d{1,2}\.\s+$/u
/** What was quoted ends, and the sentence goes on: `「そうだ。」と述べた`, `“Why?” he asked`. */
const QUOTED = /[”"’'»」』]\s*$/u
const GOES_ON = /^[\p{Ll}\p{Script=Hiragana}]/u

/** Where a text may be cut. */
export type Cut = 'anywhere' | 'between-sentences'

/**
 * Splits a text in two so that `fits(head)` holds and the head is as long as it can be: after a sentence if any sentence
 * fits, else, where it may be cut anywhere, after a word, else after a grapheme. Undefined when nothing fits. Only white space
 * at the cut is dropped; an isolate that the cut divides is closed before it and opened again after it.
 */
export function splitText(
  text: string,
  fits: (head: string) => boolean,
  cut: Cut = 'anywhere',
): { readonly head: string; readonly rest: string } | undefined {
  const first = text.length - text.trimStart().length
  const last = text.trimEnd().length
  const kinds = cut === 'anywhere' ? [sentenceEnds, wordEnds, graphemeEnds] : [sentenceEnds]
  const most = firstTooLong(text, fits)
  const looked = text.slice(0, most + LOOK_AHEAD)
  for (const ends of kinds) {
    const within = ends(looked).filter(at => at > first && at < last && at <= most)
    const end = lastFitting(within, at => fits(text.slice(0, at).trimEnd()))
    if (end !== undefined) return apart(text.slice(0, end).trimEnd(), text.slice(end).trimStart())
  }
  return undefined
}

/** More that are open at once are no writing, and would take the room of the words after every cut. */
const MOST_OPEN = 8

/** What keeps words of another direction to themselves holds on both sides of the cut. */
function apart(head: string, rest: string): { readonly head: string; readonly rest: string } {
  const open = openIsolates(head)
  // Of a head without words the rest would be no shorter than the text was.
  if (open === '' || open.length > MOST_OPEN || !isSeen(head)) return { head, rest }
  return { head: head + '\u2069'.repeat(open.length), rest: open + rest }
}

function openIsolates(text: string): string {
  return Array.from(text.matchAll(/[\u2066-\u2069]/gu), ([mark]) => mark).reduce(
    (open, mark) => (mark === '\u2069' ? open.slice(0, -1) : open + mark),
    '',
  )
}

/** What may go into a message is a small part of a long text: the rest is not looked at again for each message. */
const FIRST_LOOK = 1_000
/** Where a sentence ends depends on what follows. */
const LOOK_AHEAD = 400

/** A length that is too long already, or the text's. */
function firstTooLong(text: string, fits: (head: string) => boolean): number {
  let length = FIRST_LOOK
  while (length < text.length && fits(text.slice(0, length).trimEnd())) length *= 2
  return Math.min(length, text.length)
}

function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = []
  for (const { index, segment } of sentences.segment(text)) {
    const end = index + segment.length
    const before = text.slice(Math.max(0, end - 40), end)
    const after = text.slice(end, end + 2)
    const open =
      OPEN_STOP.test(before) ||
      ORDINAL.test(before) ||
      (NUMBER_NEXT.test(before) && /^\d/u.test(after)) ||
      (QUOTED.test(before) && GOES_ON.test(after))
    if (end < text.length && !open) ends.push(end)
  }
  return ends
}

function wordEnds(text: string): readonly number[] {
  const ends: number[] = []
  // After a space where the script has spaces; the segmenter's own boundaries would part "don" from "’t," at a comma.
  for (const { index, segment } of words.segment(text)) {
    if (/^\s+$/u.test(segment) && index > 0) ends.push(index + segment.length)
  }
  return ends
}

function graphemeEnds(text: string): readonly number[] {
  const ends: number[] = []
  for (const { index } of graphemes.segment(text)) if (index > 0) ends.push(index)
  return ends
}

/** The greatest of the ascending `ends` that fits, by halving: what fits, fits when shorter. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | undefined {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    const end = ends[middle]
    if (end !== undefined && fits(end)) low = middle + 1
    else high = middle
  }
  return low === 0 ? undefined : ends[low - 1]
}
