// Tab stays, because it separates words, and so do line feeds: they are what lines are told by.
const UNPRINTABLE = /[^\P{Cc}\t\n]|\u00ad/gu
const NO_BREAK_SPACE = /[\u00a0\u2007\u202f]/g

/**
 * The lines of a text as people see them: byte-order mark, soft hyphens and control characters taken out, no-break spaces
 * made plain, broken surrogates replaced. Line 1 is at index 0, whatever ended the lines.
 */
export function linesOf(text: string): string[] {
  const start = text.startsWith('\ufeff') ? 1 : 0
  return text
    .slice(start)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNPRINTABLE, '')
    .replace(NO_BREAK_SPACE, ' ')
    .split('\n')
}

/** Says what is wrong on a line (counted from 1) and what to do about it. */
export type Report = (line: number, message: string) => void

export interface Line {
  /** Counted from 1. */
  readonly line: number
  readonly text: string
}

/** The start of a text, for a message: `"The harbor authority said that crews…"`. */
export function quoted(text: string): string {
  const start = text.trim()
  return start.length <= 60 ? `"${start}"` : `"${start.slice(0, 57).toWellFormed().trimEnd()}…"`
}

/** One problem for each run of neighbouring lines, blank lines between them included. */
export function reportStrays(strays: readonly Line[], lines: readonly string[], advice: string, report: Report): void {
  let first: Line | undefined
  let last: Line | undefined
  for (const stray of strays) {
    if (first !== undefined && last !== undefined && !onlyBlank(lines, last.line, stray.line)) {
      reportRun(first, last, advice, report)
      first = stray
    }
    first ??= stray
    last = stray
  }
  if (first !== undefined && last !== undefined) reportRun(first, last, advice, report)
}

function reportRun(first: Line, last: Line, advice: string, report: Report): void {
  const what = first.line === last.line ? quoted(first.text) : `From ${quoted(first.text)} to line ${last.line}: this`
  report(first.line, `${what} is not read. ${advice}`)
}

function onlyBlank(lines: readonly string[], after: number, before: number): boolean {
  for (let line = after + 1; line < before; line++) if (lines[line - 1]?.trim() !== '') return false
  return true
}

/** The last line before `before` that holds more than white space, at least `from`. */
export function lastWritten(lines: readonly string[], from: number, before: number): number {
  let line = before - 1
  while (line > from && lines[line - 1]?.trim() === '') line -= 1
  return Math.max(line, from)
}
