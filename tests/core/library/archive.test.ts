import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drop, emptyArchive, keep, open } from '../../../src/core/library/archive.ts'
import { sketch } from './world.ts'

test('a story comes out as it was kept, whatever is written in it', () => {
  // Any units of UTF-16: `binary` of fast-check takes a second to prepare.
  const unit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))
  const text = fc.oneof(fc.string({ unit }), fc.constantFrom('\ud800', '\ufeffBOM', '東京 “é” 🙂', '\0'))
  const archive = emptyArchive()
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), text, (facts, title) => {
      const story = sketch({ id: 'a', title, facts })
      expect(open(keep(archive, story))).toEqual(story)
    }),
    { numRuns: 40 },
  )
})

test('stories stay whole while others around them are dropped and the gaps are filled', () => {
  const archive = emptyArchive()
  const stories = Array.from({ length: 90 }, (_, n) => sketch({ id: `s${n}`, title: 'é'.repeat(20_000 + n) }))
  const kept = stories.map(story => keep(archive, story))
  for (const [n, each] of kept.entries()) if (n % 3 > 0) drop(archive, each)
  const left = kept.filter((_, n) => n % 3 === 0)
  expect(left.map(open)).toEqual(stories.filter((_, n) => n % 3 === 0))
  // Of a megabyte and more that was dropped, at most as much is still held as is in use, and what is being filled.
  const held = new Set(left.map(each => each.shelfful))
  const used = left.reduce((sum, each) => sum + each.length, 0)
  expect([...held].reduce((sum, each) => sum + each.bytes.length, 0)).toBeLessThan(2 * used + 2 * 524_288)
})

test('a story that is edited again and again does not keep its neighbors’ old room', () => {
  const archive = emptyArchive()
  const others = Array.from({ length: 20 }, (_, n) => {
    const other = keep(archive, sketch({ id: `s${n}`, title: 'A' }))
    for (let edit = 0; edit < 4; edit++)
      drop(archive, keep(archive, sketch({ id: 'live', title: 'é'.repeat(150_000) })))
    return other
  })
  expect(new Set(others.map(each => each.shelfful)).size).toBeLessThan(3)
})
