import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTurns, sortedInTurns } from '../../src/sources/breathing.ts'

test('sorting in turns gives what sorting gives, equals in their order', async () => {
  const item = fc.record({ key: fc.nat(40), at: fc.nat() })
  const compare = (a: { key: number }, b: { key: number }) => a.key - b.key
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 1_500, size: 'max' }), async items => {
      expect(await sortedInTurns(items, compare)).toEqual(items.toSorted(compare))
    }),
    { numRuns: 12 },
  )
})

test('long work lets everything else have its turn', async () => {
  const others: string[] = []
  setImmediate(() => others.push('had its turn'))
  let now = 0
  await inTurns(Array.from({ length: 64 }), () => {
    const start = performance.now()
    while (performance.now() - start < 0.5) now++
  })
  expect([now > 0, others]).toEqual([true, ['had its turn']])
})
