import { expect, test } from 'vitest'
import { showTimestamp as shownByDiscord } from '../../../../src/emulators/discord/timestamp.ts'
import {
  type Reader,
  showAge,
  showInFull,
  showPosted,
  showTimestamp,
} from '../../../../src/playground/page/discord/timestamp.ts'

const AMERICAN: Reader = { locale: 'en-US', zone: 'UTC' }
const BRITISH: Reader = { locale: 'en-GB', zone: 'Europe/London' }
const NOW = Date.UTC(2026, 10, 22, 12)
const HOUR = 3_600_000

test.each(['t', 'T', 'd', 'D', 'f', 'F', 's', 'S', 'R'])('the style %s shows what Discord shows', style => {
  const seconds = Date.UTC(2023, 7, 14, 16, 20, 30) / 1000
  expect(showTimestamp(seconds, style, NOW, AMERICAN)).toBe(shownByDiscord(seconds, style, NOW))
})

test.each([-90, -1, 0, 59, 3600, -86_400 * 40])('%i seconds from now is said as Discord says it', seconds => {
  expect(showTimestamp(NOW / 1000 + seconds, 'R', NOW, AMERICAN)).toBe(shownByDiscord(NOW / 1000 + seconds, 'R', NOW))
})

test.each([
  [NOW - HOUR, 'Today at 11:00'],
  [NOW - 24 * HOUR, 'Yesterday at 12:00'],
  [NOW - 72 * HOUR, '19/11/2026, 12:00'],
])('a message of %i bears “%s”', (at, words) => {
  expect(showPosted(at, NOW, BRITISH)).toBe(words)
})

test('the day turns at midnight where the reader is', () => {
  const zone = { locale: 'en-GB', zone: 'Asia/Tokyo' }
  expect(showPosted(Date.UTC(2026, 10, 22, 14, 59), Date.UTC(2026, 10, 22, 15, 1), zone)).toBe('Yesterday at 23:59')
})

test('a time asked for more says day and year', () => {
  expect(showInFull(NOW, BRITISH)).toBe('Sunday, 22 November 2026 at 12:00')
})

test.each([
  [0, 'now'],
  [59_000, 'now'],
  [5 * 60_000, '5m ago'],
  [3 * HOUR, '3h ago'],
  [49 * HOUR, '2d ago'],
])('a reply %i ms old is “%s”', (age, words) => {
  expect(showAge(NOW - age, NOW)).toBe(words)
})
