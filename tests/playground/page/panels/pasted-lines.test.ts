import { expect, test } from 'vitest'
import { linesWithProblems } from '../../../../src/playground/page/panels/pasted-lines.ts'

const problem = (line: number, message = `About ${line}`) => ({ file: 'pasted text', line, message })
const numbered = (length: number) => Array.from({ length }, (_, n) => `Line ${n + 1}`).join('\n')

test('a short text is shown whole, each problem beside its line', () => {
  const rows = linesWithProblems('One\nTwo\nThree', [problem(2), problem(2, 'And more')])
  expect(rows).toEqual([
    { kind: 'line', line: 1, text: 'One', problems: [] },
    { kind: 'line', line: 2, text: 'Two', problems: ['About 2', 'And more'] },
    { kind: 'line', line: 3, text: 'Three', problems: [] },
  ])
})

test('of a long text only what is near a problem is shown, and the rest is said to be left out', () => {
  const rows = linesWithProblems(numbered(500), [problem(100), problem(103)])
  const short = rows.map(row => (row.kind === 'gap' ? `${row.from}-${row.to}` : row.line))
  expect(short).toEqual(['1-97', 98, 99, 100, 101, 102, 103, 104, 105, '106-500'])
})

test('a problem of a line that is not there stands at the last one', () => {
  expect(linesWithProblems('One', [problem(9)])).toEqual([
    { kind: 'line', line: 1, text: 'One', problems: ['About 9'] },
  ])
})

test('a text of which nothing is understood does not flood the page', () => {
  const every = Array.from({ length: 5_000 }, (_, n) => problem(n + 1))
  expect(linesWithProblems(numbered(5_000), every).length).toBeLessThanOrEqual(1_001)
})
