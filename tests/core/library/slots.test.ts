import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addSlot, allSlots, emptySlab, endList, newList, removeSlot, sizeOf } from '../../../src/core/library/slots.ts'

const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)

test('many lists in one slab hold what was added and not removed, whatever came between', () => {
  const step = fc.record({
    list: fc.nat(3),
    slot: fc.nat(60),
    many: fc.constantFrom(1, 1, 5, 400),
    remove: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const slab = emptySlab()
      const lists = Array.from({ length: 4 }, () => ({ slots: newList(slab), expected: new Set<number>() }))
      for (const { list, slot, many, remove } of steps) {
        const { slots, expected } = lists[list]!
        for (let each = slot; each < slot + many; each++) {
          if (remove) expect(removeSlot(slab, slots, each)).toBe(expected.delete(each))
          else if (!expected.has(each)) addSlot(slab, slots, each)
          if (!remove) expected.add(each)
        }
      }
      for (const { slots, expected } of lists) {
        expect([sizeOf(slab, slots), sorted(allSlots(slab, slots))]).toEqual([expected.size, sorted(expected)])
      }
    }),
    { numRuns: 60 },
  )
})

test('a list that is emptied gives all its room back', () => {
  const slab = emptySlab()
  const fill = () => {
    const slots = newList(slab)
    for (let slot = 0; slot < 5_000; slot++) addSlot(slab, slots, slot)
    for (let slot = 0; slot < 5_000; slot++) removeSlot(slab, slots, slot)
    endList(slab, slots)
  }
  fill()
  const { end, lists } = slab
  fill()
  expect([slab.end, slab.lists]).toEqual([end, lists])
})
