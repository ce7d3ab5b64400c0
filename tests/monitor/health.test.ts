import { expect, test } from 'vitest'
import { judgeHealth } from '../../src/monitor/health.ts'
import { createWatch } from '../../src/monitor/watch.ts'

const START = Date.UTC(2026, 10, 22, 8, 30)

/** A watched bot whose clock stands at `at`. */
function watched() {
  const clock = { at: START }
  return { clock, watch: createWatch(['slack', 'discord'], () => clock.at) }
}

test('a bot whose platforms are connected, whose store answers and whose clock ticks is well', () => {
  const { clock, watch } = watched()
  for (const platform of ['slack', 'discord']) watch.pulse(platform).up()
  watch.pulse('slack').event()
  watch.ticked()
  clock.at += 30_000
  expect(judgeHealth(watch, {}, clock.at)).toEqual({
    status: 'ok',
    problems: [],
    platforms: { slack: { connected: true, lastEventSecondsAgo: 30 }, discord: { connected: true } },
    store: 'answers',
    lastTickSecondsAgo: 30,
  })
})

test('all that is wrong is said at once', () => {
  const { clock, watch } = watched()
  watch.pulse('slack').up()
  watch.pulse('slack').down()
  watch.ticked()
  clock.at += 120_000
  expect(judgeHealth(watch, undefined, clock.at).problems).toEqual([
    'Slack is not connected.',
    'Discord is not connected.',
    'The store does not answer: nothing can be kept, so nothing is posted.',
    'It was last looked at which digests are due 120 seconds ago; each minute it should be.',
  ])
})

test('before the first tick it is not well', () => {
  const { clock, watch } = watched()
  for (const platform of ['slack', 'discord']) watch.pulse(platform).up()
  expect(judgeHealth(watch, {}, clock.at)).toMatchObject({
    status: 'failing',
    problems: ['It was not yet looked at which digests are due.'],
  })
})

test('a clock that was set back makes nothing younger than now', () => {
  const { clock, watch } = watched()
  watch.ticked()
  clock.at -= 3_600_000
  expect(judgeHealth(watch, {}, clock.at).lastTickSecondsAgo).toBe(0)
})
