import type { Line } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import { endsSentence } from '../sentence.ts'
import { readSideHead, type SideHead } from './side-head.ts'
import { isTold } from './trailing.ts'

/** One line of a printed text, or a piece of it that begins with a head, and what it is by itself. */
export interface Row {
  /** Counted from 1. */
  readonly line: number
  /** Without bullet, heading signs and outer white space. */
  readonly text: string
  readonly indented: boolean
  kind:
    | 'blank'
    | 'furniture'
    | 'date'
    | 'facts'
    | 'narratives'
    | 'forecast'
    | 'sources'
    | 'footnote'
    | 'bullet'
    | 'title'
    | 'other'
  /** Of a bullet or another line that says something to its end: a sentence, or one with the outlets behind it. */
  readonly told?: 'sentence' | 'credited'
  /** Of a bullet or another line that could begin a narrative. */
  side?: SideHead
  /** The lines below that it runs on over; their words are in its text, and they are no rows of their own. */
  readonly wrapped?: readonly Line[]
  /** A piece of its line behind the first, which goes back to it where it opens nothing. */
  readonly cut?: boolean
  /** Of a date line: `YYYY-MM-DD`. */
  readonly day?: string
  /** Of a source that stands as a footnote, `[^3]: DW`. */
  readonly n?: number
}

/** A row of text, with what its words tell. */
export function rowOfText(kind: 'bullet' | 'other', text: string, line: number, known: KnownOutlets): Row {
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
