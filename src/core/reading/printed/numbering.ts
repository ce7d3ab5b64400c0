import { bulletOf } from '../blocks.ts'
import { isFurniture } from '../chrome.ts'
import type { KnownOutlets } from '../outlets.ts'
import { sectionNamed } from '../sections.ts'
import { endsSentence } from '../sentence.ts'
import { plain, readSideHead } from './side-head.ts'
import { readOutlets } from './trailing.ts'

/** `1. `, `1) `, `(1) `, `a) ` at the start of a line, with the white space behind it. */
const MARKER = /^(?:(\d{1,2})\.|\(?(?:\d{1,2}|[A-Za-z])\))\s+(?=\S)/
/** Sources may stand below their head, one to a line and with their numbers, which are kept. */
const SOURCES = /^(?:[#*_]{1,6}\s?)?(?:see )?sources?\s?[*_]{0,2}(?::(?!.*\.$)|$)/i
/** Longer lines are no head of a list that stands below it. */
const LONGEST_LIST = 2000
const SIDE = /\bnarrative\b|\bprovided by\b/i

const DASH = /^[—―]\s+(?=\S)/

/** `1. FC Köln`, `1. Mai`: numbers that are words of their sentence. */
const ORDINAL =
  /^1\.\s+(?:\p{Lu}{2,4}\b|Bundesliga|Liga|Platz|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)/u

interface Candidate {
  readonly index: number
  readonly n: number
  readonly length: number
}

/** Numbered lines that may be a list. */
interface Run {
  readonly numbered: Candidate[]
  /** The first stands right below a head of facts or narratives. */
  readonly headed: boolean
  /** Other lines stand between or below them, which do not run on from them. */
  mixed: boolean
}

/**
 * How long the numbers and dashes are that lists of facts or sides begin their lines with, by the index of the line. A number
 * before a full stop is one among others that count on (`1.`, `2.`, or `1.`, `1.` as some sites copy them), without a head
 * between them, or where it is the only line below a head: `1. FC Köln` begins a sentence, and `1. Senate Passes Bill` is a title.
 */
export function numberings(lines: readonly string[], skip: number, known: KnownOutlets): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>()
  let run: Run | undefined
  const close = (): void => {
    for (const { index, length } of run === undefined ? [] : listed(run, lines, known)) lengths.set(index, length)
    run = undefined
  }
  let sources = false
  let headed = false
  for (let index = skip; index < lines.length; index++) {
    const given = lines[index] ?? ''
    const line = given.trim()
    if (line === '') continue
    const match = MARKER.exec(line.slice(0, 40))
    if (match === null) {
      // `See sources` is a button between facts, or the head of a list.
      if (isFurniture(line)) {
        sources = SOURCES.test(line)
        continue
      }
      sources = line.length < LONGEST_LIST && SOURCES.test(line)
      headed = isHeadOfList(line)
      if (sources || (run !== undefined && isHead(line, known))) close()
      else if (run !== undefined && !/^(?: {2}|\t)/.test(given) && !/^\p{Ll}/u.test(line)) run.mixed = true
      continue
    }
    const n = Number(match[1] ?? 0)
    // A list of sources begins with 1.
    const counts = n > 1 && n - 1 === run?.numbered.at(-1)?.n
    if (sources && !counts && !SIDE.test(line.slice(0, 120))) {
      close()
      continue
    }
    sources = false
    const length = match[0].length
    if (match[1] === undefined) lengths.set(index, length)
    else {
      const last = run?.numbered.at(-1)?.n
      if (last !== undefined && n !== last + 1 && !(n === 1 && last === 1)) close()
      if (run === undefined && n === 1) run = { numbered: [], headed, mixed: false }
      run?.numbered.push({ index, n, length })
    }
    headed = false
  }
  close()
  return lengths.size > 0 ? lengths : dashes(lines, skip, known)
}

/** The lines of a run that a list begins with their numbers. */
function listed({ numbered, headed, mixed }: Run, lines: readonly string[], known: KnownOutlets): readonly Candidate[] {
  const textAt = ({ index }: Candidate): string => (lines[index] ?? '').trim()
  // Copied lists count 1, 1, 1, and so do sentences about clubs.
  if (numbered.length > 1)
    return numbered.every(({ n }) => n === 1) ? numbered.filter(one => !ORDINAL.test(textAt(one))) : numbered
  const [only] = numbered
  if (only === undefined || !headed) return []
  const line = textAt(only)
  const side = readSideHead(line.slice(only.length), known)
  if (SIDE.test(line.slice(0, 120)) || (side !== undefined && side.strength !== 'weak')) return numbered
  return mixed || ORDINAL.test(line) ? [] : numbered
}

function isHeadOfList(line: string): boolean {
  const section = sectionNamed(plain(line.slice(0, 60)))
  return section === 'facts' || section === 'narratives'
}

function isHead(line: string, known: KnownOutlets): boolean {
  if (sectionNamed(plain(line.slice(0, 60))) !== undefined || /^(?:\*{0,2}sources?\s?:|\[\^\d{1,4}\]:)/i.test(line))
    return true
  const side = bulletOf(line) === '' ? readSideHead(line, known) : undefined
  return side !== undefined && side.strength !== 'weak'
}

/** Dashes are bullets where nothing else is and all of them say something; below a fact they say whose words it is. */
function dashes(lines: readonly string[], skip: number, known: KnownOutlets): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>()
  for (let index = skip; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim()
    if (bulletOf(line) !== '') return new Map()
    const length = DASH.exec(line.slice(0, 60))?.[0].length
    if (length === undefined) continue
    const text = line.slice(length)
    if (!(endsSentence(text) || SIDE.test(text.slice(0, 120))) || readOutlets(text, known) !== undefined)
      return new Map()
    lengths.set(index, length)
  }
  return lengths.size > 1 ? lengths : new Map()
}
