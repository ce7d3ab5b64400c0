import { describe, expect, test } from 'vitest'
import { clockTime } from '../../../src/core/schedule/plan.ts'
import { parseTime } from '../../../src/core/schedule/time.ts'

describe('a time is understood', () => {
  test.each([
    ['08:30', '08:30'],
    ['8:30', '08:30'],
    ['8.30', '08:30'],
    ['8h30', '08:30'],
    ['8 h 30', '08:30'],
    ['8h', '08:00'],
    ['0830', '08:30'],
    ['830', '08:30'],
    ['1630', '16:30'],
    ['16', '16:00'],
    ['0', '00:00'],
    ['8:30am', '08:30'],
    ['8.30 p.m.', '20:30'],
    ['8:30 PM', '20:30'],
    ['830pm', '20:30'],
    ['4p', '16:00'],
    ['12am', '00:00'],
    ['12:30am', '00:30'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['12 noon', '12:00'],
    ['Midnight', '00:00'],
    ['8:30:00', '08:30'],
    ['8 Uhr', '08:00'],
    ['16:30h', '16:30'],
    ['０８：３０', '08:30'],
    ['23:59', '23:59'],
  ])('%s', (typed, expected) => {
    const time = parseTime(typed)
    expect(time.kind === 'time' ? clockTime(time) : time).toBe(expected)
  })
})

describe('a time that cannot be is named, with one that can', () => {
  test.each([
    ['25:00', 'There is no hour 25: hours go from 0 to 23.', '08:30'],
    ['31:00', 'There is no hour 31: hours go from 0 to 23.', '08:30'],
    ['2500', 'There is no hour 25: hours go from 0 to 23.', '08:30'],
    ['8:75', 'There is no minute 75: minutes go from 00 to 59.', '08:00'],
    ['8:3', '“8:3” needs two digits for its minutes.', '08:00'],
    ['8:', '“8:” needs two digits for its minutes.', '08:00'],
    ['8', '“8” could be morning or afternoon. Write 08:00 or 20:00.', '08:00'],
    ['12', '“12” could be morning or afternoon. Write 00:00 or 12:00.', '12:00'],
    ['24:00', '“24:00” could be either end of the day. Write 00:00 and the day that it begins.', '00:00'],
    ['13pm', '“13pm” is not on a clock with am and pm: its hours go from 1 to 12.', '13:00'],
    ['0:30am', '“0:30am” is not on a clock with am and pm: its hours go from 1 to 12.', '00:30'],
    ['8:30:15', '“8:30:15” has seconds; a digest comes at a whole minute.', '08:30'],
    ['31.12.2026', '“31.12.2026” is not a time that Counterpoint understands. Write 08:30, 8:30am or noon.', '08:30'],
    ['-8:30', '“-8:30” is not a time that Counterpoint understands. Write 08:30, 8:30am or noon.', '08:30'],
    ['soon', '“soon” is not a time that Counterpoint understands. Write 08:30, 8:30am or noon.', '08:30'],
    ['', 'The time is missing.', '08:30'],
  ])('%s', (typed, problem, example) => {
    expect(parseTime(typed)).toEqual({ kind: 'wrong', problem, example })
  })
})
