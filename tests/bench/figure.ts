/** One line of the table. Numbers are in `unit`; `goal` is met by what is not above it. */
export interface Figure {
  readonly name: string
  /** Nothing where things are counted; `x` is a multiple. */
  readonly unit: 'ms' | 's' | 'MB' | 'x' | ''
  readonly measured: number
  readonly goal?: number
  /** The same with the bare SDK in place of the bot. */
  readonly bare?: number
}

const DIGITS = { ms: 1, s: 2, MB: 0, x: 2, '': 0 } as const

/** The value that `share` (0 to 1) of all values do not exceed, by nearest rank; throws without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new Error('Nothing was measured.')
  return found
}

export function isMissed({ measured, goal }: Figure): boolean {
  return goal !== undefined && measured > goal
}

/** A Markdown table, so that it can be pasted into docs/performance.md as it is. */
export function table(figures: readonly Figure[]): string {
  const head = ['Figure', 'Goal', 'Measured', 'Met', 'Bare SDK']
  const rows = figures.map(figure => [
    figure.name,
    written(figure.goal, figure.unit),
    written(figure.measured, figure.unit),
    figure.goal === undefined ? '' : isMissed(figure) ? 'NO' : 'yes',
    written(figure.bare, figure.unit),
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => pad(cell, widths[at] ?? 0, at)).join(' | ')} |`
  const rule = `|${widths.map((width, at) => '-'.repeat(width + 1) + (at === 0 ? '-' : ':')).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

/** A section of docs/performance.md as it is to be pasted: what was measured, how it is measured again, where and when. */
export function section(title: string, part: string, measured: string, figures: readonly Figure[]): string {
  return `## ${title}\n\n\`npm run bench -- ${part}\`, ${measured}\n\n${table(figures)}`
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width)
}

function written(value: number | undefined, unit: Figure['unit']): string {
  return value === undefined ? '' : `${value.toFixed(DIGITS[unit])} ${unit}`.trimEnd()
}
