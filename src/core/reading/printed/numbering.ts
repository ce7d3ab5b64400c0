import { bulletOf } from '../blocks.ts'
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

interface Candidate {
  readonly index: number
  readonly n: number
  readonly length: number
}

/**
 * How long the numbers and dashes are that lists of facts or sides begin their lines with, by the index of the line. A number
 * before a full stop is one only among others that count on (`1.`, `2.`, or `1.`, `1.` as some sites copy them), without a head
 * between them: `1. FC Köln` begins a sentence, and `1. Senate Passes Bill` is a title.
 */
export function numberings(lines: readonly string[], skip: number, known: KnownOutlets): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>()
  let run: Candidate[] = []
  const close = (): void => {
    if (run.length > 1) for (const { index, length } of run) lengths.set(index, length)
    run = []
  }
  let sources = false
  for (let index = skip; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim()
    if (line === '') continue
    const match = MARKER.exec(line.slice(0, 40))
    if (match === null) {
      sources = line.length < LONGEST_LIST && SOURCES.test(line)
      if (sources || (run.length > 0 && isHead(line, known))) close()
      continue
    }
    if (sources && !SIDE.test(line.slice(0, 120))) continue
    sources = false
    const length = match[0].length
    if (match[1] === undefined) lengths.set(index, length)
    else {
      const n = Number(match[1])
      const last = run.at(-1)?.n
      if (last !== undefined && n !== last + 1 && !(n === 1 && last === 1)) close()
      if (run.length > 0 || n === 1) run.push({ index, n, length })
    }
  }
  close()
  return lengths.size > 0 ? lengths : dashes(lines, skip, known)
}

function isHead(line: string, known: KnownOutlets): boolean {
  if (sectionNamed(plain(line.slice(0, 60))) !== undefined) return true
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
