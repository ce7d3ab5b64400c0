import { expect, test } from 'vitest'
import { showTimestamp } from '../../../../src/playground/page/discord/timestamp.ts'
import { showAge, showDate, showDay } from '../../../../src/playground/page/slack/date.ts'

/** Noon here, wherever the test runs. */
const NOW = new Date(2026, 10, 22, 12).getTime()
const HOUR = 3_600_000
const DAY = 24 * HOUR

test.each([
  ['{ago}', NOW - 2 * 365.25 * DAY, '2 years ago'],
  ['{ago}', NOW - 90_000, '1 minute ago'],
  ['{ago}', NOW, 'just now'],
  ['{ago}', NOW - 204 * DAY, '7 months ago'],
  ['{ago}', NOW - 15 * DAY, '15 days ago'],
  ['{date_pretty} at {time}', NOW - DAY, 'Yesterday at 12:00 PM'],
  ['{date_short}', NOW, 'Nov 22, 2026'],
  ['{date_num}', NOW, '2026-11-22'],
])('%s at %i reads %s', (format, at, shown) => {
  expect(showDate(format, at / 1000, NOW)).toBe(shown)
})

test.each([3, 15, 45, 204, 400, 900])('a story of %i days ago is as old as beside it on Discord', days => {
  const seconds = (NOW - days * DAY) / 1000
  expect(showDate('{ago}', seconds, NOW)).toBe(showTimestamp(seconds, 'R', NOW, { locale: 'en-US' }))
})

test('a token that Slack does not know leaves the word to the fallback', () => {
  expect([showDate('{daet}', NOW / 1000, NOW), showDate('{time}', Number.NaN, NOW)]).toEqual([undefined, undefined])
})

test.each([
  [NOW - 3 * HOUR, 'Today'],
  [NOW - DAY, 'Yesterday'],
  [NOW - 3 * DAY, 'Thursday, November 19th'],
  [NOW - 400 * DAY, 'Saturday, October 18th, 2025'],
])('the line over messages of %i says %s', (at, shown) => {
  expect(showDay(at, NOW)).toBe(shown)
})

test.each([
  [NOW - 5 * 60_000, '5 minutes ago'],
  [NOW - DAY, 'yesterday at 12:00 PM'],
  [NOW - 3 * DAY, 'Nov 19, 2026 at 12:00 PM'],
])('a last reply of %i is from %s', (at, shown) => {
  expect(showAge(at, NOW)).toBe(shown)
})
