import { afterEach, expect, test } from 'vitest'
import type { LeasedStep } from '../../src/store/step.ts'
import { step, T0 } from '../store/steps.ts'
import { edition, subscription } from '../store/subscriptions.ts'
import type { Room } from './room.ts'
import { openRoom, pass } from './room.ts'

let room: Room
afterEach(() => room.leave())

const refusedOf = (nominal: string) => ({ ...edition('s', { nominal }), remedy: 'Open it again.', below: false })

test('what a refused step says of its edition is kept with it, and who hears of the try hears what came of that', async () => {
  const told: unknown[] = []
  room = await openRoom(() => 'refused', {
    judge: (one: LeasedStep, attempted) => {
      const { outcome } = attempted
      if (outcome.state !== 'refused') return attempted
      return { ...attempted, outcome: { ...outcome, edition: refusedOf(one.key) } }
    },
    told: (one, _, settled) => told.push([one.key, settled]),
  })
  const digest = subscription('s')
  await room.store.take('set', [], T0, { changes: [{ kind: 'subscribe', subscription: digest }] })
  for (const day of ['d1', 'd2', 'd3']) {
    await room.store.publish(edition('s', { nominal: day }), [step(day)], digest, T0)
    room.delivery.nudge()
    await pass(0)
  }
  expect(told).toEqual([
    ['d1', 'kept'],
    ['d2', 'kept'],
    ['d3', 'halted'],
  ])
})
