import { expect, test } from 'vitest'
import { discordLimits } from '../../src/adapters/discord/pace.ts'
import type { Paced } from '../../src/delivery/carrier.ts'
import { EDITION_CLAIM } from '../../src/store/rank.ts'
import { step } from '../store/steps.ts'
import { openRoom, pass } from './room.ts'

const BODY = { flags: 0, components: [] }
const MESSAGE = JSON.stringify({ call: 'message', into: 'channel', body: BODY })
const FURTHER = JSON.stringify({ call: 'follow-up', application: 'a', body: BODY })

test('what somebody asks for on Discord does not stand behind the digests that were let through', async ({
  onTestFinished,
}) => {
  const left = new Map<string, number>()
  const weather = ({ key }: Paced) => {
    left.set(key, Date.now())
    return 'lands' as const
  }
  const room = await openRoom({ weather, limits: discordLimits })
  onTestFinished(room.leave)
  const digests = Array.from({ length: 60 }, (_, n) => step(`d${n}`, { channel: `c${n}`, payload: MESSAGE }))
  await room.store.take(`${EDITION_CLAIM}d1@2026-12-01T08:30`, digests, Date.now())
  room.delivery.nudge()
  await pass(500)
  const askedAt = Date.now()
  await room.take(...Array.from({ length: 4 }, (_, n) => step(`a${n}`, { channel: `f${n}`, payload: MESSAGE })))
  await pass(500)
  const waited = [0, 1, 2, 3].map(n => (left.get(`a${n}`) ?? Number.POSITIVE_INFINITY) - askedAt)
  // The next look at the lane comes when it opens for a digest: after one 45th of a second at the latest.
  expect(Math.max(...waited)).toBeLessThanOrEqual(23)
})

test.each([
  ['a digest', MESSAGE, 'edition/d1@2026-12-01T08:30', [false, undefined]],
  ['what somebody asks for', MESSAGE, 'ask', [true, undefined]],
  ['what is being taken', MESSAGE, undefined, [true, undefined]],
  ['a further answer', FURTHER, 'ask', []],
] as const)('%s counts on Discord as it should', (_, payload, claim, own) => {
  const limits = discordLimits({ ...step('a', { payload }), ...(claim === undefined ? {} : { claim }) })
  const whole = limits.filter(({ covers }) => covers === 'lane')
  expect(whole.map(({ kind, first }) => (kind === 'steady' ? first !== undefined : first))).toEqual(own)
})
