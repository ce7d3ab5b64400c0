import { expect, test } from 'vitest'
import { openComeback } from '../../../src/adapters/discord/gateway.ts'

/** The pauses before so many tries, each of which fails. */
function pauses(count: number, random: number): readonly number[] {
  const comeback = openComeback(
    () => random,
    () => 0,
  )
  return Array.from({ length: count }, () => {
    comeback.lost()
    return comeback.pause()
  })
}

test('the first try after a loss comes at once, and the others ever later, up to half a minute', () => {
  expect(pauses(9, 0)).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

test('a try comes up to a half earlier, so that not all bots come at once', () => {
  expect(pauses(9, 1)).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
})

test('what asks while nothing is lost never waits', () => {
  const comeback = openComeback(
    () => 0,
    () => 0,
  )
  for (let tries = 0; tries < 5; tries += 1) {
    comeback.lost()
    comeback.pause()
  }
  expect(comeback.pause()).toBe(0)
})

test.each([
  [29_999, 500],
  [30_000, 0],
])('a connection that held for %i ms and is lost is tried again after %i ms', (heldMs, expected) => {
  let now = 0
  const comeback = openComeback(
    () => 0,
    () => now,
  )
  comeback.lost()
  comeback.pause()
  comeback.there()
  now = heldMs
  comeback.lost()
  expect(comeback.pause()).toBe(expected)
})
