import { describe, expect, test } from 'vitest'
import { aligned, type Timed } from '../../src/schedule/due.ts'
import { zoneDataVersion } from '../../src/schedule/zone-data.ts'
import { at, DAILY, settled } from './clockwork.ts'

describe('when the zone data changes', () => {
  /** As computed when Berlin was thought to be two hours ahead on that day. */
  const berlin: Timed = {
    id: 's',
    plan: { ...DAILY, zone: 'Europe/Berlin' },
    next: { at: at('21 06:00'), nominal: '2026-11-21T08:00' },
    last: '2026-11-20T08:00',
  }

  test.each(['20 12:00', '21 06:30', '21 07:00', '21 12:00'])('at %s what was promised keeps its wall time', now => {
    expect(aligned(berlin, at(now))).toEqual({ at: at('21 07:00'), nominal: '2026-11-21T08:00' })
  })

  test('what was made already is not made again because its instant lies ahead now', () => {
    const made: Timed = {
      ...berlin,
      last: '2026-11-21T08:00',
      next: { at: at('22 06:00'), nominal: '2026-11-22T08:00' },
    }
    expect(aligned(made, at('21 06:30'))).toEqual({ at: at('22 07:00'), nominal: '2026-11-22T08:00' })
  })

  test('a promise for a day that is left out now goes to the next day', () => {
    const apia: Timed = {
      id: 's',
      plan: { ...DAILY, zone: 'Pacific/Apia' },
      next: { at: Date.parse('2011-12-30T19:00Z'), nominal: '2011-12-30T08:00' },
    }
    expect(aligned(apia, Date.parse('2011-12-29T20:00Z')).nominal).toBe('2011-12-31T08:00')
  })

  test('nothing changes where it did not touch the zone', () => {
    const { row } = settled()
    expect(aligned(row, at('20 12:00'))).toEqual(row.next)
  })

  test.each([
    [{ node: '24.21.0', tz: '2026c' }, '2026c'],
    [{ node: '24.21.0' }, 'node-24.21.0'],
  ])('its version is known: %j', (versions, version) => {
    expect(zoneDataVersion(versions)).toBe(version)
  })
})
