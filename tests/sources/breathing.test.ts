import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTurns, sortedInTurns } from '../../src/sources/breathing.ts'
import { type Mark, readCursor, writeCursor } from '../../src/sources/folder-cursor.ts'

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

test('a cursor that another process wrote is read', async () => {
  const marksOf = (path: string) =>
    new Map<string, Mark>([[path, { mtime: 1_700_000_000_000.25, size: 12, inode: 7, ids: ['a', 'b-2'] }]])
  const first = await writeCursor(marksOf('2024/a "quoted"\nname.md'))
  // Only the last few are remembered by this one.
  for (const each of ['x', 'y', 'z']) await writeCursor(marksOf(each))
  expect(await readCursor(first)).toEqual(marksOf('2024/a "quoted"\nname.md'))
})

test('a cursor of which a line is broken is no cursor', async () => {
  expect(await readCursor('folder 3\n["a.md",1,2,3,["a"]]\n["b.md"]')).toEqual(new Map())
})
