import type { Trouble } from '../protocol.ts'

/** A line of a text with what is to be said of it, or a stretch of lines that is left out. */
export type Row =
  | { readonly kind: 'line'; readonly line: number; readonly text: string; readonly problems: readonly string[] }
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }

/** A short text is shown whole; of a long one only what is near a problem. */
const WHOLE = 120
const NEAR = 2
const MOST_SHOWN = 1_000

/** The text's lines from 1, each with its problems. A problem of a line that is not there stands at the last one. */
export function linesWithProblems(text: string, problems: readonly Trouble[]): readonly Row[] {
  const lines = text.split('\n')
  const said = new Map<number, string[]>()
  for (const { line, message } of problems) {
    const at = Math.min(Math.max(line, 1), lines.length)
    said.set(at, [...(said.get(at) ?? []), message])
  }
  const rows: Row[] = []
  let gap: { readonly from: number; to: number } | undefined
  for (const [index, content] of lines.entries()) {
    const line = index + 1
    if ((lines.length <= WHOLE || isNear(line, said)) && rows.length < MOST_SHOWN) {
      if (gap !== undefined) rows.push({ kind: 'gap', ...gap })
      gap = undefined
      rows.push({ kind: 'line', line, text: content, problems: said.get(line) ?? [] })
    } else if (gap === undefined) gap = { from: line, to: line }
    else gap.to = line
  }
  return gap === undefined ? rows : [...rows, { kind: 'gap', ...gap }]
}

function isNear(line: number, said: ReadonlyMap<number, unknown>): boolean {
  for (let at = line - NEAR; at <= line + NEAR; at++) if (said.has(at)) return true
  return false
}
