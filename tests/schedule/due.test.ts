import { describe, expect, test } from 'vitest'
import { due, planned, type Timed } from '../../src/schedule/due.ts'
import { at, DAILY, restart, settled, tick, wind } from './clockwork.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function days(nominals: readonly string[]): string {
  return nominals.map(nominal => nominal.slice(8).replace('T', ' ')).join(', ')
}

describe('a digest that is due', () => {
  test('waits for its minute and comes at it', () => {
    const work = wind(DAILY, at('20 07:00'))
    const kinds = ['20 07:00', '20 07:59:59.999', '20 08:00'].map(text => tick(work, at(text)).kind)
    expect(kinds).toEqual(['wait', 'wait', 'fire'])
  })

  test('carries an edition that is named by the subscription and its local time, and how late it is', () => {
    const work = wind({ ...DAILY, zone: 'Asia/Kathmandu' }, at('20 07:00'))
    expect(tick(work, at('21 02:15:30'))).toEqual({
      kind: 'fire',
      run: { at: at('21 02:15'), nominal: '2026-11-21T08:00' },
      edition: 's@2026-11-21T08:00',
      lateMs: 30_000,
      missed: [],
      next: { at: at('22 02:15'), nominal: '2026-11-22T08:00' },
    })
  })

  test('comes once a day, tick after tick', () => {
    const work = wind(DAILY, at('20 07:00'))
    for (let now = at('20 07:00'); now < at('23 07:00'); now += MINUTE) tick(work, now)
    expect(days(work.made)).toBe('20 08:00, 21 08:00, 22 08:00')
  })

  test('is decided the same by two processes that read the same row', () => {
    const { row } = settled()
    expect(due(row, at('21 08:00'))).toEqual(due(row, at('21 08:00')))
  })

  test('asked for at its very minute begins with the next one', () => {
    expect(planned({ id: 's', plan: DAILY }, at('20 08:00')).nominal).toBe('2026-11-21T08:00')
  })
})

describe('minute by minute over a changed clock', () => {
  test.each([
    // zone, time, from, days, when it comes (UTC)
    ['Europe/Berlin', '02:30', '2026-03-28', 3, '28 01:30, 29 01:00, 30 00:30'],
    ['Europe/Berlin', '02:30', '2026-10-24', 3, '24 00:30, 25 00:30, 26 01:30'],
    ['Australia/Lord_Howe', '02:15', '2026-10-03', 2, '03 15:30, 04 15:15'],
    ['Australia/Lord_Howe', '01:45', '2026-04-04', 2, '04 14:45, 05 15:15'],
    ['Africa/Cairo', '00:00', '2026-04-23', 2, '23 22:00, 24 21:00'],
    ['America/Nuuk', '23:30', '2026-03-28', 3, '28 01:30, 29 01:00, 30 00:30'],
    ['Pacific/Apia', '08:00', '2011-12-28', 4, '28 18:00, 29 18:00, 30 18:00, 31 18:00'],
  ])('in %s at %s from %s on for %i days it comes at %s', (zone, time, from, length, expected) => {
    const [hour, minute] = time.split(':').map(Number)
    const start = Date.parse(`${from}T00:00Z`)
    const work = wind({ days: 'daily', hour: hour!, minute: minute!, zone }, start)
    for (let now = start; now < start + length * 24 * HOUR; now += MINUTE) tick(work, now)
    const made = [...work.editions.values()].map(made => new Date(made).toISOString().slice(8, 16).replace('T', ' '))
    expect(made.join(', ')).toBe(expected)
  })
})

describe('while nobody ran the bot', () => {
  test.each([
    // back at, made, said to be missed
    ['21 08:00:30', '21 08:00', ''],
    ['21 13:59:59', '21 08:00', ''],
    ['21 14:00', '', '21 08:00'],
    ['22 07:59', '', '21 08:00'],
    ['22 08:00', '22 08:00', '21 08:00'],
    ['24 09:00', '24 08:00', '21 08:00, 22 08:00, 23 08:00'],
    ['24 20:00', '', '21 08:00, 22 08:00, 23 08:00, 24 08:00'],
  ])('until %s, it makes up for “%s” and says that it missed “%s”', (back, made, said) => {
    const work = settled()
    restart(work, at(back))
    tick(work, at(back))
    expect([days(work.made.slice(1)), days(work.said)]).toEqual([made, said])
  })

  test('and goes on as if nothing had been', () => {
    const work = settled()
    tick(work, at('24 20:00'))
    expect(work.row.next).toEqual({ at: at('25 08:00'), nominal: '2026-11-25T08:00' })
  })

  test.each([
    [HOUR, 'skip'],
    [HOUR + 1, 'fire'],
  ])('how late is too late is a setting: %i ms for a digest one hour late', (limit, kind) => {
    expect(due(settled().row, at('21 09:00'), limit).kind).toBe(kind)
  })
})

describe('a restart', () => {
  test('half a minute after it was made does not repeat it', () => {
    const work = settled()
    restart(work, at('20 08:00:30'))
    for (const text of ['20 08:00:30', '20 08:01', '20 09:00']) tick(work, at(text))
    expect([days(work.made), work.refused]).toEqual(['20 08:00', []])
  })

  test('before it was kept that it was made leaves that to the store, which has the edition', () => {
    const work = settled()
    const { row } = work
    tick(work, at('21 08:00'))
    work.row = row
    tick(work, at('21 08:01'))
    expect([days(work.made), days(work.refused)]).toEqual(['20 08:00, 21 08:00', '21 08:00'])
  })
})

describe('a clock that is set back', () => {
  test('by an hour does not repeat what was made in it', () => {
    const work = settled()
    for (const text of ['21 08:00', '21 07:10', '21 08:00', '21 08:10']) tick(work, at(text))
    expect([days(work.made), work.refused]).toEqual(['20 08:00, 21 08:00', []])
  })

  test('by days repeats nothing, and goes on where it stood', () => {
    const work = settled()
    for (const text of ['21 08:00', '22 08:00', '20 07:00', '20 08:00', '21 08:00', '22 08:00', '23 08:00']) {
      tick(work, at(text))
    }
    expect([days(work.made), days(work.refused)]).toEqual([
      '20 08:00, 21 08:00, 22 08:00, 23 08:00',
      // The row knows the last one; the others the store has to know.
      '20 08:00, 21 08:00',
    ])
  })

  test('by days promises nothing that was made', () => {
    const work = settled()
    for (const text of ['21 08:00', '22 08:00', '20 07:00', '21 08:00']) tick(work, at(text))
    expect(work.row.next.nominal).toBe('2026-11-23T08:00')
  })

  test('and then jumps ahead says nothing to be missed that was made', () => {
    const work = settled()
    for (const text of ['21 08:00', '22 08:00', '20 07:00', '22 08:30']) tick(work, at(text))
    expect([days(work.made), work.said, work.refused]).toEqual(['20 08:00, 21 08:00, 22 08:00', [], []])
  })

  test('after it had gone astray by years does not wait for those years', () => {
    const work = settled()
    tick(work, Date.parse('2030-05-05T08:00Z'))
    for (const text of ['20 09:00', '21 08:00', '22 08:00']) tick(work, at(text))
    expect(days(work.made)).toBe('20 08:00, 05 08:00, 21 08:00, 22 08:00')
  })

  test('while the bot was down is noticed at the start', () => {
    const work = settled()
    tick(work, Date.parse('2030-05-05T08:00Z'))
    restart(work, at('20 09:00'))
    expect(work.row.next.nominal).toBe('2026-11-21T08:00')
  })
})

describe('a process that was suspended', () => {
  test.each([
    ['21 11:00', '20 08:00, 21 08:00', ''],
    ['21 19:00', '20 08:00', '21 08:00'],
  ])('and woke at %s has made “%s” and said “%s”', (woke, made, said) => {
    const work = settled()
    for (const text of ['21 07:58', '21 07:59', woke]) tick(work, at(text))
    expect([days(work.made), days(work.said)]).toEqual([made, said])
  })
})

describe('a digest that is moved', () => {
  test.each([
    // moved at, to, what comes on that day and the next
    ['21 07:00', 18, '21 18:00, 22 18:00'],
    ['21 08:30', 18, '21 08:00, 21 18:00, 22 18:00'],
    ['21 09:00', 7, '21 08:00, 22 07:00'],
    ['21 06:00', 7, '21 07:00, 22 07:00'],
  ])('at %s to %i:00 comes at %s', (moved, hour, made) => {
    const work = settled()
    for (let now = at('20 09:00'); now < at('23 00:00'); now += 10 * MINUTE) {
      if (now === at(moved)) {
        const plan = { ...DAILY, hour }
        work.row = { ...work.row, plan, next: planned({ ...work.row, plan }, now) }
      }
      tick(work, now)
    }
    expect(days(work.made.slice(1))).toBe(made)
  })

  test('in the moment between its minute and the tick still comes', () => {
    const work = settled()
    const plan = { ...DAILY, hour: 18 }
    work.row = { ...work.row, plan, next: planned({ ...work.row, plan }, at('21 08:00:10')) }
    for (const text of ['21 08:01', '21 18:00']) tick(work, at(text))
    expect(days(work.made)).toBe('20 08:00, 21 08:00, 21 18:00')
  })

  test('to the west in that moment comes once, and is not said to be missed', () => {
    const work = wind({ ...DAILY, zone: 'Asia/Kathmandu' }, at('20 07:00'))
    work.row = { ...work.row, plan: DAILY, next: planned({ ...work.row, plan: DAILY }, at('21 02:15:10')) }
    for (const text of ['21 08:05', '21 08:06', '22 08:00']) tick(work, at(text))
    expect([days(work.made), work.said]).toEqual(['21 08:00, 22 08:00', []])
  })

  test('to the west does not promise an edition that was made already', () => {
    const work = settled()
    const plan = { ...DAILY, zone: 'America/New_York' }
    expect(planned({ ...work.row, plan }, at('20 09:00')).nominal).toBe('2026-11-21T08:00')
  })
})

describe('a digest that pauses', () => {
  const paused = (until: string): Timed => ({ ...settled().row, pausedUntil: at(until) })

  test('is left out without a word, and comes again after it', () => {
    expect(due(paused('23 00:00'), at('21 08:00'))).toEqual({
      kind: 'skip',
      missed: [],
      next: { at: at('23 08:00'), nominal: '2026-11-23T08:00' },
    })
  })

  test('until its very minute comes at it', () => {
    expect([due(paused('21 08:00'), at('21 08:00')).kind, due(paused('21 08:01'), at('21 08:01')).kind]).toEqual([
      'fire',
      'skip',
    ])
  })

  test('knows its next run, and with the pause ended the earlier one', () => {
    const row = paused('23 00:00')
    const again = planned({ ...row, pausedUntil: undefined }, at('20 12:00'))
    expect([planned(row, at('20 12:00')).nominal, again.nominal]).toEqual(['2026-11-23T08:00', '2026-11-21T08:00'])
  })

  test('says only what it missed after the pause', () => {
    const decision = due(paused('22 00:00'), at('23 09:00'))
    expect(decision.kind === 'fire' && [decision.run.nominal, days(decision.missed.map(run => run.nominal))]).toEqual([
      '2026-11-23T08:00',
      '22 08:00',
    ])
  })
})
