import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  change,
  emptyTable,
  partFor,
  placeOf,
  removeAt,
  type Table,
  valueAt,
} from '../../../src/core/library/table.ts'

function valuesOf(table: Table, hash: number): readonly number[] {
  const part = partFor(table, hash)
  const found: number[] = []
  for (let at = placeOf(part, hash); at >= 0; at = placeOf(part, hash, at)) found.push(valueAt(part, at))
  return found.sort((a, b) => a - b)
}

test('a table holds what was added and not removed, also where many share a place', () => {
  // Few parts and few places, so that every way of lying beside another one comes up.
  const hash = fc
    .tuple(fc.nat(1), fc.nat(9), fc.nat(2))
    .map(([part, place, far]) => part + place * 64 + far * 4_096 * 64)
  const step = fc.record({ hash, value: fc.nat(3), remove: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), steps => {
      const table = emptyTable()
      const expected = new Map<number, number[]>()
      for (const { hash, value, remove } of steps) {
        const values = expected.get(hash) ?? []
        expected.set(hash, values)
        if (!remove) {
          add(table, hash, value)
          values.push(value)
          continue
        }
        const part = partFor(table, hash)
        let at = placeOf(part, hash)
        while (at >= 0 && valueAt(part, at) !== value) at = placeOf(part, hash, at)
        expect(at >= 0).toBe(values.includes(value))
        if (at < 0) continue
        removeAt(part, at)
        values.splice(values.indexOf(value), 1)
      }
      for (const [hash, values] of expected) expect(valuesOf(table, hash)).toEqual(values.toSorted((a, b) => a - b))
    }),
    { numRuns: 150 },
  )
})

test('a value can be changed where it is', () => {
  const table = emptyTable()
  add(table, -7, 3)
  const part = partFor(table, -7)
  change(part, placeOf(part, -7), 0)
  expect(valuesOf(table, -7)).toEqual([0])
})
