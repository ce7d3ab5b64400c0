import { describe, expect, test } from 'vitest'
import type { Days, Plan } from '../../../src/core/schedule/plan.ts'
import { nextRun, runAt, runsBetween } from '../../../src/core/schedule/run.ts'
import { wall } from './plans.ts'

function plan(time: string, zone: string, days: Days = 'daily'): Plan {
  const [hour, minute] = time.split(':').map(Number)
  return { days, hour: hour!, minute: minute!, zone }
}

/** Each run as `nominal = instant`, both without what the year makes plain. */
function printed(of: Plan, from: string, to: string): readonly string[] {
  return runsBetween(of, Date.parse(from), Date.parse(to)).map(
    ({ nominal, at }) => `${nominal.slice(5)} = ${new Date(at).toISOString().slice(5, 16)}Z`,
  )
}

describe('the missing hour of spring', () => {
  test.each([
    // zone, its day, asked for, when it comes (UTC), what the wall shows then
    ['Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59Z', '2026-03-29 01:59'],
    ['Europe/Berlin', '2026-03-29', '02:00', '2026-03-29T01:00Z', '2026-03-29 03:00'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00Z', '2026-03-29 03:00'],
    ['Europe/Berlin', '2026-03-29', '02:59', '2026-03-29T01:00Z', '2026-03-29 03:00'],
    ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00Z', '2026-03-29 03:00'],
    ['Europe/Berlin', '2040-03-25', '02:30', '2040-03-25T01:00Z', '2040-03-25 03:00'],
    ['Europe/London', '2026-03-29', '01:30', '2026-03-29T01:00Z', '2026-03-29 02:00'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00Z', '2026-03-08 03:00'],
    ['America/St_Johns', '2011-03-13', '00:30', '2011-03-13T03:31Z', '2011-03-13 01:01'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30Z', '2026-10-04 02:30'],
    ['Pacific/Chatham', '2026-09-27', '03:00', '2026-09-26T14:00Z', '2026-09-27 03:45'],
    ['Antarctica/Troll', '2026-03-29', '02:30', '2026-03-29T01:00Z', '2026-03-29 03:00'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:00Z', '2026-04-24 01:00'],
    ['Asia/Beirut', '2026-03-29', '00:00', '2026-03-28T22:00Z', '2026-03-29 01:00'],
    ['America/Havana', '2026-03-08', '00:30', '2026-03-08T05:00Z', '2026-03-08 01:00'],
    ['America/Santiago', '2026-09-06', '00:30', '2026-09-06T04:00Z', '2026-09-06 01:00'],
    ['America/Asuncion', '2023-10-01', '00:00', '2023-10-01T04:00Z', '2023-10-01 01:00'],
    // The last hour of the day is missing, so its digest comes with the first minute of the next one.
    ['America/Nuuk', '2026-03-28', '23:30', '2026-03-29T01:00Z', '2026-03-29 00:00'],
    ['Asia/Pyongyang', '2018-05-04', '23:45', '2018-05-04T15:00Z', '2018-05-05 00:00'],
  ])('in %s on %s makes %s come at the first minute after it, %s', (zone, day, time, at, shown) => {
    const before = Date.parse(`${day}T00:00Z`) - 36 * 3_600_000
    const run = runsBetween(plan(time, zone), before, before + 96 * 3_600_000).find(
      one => one.nominal === `${day}T${time}`,
    )
    expect([run?.at, run && wall(zone, run.at)]).toEqual([Date.parse(at), shown])
  })

  test('leaves the days around it as they are', () => {
    expect(printed(plan('02:30', 'Europe/Berlin'), '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '03-28T02:30 = 03-28T01:30Z',
      '03-29T02:30 = 03-29T01:00Z',
      '03-30T02:30 = 03-30T00:30Z',
    ])
  })

  test('at the end of a day takes nothing from the next day', () => {
    expect(printed(plan('23:30', 'America/Nuuk'), '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toEqual([
      '03-28T23:30 = 03-29T01:00Z',
      '03-29T23:30 = 03-30T00:30Z',
    ])
  })
})

describe('the double hour of autumn', () => {
  test.each([
    ['Europe/Berlin', '2026-10-25', '02:00', '2026-10-25T00:00Z'],
    ['Europe/Berlin', '2026-10-25', '02:59', '2026-10-25T00:59Z'],
    ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45Z'],
    ['Pacific/Chatham', '2026-04-05', '03:00', '2026-04-04T13:15Z'],
    ['Antarctica/Troll', '2026-10-25', '01:30', '2026-10-24T23:30Z'],
    // These go back over midnight: the day before has its last hour twice.
    ['Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T20:30Z'],
    ['Asia/Beirut', '2026-10-24', '23:30', '2026-10-24T20:30Z'],
    ['America/Santiago', '2026-04-04', '23:30', '2026-04-05T02:30Z'],
    ['America/Havana', '2026-11-01', '00:30', '2026-11-01T04:30Z'],
  ])('in %s on %s makes %s come once, at %s', (zone, day, time, at) => {
    const before = Date.parse(`${day}T00:00Z`) - 36 * 3_600_000
    const runs = runsBetween(plan(time, zone), before, before + 96 * 3_600_000)
    const ofDay = runs.filter(run => run.nominal === `${day}T${time}` || wall(zone, run.at) === `${day} ${time}`)
    expect(ofDay.map(run => run.at)).toEqual([Date.parse(at)])
  })

  test('over midnight hides nothing of the day that has begun before it', () => {
    // Until 2010 Newfoundland went back at 00:01 to 23:01 of the day before.
    const runs = printed(plan('00:00', 'America/St_Johns'), '2010-11-06T12:00Z', '2010-11-07T03:00Z')
    expect(runs).toEqual(['11-07T00:00 = 11-07T02:30Z'])
  })

  test('does not come again for who asks between the two', () => {
    const between = Date.parse('2026-10-25T01:00Z')
    expect(nextRun(plan('02:30', 'Europe/Berlin'), between).nominal).toBe('2026-10-26T02:30')
  })
})

describe('a day', () => {
  test('that a zone left out has no run: Samoa had no 30 December 2011', () => {
    expect(printed(plan('08:00', 'Pacific/Apia'), '2011-12-28T12:00Z', '2012-01-01T00:00Z')).toEqual([
      '12-28T08:00 = 12-28T18:00Z',
      '12-29T08:00 = 12-29T18:00Z',
      '12-31T08:00 = 12-30T18:00Z',
      '01-01T08:00 = 12-31T18:00Z',
    ])
  })

  test('that was left out sends a weekly digest to the next week', () => {
    expect(printed(plan('00:00', 'Pacific/Apia', ['fri']), '2011-12-20T00:00Z', '2012-01-08T00:00Z')).toEqual([
      '12-23T00:00 = 12-23T10:00Z',
      '01-06T00:00 = 01-05T10:00Z',
    ])
  })

  test('in February comes in leap years', () => {
    const counts = [2024, 2025, 2028, 2100].map(
      year => printed(plan('08:00', 'UTC'), `${year}-02-01T00:00Z`, `${year}-03-01T00:00Z`).length,
    )
    expect(counts).toEqual([29, 28, 29, 28])
  })

  test('counts by the wall of the zone, three quarters of an hour and all', () => {
    expect(printed(plan('08:30', 'Asia/Kathmandu', ['mon']), '2026-11-20T00:00Z', '2026-12-01T00:00Z')).toEqual([
      '11-23T08:30 = 11-23T02:45Z',
      '11-30T08:30 = 11-30T02:45Z',
    ])
  })

  test('of the week is that of the zone, where it is Monday already or still Friday', () => {
    expect([
      ...printed(plan('01:00', 'Pacific/Kiritimati', ['mon']), '2026-11-20T00:00Z', '2026-11-26T00:00Z'),
      ...printed(plan('23:00', 'Pacific/Honolulu', ['fri']), '2026-11-20T12:00Z', '2026-11-26T00:00Z'),
    ]).toEqual(['11-23T01:00 = 11-22T11:00Z', '11-20T23:00 = 11-21T09:00Z'])
  })
})

describe('the days of a plan', () => {
  test.each<[Days, string]>([
    ['daily', 'Sat Sun Mon Tue Wed Thu Fri'],
    ['weekdays', 'Mon Tue Wed Thu Fri'],
    [['mon', 'wed', 'fri'], 'Mon Wed Fri'],
    [['sat', 'sun'], 'Sat Sun'],
  ])('%s come within a week as %s', (days, expected) => {
    const runs = runsBetween(plan('08:00', 'Europe/Berlin', days), Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 28))
    expect(runs.map(run => new Date(run.at).toUTCString().slice(0, 3)).join(' ')).toBe(expected)
  })
})

describe('the next run', () => {
  const daily = plan('08:30', 'Europe/Berlin')
  const at = Date.parse('2026-11-22T07:30Z')

  test.each([
    [-1, '2026-11-22T08:30'],
    [0, '2026-11-23T08:30'],
    [1, '2026-11-23T08:30'],
  ])('%i ms from a run is later than that instant', (ms, nominal) => {
    expect(nextRun(daily, at + ms).nominal).toBe(nominal)
  })

  test('is not one that was made already', () => {
    expect(nextRun(daily, at - 1, '2026-11-22T08:30').nominal).toBe('2026-11-23T08:30')
  })

  test('can be computed anew from its nominal time, unless that day is left out', () => {
    expect([runAt('Europe/Berlin', '2026-11-22T08:30')?.at, runAt('Pacific/Apia', '2011-12-30T08:00')]).toEqual([
      at,
      undefined,
    ])
  })
})
