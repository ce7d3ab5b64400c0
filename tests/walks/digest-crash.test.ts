import { expect, test } from 'vitest'
import { killAt } from './digest-crash.ts'

/** A few of the kills of `digest-crash.walk.ts`, which are all walked in CI. */
test.concurrent('a bot on Slack that is killed after its edition was kept posts it, once', async () => {
  expect(await killAt('Slack', 'compact', [['write', 1]])).toEqual({ kills: 1, lost: 0, doubled: 0 })
})

test.concurrent('a bot on Discord that is killed after its root was taken posts the rest, and nothing twice', async () => {
  expect(await killAt('Discord', 'full', [['call', 1]])).toEqual({ kills: 1, lost: 0, doubled: 0 })
})
