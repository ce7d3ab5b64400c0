import { expect, test } from 'vitest'
import { prepareZones, zoneBook } from '../../../src/core/schedule/zone-book.ts'

test('the names of zones are made in many small parts, and then they are all there', () => {
  let parts = 1
  while (prepareZones()) parts += 1
  expect([parts > 100, zoneBook().named('munich')?.zones, zoneBook().named('germany')?.kind]).toEqual([
    true,
    ['Europe/Berlin'],
    'country',
  ])
})
