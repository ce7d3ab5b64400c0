import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyArchive, keep } from '../../../src/core/library/archive.ts'
import {
  bytesOf,
  idIn,
  newestFirst,
  storyIn,
  titleIn,
  titleKeyBegins,
  titleKeyHolds,
  topicsIn,
} from '../../../src/core/library/card.ts'
import { sheetOf } from '../../../src/core/library/sheet.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { ALIASES, sketch } from './world.ts'

function kept(stories: readonly Story[]) {
  const archive = emptyArchive()
  for (const [slot, story] of stories.entries()) keep(archive, slot, sheetOf(story, ALIASES).record)
  return archive
}

test('a story comes out as it was kept, whatever is written in it', () => {
  // Any units of UTF-16: `binary` of fast-check takes a second to prepare.
  const unit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))
  const text = fc.oneof(fc.string({ unit }), fc.constantFrom('\ud800', '\ufeffBOM', '東京 “é” 🙂', '\0'))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), text, (facts, title) => {
      const story = sketch({ id: 'a', title, facts, topics: ['peru', title] })
      expect(storyIn(kept([story]), 0)).toEqual(story)
    }),
    { numRuns: 40 },
  )
})

test('what most questions ask of a story is read without unpacking it', () => {
  const archive = kept([sketch({ id: 'a-1', title: 'Tōkyō “opens” 🙂 its Port', topics: ['dprk', 'ports'] })])
  const key = (text: string) => bytesOf(text)
  expect([
    idIn(archive, 0),
    titleIn(archive, 0),
    topicsIn(archive, 0),
    titleKeyBegins(archive, 0, key('tokyo o')),
    titleKeyBegins(archive, 0, key('opens')),
    titleKeyHolds(archive, 0, key('opens its')),
    titleKeyHolds(archive, 0, key('its ports')),
  ]).toEqual(['a-1', 'Tōkyō “opens” 🙂 its Port', ['north-korea', 'ports'], true, false, true, false])
})

test('the newest come first, then by id, and what has no day last', () => {
  const days = ['2024-01-02', undefined, '2024-01-03', '2024-01-02', '2024-01-02']
  const ids = ['b', 'a', 'z', 'ba', 'a-9']
  const stories = ids.map((id, at) => sketch({ id, title: 'A', ...(days[at] === undefined ? {} : { date: days[at] }) }))
  const archive = kept(stories)
  const slots = stories.map((_, slot) => slot).sort((a, b) => newestFirst(archive, a, b))
  expect(slots.map(slot => ids[slot])).toEqual(['z', 'a-9', 'b', 'ba', 'a'])
})
