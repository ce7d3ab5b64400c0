import { expect, test } from 'vitest'
import { openThrottle } from '../../../src/emulators/discord/throttle.ts'

const POST = 'POST /channels/:id/messages'

test('a channel takes five messages in five seconds, and says how many are left', () => {
  const { throttle, at } = open()
  const standings = [0, 10, 20, 30, 40, 50].map(ms => at(ms, () => throttle.route(POST, 'news')))
  expect(standings.map(one => [one?.remaining, one?.resetAfterMs, one?.over])).toEqual([
    [4, 5000, false],
    [3, 4990, false],
    [2, 4980, false],
    [1, 4970, false],
    [0, 4960, false],
    [0, 4950, true],
  ])
})

test('the window begins anew with the first call after it, and other channels have their own', () => {
  const { throttle, at } = open()
  for (let n = 0; n < 5; n += 1) throttle.route(POST, 'news')
  const other = throttle.route(POST, 'sport')?.over
  const early = at(4999, () => throttle.route(POST, 'news')?.over)
  const late = at(5000, () => throttle.route(POST, 'news')?.remaining)
  expect([other, early, late]).toEqual([false, true, 4])
})

test('in a world that is twenty times as fast everything passes twenty times as fast', () => {
  const { throttle, at } = open({ perSecond: 2, times: 20 })
  const waits = [0, 0, 0, 50].map(ms => at(ms, throttle.tooMany))
  expect([waits, at(50, () => throttle.route(POST, 'news')?.resetAfterMs)]).toEqual([
    [undefined, undefined, 50, undefined],
    250,
  ])
})

function open(over: { readonly perSecond?: number; readonly times?: number } = {}) {
  let now = 0
  const throttle = openThrottle({ monotonic: () => now, routes: true, times: 1, ...over })
  return {
    throttle,
    at<Result>(ms: number, act: () => Result): Result {
      now = ms
      return act()
    },
  }
}
