import { expect, test } from 'vitest'
import { sheetOf } from '../../../src/core/library/sheet.ts'
import { readSheet, roomFor, sheetBytes, writeSheet } from '../../../src/core/library/sheet-bytes.ts'
import { ALIASES, STORIES, sketch } from './world.ts'

test('sheets come out of shared bytes as they were written, one after another', () => {
  const odd = sketch({
    id: 'odd',
    title: '🙂\ud800',
    topics: ['a "b"\n'],
    facts: ['“é” 東京'],
    url: 'https://example.org/?a=1',
  })
  const sheets = [...STORIES, odd].map(story => sheetOf(story, ALIASES))
  const bytes = new ArrayBuffer(sheets.reduce((sum, sheet) => sum + roomFor(sheet), 0))
  let at = 0
  const places = sheets.map(sheet => {
    const place = at
    writeSheet(sheet, bytes, place)
    at += roomFor(sheet)
    return place
  })
  const title = (text: string) => text.toWellFormed()
  expect(places.map(place => readSheet(sheetBytes(bytes), place))).toEqual(
    sheets.map(sheet => ({ ...sheet, title: title(sheet.title) })),
  )
})
