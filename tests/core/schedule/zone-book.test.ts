import { expect, test, vi } from 'vitest'

test('the names of zones are made in many small parts, and then they are all there', async () => {
  // Another test file of this process may have made them already.
  vi.resetModules()
  const { prepareZones, zoneBook } = await import('../../../src/core/schedule/zone-book.ts')
  let parts = 1
  while (prepareZones()) parts += 1
  expect([parts > 100, zoneBook().named('munich')?.zones, zoneBook().named('germany')?.kind]).toEqual([
    true,
    ['Europe/Berlin'],
    'country',
  ])
})
