import { setImmediate as turn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'

/** Nothing was prepared before. */
async function fresh() {
  vi.resetModules()
  const { prepareZoneNames } = await import('../../src/playground/zone-names.ts')
  const { prepareZones } = await import('../../src/core/schedule/zone-book.ts')
  return { prepareZoneNames, prepareZones }
}

async function turns(count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) await turn()
}

test('the names of zones are made in turns with other work, and then none is left to be made', async () => {
  const { prepareZoneNames, prepareZones } = await fresh()
  prepareZoneNames()
  await turns(1_000)
  expect(prepareZones()).toBe(false)
})

test('what was stopped goes on no more', async () => {
  const { prepareZoneNames, prepareZones } = await fresh()
  prepareZoneNames()()
  await turns(1_000)
  expect(prepareZones()).toBe(true)
})
