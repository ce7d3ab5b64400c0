import { describe, expect, test } from 'vitest'
import { parsePause } from '../../../src/core/schedule/pause.ts'

/** A Sunday, 13:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 22, 12)

const PAST = 'does not lie ahead. For the one of another year write its year too, such as 2026-12-06.'

function read(typed: string, zone = 'Europe/Berlin', now = NOW): string {
  const result = parsePause(typed, zone, now)
  return result.kind === 'pause' ? new Date(result.until).toISOString().slice(0, 16) : result.problem
}

describe('a pause is understood', () => {
  test.each([
    ['3 days', '2026-11-25T12:00'],
    ['for 3 days', '2026-11-25T12:00'],
    ['3d', '2026-11-25T12:00'],
    ['a week', '2026-11-29T12:00'],
    ['2 weeks', '2026-12-06T12:00'],
    ['12 hours', '2026-11-23T00:00'],
    ['a month', '2026-12-22T12:00'],
    ['1 year', '2027-11-22T12:00'],
    ['until 2026-12-01', '2026-11-30T23:00'],
    ['2026-12-1', '2026-11-30T23:00'],
    ['until tomorrow', '2026-11-22T23:00'],
    ['until friday', '2026-11-26T23:00'],
    ['until next Sunday', '2026-11-28T23:00'],
    ['until Freitag', '2026-11-26T23:00'],
    ['until 24.12.2026', '2026-12-23T23:00'],
    ['until 24.12.', '2026-12-23T23:00'],
    ['until 1.5', '2027-04-30T22:00'],
    ['1.5.', '2027-04-30T22:00'],
    ['until 22 November 2027', '2027-11-21T23:00'],
    ['until Dec 24', '2026-12-23T23:00'],
    ['until 24 December', '2026-12-23T23:00'],
    ['until the 24th of December 2026', '2026-12-23T23:00'],
    ['till January 2nd', '2027-01-01T23:00'],
    ['until 12/24', '2026-12-23T23:00'],
    ['until 24/12/26', '2026-12-23T23:00'],
    ['“four days”', '2026-11-26T12:00'],
    ['a couple of weeks', '2026-12-06T12:00'],
    ['next week', '2026-11-29T12:00'],
    ['until next week', '2026-11-22T23:00'],
    ['until next month', '2026-11-30T23:00'],
    ['the rest of the week', '2026-11-22T23:00'],
    ['until the weekend', '2026-11-27T23:00'],
    ['today', '2026-11-22T23:00'],
  ])('%s', (typed, until) => {
    expect(read(typed)).toBe(until)
  })

  test('by the wall clock, over a change of it', () => {
    expect(read('a week', 'Europe/Berlin', Date.UTC(2026, 9, 22, 10))).toBe('2026-10-29T11:00')
  })

  test('over the end of a shorter month', () => {
    expect(read('1 month', 'UTC', Date.UTC(2027, 0, 31, 9))).toBe('2027-02-28T09:00')
  })

  test('until a day that begins without its first hour', () => {
    expect(read('until 2026-03-29', 'Asia/Beirut', Date.UTC(2026, 2, 20))).toBe('2026-03-28T22:00')
  })

  test('until a day that its zone leaves out', () => {
    expect(read('until 2011-12-30', 'Pacific/Apia', Date.UTC(2011, 11, 20))).toBe('2011-12-30T10:00')
  })
})

test.each([
  ['', 'Say for how long.'],
  ['3', 'Say 3 of what: hours, days, weeks or months.'],
  ['0 days', 'A pause of no length leaves nothing out.'],
  ['2 years', 'A pause lasts at most a year. To end the digest, stop it.'],
  ['400 days', 'A pause lasts at most a year. To end the digest, stop it.'],
  ['999999 weeks', 'A pause lasts at most a year. To end the digest, stop it.'],
  ['until 2026-11-22', '2026-11-22 does not lie ahead.'],
  ['until 1/2', '“1/2” could be two dates. Write it as 2026-12-06.'],
  ['1.5', 'Say 1.5 of what: hours, days, weeks or months.'],
  // Whoever says so on that day, or soon after, does not mean a pause of a year.
  ['until 22 November', `22 november ${PAST}`],
  ['until 10.11.', `10.11 ${PAST}`],
  ['until 31 November', 'There is no such day as 31 november.'],
  ['until further notice', 'A pause lasts at most a year. To end the digest, stop it.'],
  ['until 2026-02-30', 'There is no such day as 2026-02-30.'],
  ['forever', 'A pause lasts at most a year. To end the digest, stop it.'],
  [
    'until Brexit',
    '“until Brexit” is not a span of time that Counterpoint understands. Write a number of days or weeks, or until and a date, such as 2026-12-06.',
  ],
  [
    'until mon,fri',
    '“until mon,fri” is not a span of time that Counterpoint understands. Write a number of days or weeks, or until and a date, such as 2026-12-06.',
  ],
])('a pause of “%s” is refused: %s', (typed, problem) => {
  expect(read(typed)).toBe(problem)
})
