import { expect, test } from 'vitest'
import { createObservations } from '../../src/monitor/observations.ts'
import { createWatch } from '../../src/monitor/watch.ts'
import type { StepOutcome } from '../../src/store/step.ts'

const START = Date.UTC(2026, 10, 22, 8, 30)
const POSTED: StepOutcome = { state: 'posted', receipt: { channel: 'C1', message: '1' } }

function watched() {
  const clock = { at: START }
  return { clock, watch: createWatch(['slack', 'discord'], () => clock.at) }
}

const step = { claim: 'slack/T1/one', lane: 'slack/T1', kind: 'post' } as const

test('tries are counted by platform and by how they went', () => {
  const { watch } = watched()
  const outcomes: readonly StepOutcome[] = [
    POSTED,
    POSTED,
    { state: 'refused', reason: 'no' },
    { state: 'in-doubt', reason: 'who knows' },
    { state: 'waiting', nextTryAt: START, looks: false },
  ]
  for (const outcome of outcomes) watch.attempted(step, { outcome })
  const posts = [...watch.connections().values()].map(one => one.posts)
  expect(posts).toEqual([
    { posted: 2, refused: 1, 'in-doubt': 1, 'try-later': 1 },
    { posted: 0, refused: 0, 'in-doubt': 0, 'try-later': 0 },
  ])
})

test('a connection that is opened again is a reconnect, the first one is none', () => {
  const { watch } = watched()
  const pulse = watch.pulse('discord')
  pulse.up()
  // Discord says it in two ways.
  pulse.up()
  pulse.down()
  pulse.up()
  expect(watch.connections().get('discord')).toMatchObject({ connected: true, reconnects: 1 })
})

test('an edition is late until its first root stands in the channel, and once', () => {
  const { clock, watch } = watched()
  watch.kept({ subscription: 'abc', nominal: '2026-11-22T08:30', dueAt: START, outcome: 'posted' })
  const root = { ...step, claim: 'edition/abc@2026-11-22T08:30' }
  clock.at += 700
  watch.attempted(root, { outcome: { state: 'waiting', nextTryAt: clock.at, looks: false } })
  clock.at += 800
  for (const one of [{ ...root, under: 'above' }, root, root]) watch.attempted(one, { outcome: POSTED })
  expect([watch.lateness.drain(), watch.editions()]).toEqual([[1_500], { posted: 1, 'nothing-new': 0, skipped: 0 }])
})

test('a request is acknowledged by the urgent step of its claim', () => {
  const { clock, watch } = watched()
  watch.asked({ id: 'discord/1', at: START })
  const answer = { claim: 'discord/1', lane: 'discord/9', kind: 'post' } as const
  clock.at += 40
  watch.attempted({ ...answer, urgent: true }, { outcome: POSTED })
  clock.at += 40
  watch.attempted({ ...answer, urgent: true }, { outcome: POSTED })
  expect(watch.acknowledgements.get('discord')?.drain()).toEqual([40])
})

test('what nobody asks for does not grow, and the newest is kept', () => {
  const observed = createObservations(10)
  for (let n = 1; n <= 1_000; n += 1) observed.note(n)
  const kept = observed.drain()
  expect([kept.length <= 10, kept.at(-1), observed.drain()]).toEqual([true, 1_000, []])
})
