import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance } from '../../../src/core/library/distance.ts'

/** The definition, word for word: optimal string alignment. */
function byDefinition(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= left.length; row++) {
    const line = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      const costs = [rows[row - 1]![column]! + 1, line[column - 1]! + 1, rows[row - 1]![column - 1]! + (same ? 0 : 1)]
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      line.push(Math.min(...costs, swapped ? rows[row - 2]![column - 2]! + 1 : Number.POSITIVE_INFINITY))
    }
    rows.push(line)
  }
  return rows[left.length]![right.length]!
}

test('mistakes are counted as the definition has them, up to one more than the most that matter', () => {
  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ж', '東'), maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 28, maxLength: 38 }),
  )
  fc.assert(
    fc.property(word, word, fc.nat(3), (left, right, most) => {
      expect(distance(left, right, most)).toBe(Math.min(byDefinition(left, right), most + 1))
    }),
    { numRuns: 800 },
  )
})
