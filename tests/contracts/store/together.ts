import { expect, test } from 'vitest'
import { keys, landed, lease, OWNER, STRANGER, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const CLAIMS = Array.from({ length: 20 }, (_, n) => `ask${n}`)

export function togetherContract({ store, home }: Bench): void {
  test('never lease the same step', async () => {
    const other = await home().open()
    await store().take(
      'ask',
      CLAIMS.map(key => step(key)),
      T0,
    )
    const leases = await Promise.all(
      CLAIMS.map((_, n) => lease(n % 2 ? other : store(), T0, { most: 2, owner: n % 2 ? STRANGER : OWNER })),
    )
    await other.close()
    expect(keys(leases.flat()).toSorted()).toEqual(CLAIMS.toSorted())
  })

  test('take each claim once', async () => {
    const other = await home().open()
    const race = CLAIMS.map(claim =>
      Promise.all([store().take(claim, [step(`${claim}-1`)], T0), other.take(claim, [step(`${claim}-2`)], T0)]),
    )
    const winners = (await Promise.all(race)).map(pair => pair.filter(one => one.kind === 'taken').length)
    const kept = await other.steps()
    await other.close()
    expect([new Set(winners), kept.length]).toEqual([new Set([1]), CLAIMS.length])
  })

  test('see at once what the other has written', async () => {
    const other = await home().open()
    await store().take('ask', [step('root'), step('reply', { under: 'root' })], T0)
    await lease(other, T0)
    await other.settle('root', OWNER, landed('m1'), T0)
    const [reply] = await lease(store(), T0)
    await other.close()
    expect(reply?.beneath?.message).toBe('m1')
  })

  test('leave nothing unanswered that is under way when one of them is closed', async () => {
    const other = await home().open()
    const asked = CLAIMS.flatMap(claim => [
      other.setting('slack/T01', claim),
      other.take(claim, [step(claim)], T0),
      other.settle(claim, OWNER, landed('m'), T0),
    ])
    await other.close()
    // Done or refused: whoever waits for neither would wait for ever.
    const ended = await Promise.allSettled(asked)
    const kept = keys(await store().steps())
    const taken = CLAIMS.filter((_, n) => ended[3 * n + 1]?.status === 'fulfilled')
    expect(kept.toSorted()).toEqual(expect.arrayContaining(taken.toSorted()))
  })

  test('write side by side without failing', async () => {
    const other = await home().open()
    const work = async (mine: typeof other, name: string) => {
      for (const claim of CLAIMS) await mine.take(`${name}-${claim}`, [step(`${name}-${claim}`)], T0)
      for (const one of await lease(mine, T0, { owner: name })) await mine.settle(one.key, name, landed('m'), T0)
    }
    await Promise.all([work(store(), 'one'), work(other, 'two')])
    // One may have leased while the other was still taking.
    const rest = await lease(store(), T0)
    await Promise.all(rest.map(one => store().settle(one.key, OWNER, landed('m'), T0)))
    const steps = await store().steps()
    await other.close()
    expect([steps.length, new Set(steps.map(one => `${one.state} ${one.attempts}`))]).toEqual([
      2 * CLAIMS.length,
      new Set(['posted 1']),
    ])
  })
}
