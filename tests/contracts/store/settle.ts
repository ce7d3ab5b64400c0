import { expect, test } from 'vitest'
import type { StepOutcome } from '../../../src/store/step.ts'
import { inDoubt, landed, lease, MINUTE, OWNER, refused, STRANGER, states, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const waiting = { state: 'waiting', nextTryAt: T0 + 9, looks: true } as const
const OUTCOMES: readonly StepOutcome[] = [landed('m1'), refused, inDoubt, waiting]

export function settleContract({ store, home }: Bench): void {
  test('writes where a step ended up', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    const settled = await store().settle('a', OWNER, landed('m1'), T0)
    expect([settled, await store().steps()]).toEqual([
      'kept',
      [{ key: 'a', claim: 'ask', state: 'posted', attempts: 1, receipt: { channel: 'news', message: 'm1' } }],
    ])
  })

  test('writes why a step was refused', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, refused, T0)
    expect(await store().steps()).toMatchObject([{ state: 'refused', reason: 'The channel is archived.' }])
  })

  for (const outcome of OUTCOMES) {
    test(`a stranger who says ${outcome.state} is not heard`, async () => {
      await store().take('ask', [step('a'), step('b', { under: 'a' }), step('c', { ifRefused: 'a' })], T0)
      await lease(store(), T0)
      const settled = await store().settle('a', STRANGER, outcome, T0)
      expect([settled, await states(store())]).toEqual(['lost', { a: 'posting', b: 'queued', c: 'queued' }])
    })

    test(`an owner who lost the lease and says ${outcome.state} is not heard`, async () => {
      await store().take('ask', [step('a'), step('b', { under: 'a' }), step('c', { ifRefused: 'a' })], T0)
      await lease(store(), T0)
      await lease(store(), T0 + MINUTE, { owner: STRANGER })
      const settled = await store().settle('a', OWNER, outcome, T0 + MINUTE)
      expect([settled, await states(store())]).toEqual(['lost', { a: 'posting', b: 'queued', c: 'queued' }])
    })

    test(`a step that nobody leased cannot be ${outcome.state}`, async () => {
      await store().take('ask', [step('a')], T0)
      expect([await store().settle('a', OWNER, outcome, T0), await states(store())]).toEqual(['lost', { a: 'queued' }])
    })
  }

  test('an owner whose lease ran out is heard as long as nobody else took it', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    expect(await store().settle('a', OWNER, landed('m1'), T0 + MINUTE)).toBe('kept')
  })

  test('what is settled stays as it is', async () => {
    await store().take('ask', [step('a')], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, landed('m1'), T0)
    expect([await store().settle('a', OWNER, refused, T0), await states(store())]).toEqual(['lost', { a: 'posted' }])
  })

  test('of a step that is not there nothing is written', async () => {
    expect(await store().settle('nowhere', OWNER, refused, T0)).toBe('lost')
  })

  test('a waiting step keeps its secret for the next try', async () => {
    await store().take('ask', [step('a', { secret: 'token-of-a' })], T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, waiting, T0)
    expect(await lease(store(), T0 + MINUTE)).toMatchObject([{ secret: 'token-of-a' }])
  })

  test('secrets are nowhere in the store once their steps are settled', async () => {
    const secrets = ['posted', 'refused', 'doubted', 'dropped'].map(name => `token-of-${name}-${'x'.repeat(40)}`)
    const names = ['posted', 'refused', 'doubted']
    const three = names.map((name, n) => step(name, { secret: secrets[n] ?? '' }))
    await store().take('ask', [...three, step('dropped', { secret: secrets[3] ?? '', under: 'refused' })], T0)
    await lease(store(), T0)
    const before = await home().leftovers(secrets)
    await store().settle('posted', OWNER, landed('m1'), T0)
    await store().settle('refused', OWNER, refused, T0)
    await store().settle('doubted', OWNER, inDoubt, T0)
    expect([before, await home().leftovers(secrets)]).toEqual([secrets, []])
  })
}
