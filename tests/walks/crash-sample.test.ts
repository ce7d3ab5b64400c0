import { expect, test } from 'vitest'
import type { KillPoint, Platform } from './crash.ts'
import { crash } from './crash.ts'

/** A few of the points of `crash-every.walk.ts`, which are all walked in CI. */
const sample: readonly (readonly [Platform, string, KillPoint])[] = [
  ['Slack', 'after the ask was kept', { at: 'write', nth: 1, moment: 'after' }],
  ['Slack', 'when the root was accepted', { at: 'call', nth: 1, phase: 'accepted' }],
  ['Discord', 'when the root was accepted', { at: 'call', nth: 1, phase: 'accepted' }],
  ['Discord', 'when the thread was opened', { at: 'call', nth: 2, phase: 'accepted' }],
]

test.concurrent.each(sample)(
  'on %s a bot killed %s posts the rest, and nothing twice',
  async (platform, _name, point) => {
    const { killed, lines, expected } = await crash(platform, point)
    expect([killed, lines]).toEqual([true, expected])
  },
)

test.concurrent.each(['Slack', 'Discord'] as const)(
  'on %s a bot killed before the ask was kept posts nothing, and the asker is told',
  async platform => {
    const { lines, outcome } = await crash(platform, { at: 'write', nth: 1, moment: 'before' })
    expect([lines, outcome.acknowledged, outcome.error === undefined]).toEqual([[], false, false])
  },
)
