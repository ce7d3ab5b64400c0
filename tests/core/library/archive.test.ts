import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drop, emptyArchive, keep, recordOf } from '../../../src/core/library/archive.ts'

const bytesIn = (archive: ReturnType<typeof emptyArchive>, slot: number) => {
  const { bytes, from, length } = recordOf(archive, slot)
  return [...bytes.subarray(from, from + length)]
}

test('records stay whole and begin at whole numbers, whatever is kept and dropped around them', () => {
  const step = fc.record({ slot: fc.nat(12), size: fc.constantFrom(1, 7, 400, 5_000), drop: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const archive = emptyArchive()
      const expected = new Map<number, readonly number[]>()
      for (const [nth, { slot, size, drop: goes }] of steps.entries()) {
        if (expected.delete(slot)) drop(archive, slot)
        if (goes) continue
        const record = Uint8Array.from({ length: size }, (_, at) => at * 31 + nth)
        keep(archive, slot, record)
        expected.set(slot, [...record])
      }
      for (const [slot, bytes] of expected) {
        expect([recordOf(archive, slot).from % 4, bytesIn(archive, slot)]).toEqual([0, bytes])
      }
    }),
    { numRuns: 30 },
  )
})

/** Bytes of all buffers that the archive holds. */
const held = ({ shelffuls }: ReturnType<typeof emptyArchive>) =>
  shelffuls.reduce((sum, each) => sum + (each?.bytes.length ?? 0), 0)

test('what was dropped is given back', () => {
  const archive = emptyArchive()
  const record = new Uint8Array(40_000).fill(7)
  for (let slot = 0; slot < 90; slot++) keep(archive, slot, record)
  for (let slot = 0; slot < 90; slot++) if (slot % 3 > 0) drop(archive, slot)
  // At most as much as is in use, and what is being filled.
  expect(held(archive)).toBeLessThan(2 * 30 * 40_000 + 2 * 524_288)
})

test('a story that is edited again and again does not keep its neighbors’ old room', () => {
  const archive = emptyArchive()
  for (let slot = 1; slot <= 20; slot++) {
    keep(archive, slot, new Uint8Array(500))
    for (let edit = 0; edit < 4; edit++) {
      keep(archive, 0, new Uint8Array(300_000))
      drop(archive, 0)
    }
  }
  expect(held(archive)).toBeLessThan(2 * 524_288)
})
