import { expect, test } from 'vitest'
import { keys, landed, lease, OWNER, refused, states, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

export function takeContract({ store, home }: Bench): void {
  test('keeps the steps of a claim', async () => {
    await store().take('ask', [step('root'), step('reply', { under: 'root' })], T0)
    expect(await store().steps()).toEqual([
      { key: 'root', claim: 'ask', state: 'queued', attempts: 0 },
      { key: 'reply', claim: 'ask', state: 'queued', attempts: 0 },
    ])
  })

  test('says who was first', async () => {
    const taken = [await store().take('ask', [step('a')], T0), await store().take('ask', [step('b')], T0)]
    expect(taken).toEqual([{ kind: 'taken' }, { kind: 'known' }])
  })

  test('keeps nothing of a second take', async () => {
    await store().take('ask', [step('a')], T0)
    await store().take('ask', [step('b')], T0)
    expect(await states(store())).toEqual({ a: 'queued' })
  })

  test('keeps a claim without steps', async () => {
    await store().take('ask', [], T0)
    expect(await store().take('ask', [step('a')], T0)).toEqual({ kind: 'known' })
  })

  test('keeps no step when one of them cannot be kept', async () => {
    await store().take('old', [step('twice')], T0)
    await expect(store().take('ask', [step('a'), step('twice'), step('b')], T0)).rejects.toThrow()
    expect(await states(store())).toEqual({ twice: 'queued' })
  })

  test('keeps no claim when a step cannot be kept', async () => {
    await expect(store().take('ask', [step('twice'), step('twice')], T0)).rejects.toThrow()
    expect(await store().take('ask', [step('a')], T0)).toEqual({ kind: 'taken' })
  })

  test('refuses a step that waits for one that is not there', async () => {
    const taken = store().take('ask', [step('a', { under: 'nowhere' })], T0)
    await expect(taken).rejects.toThrow('Step a waits for nowhere, which is neither before it nor kept.')
  })

  test('refuses steps that wait for each other', async () => {
    const circle = [step('a', { after: 'b' }), step('b', { after: 'a' })]
    await expect(store().take('ask', circle, T0)).rejects.toThrow('Step a waits for b')
  })

  test('a reply to the root of another claim has that root’s receipt', async () => {
    await store().take('first', [step('root')], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m1'), T0)
    await store().take('correction', [step('reply', { under: 'root' })], T0)
    expect((await lease(store(), T0))[0]?.beneath).toEqual({ channel: 'news', message: 'm1' })
  })

  test('drops at once what waits for a thing that went the other way', async () => {
    await store().take('first', [step('posted'), step('refused')], T0)
    await lease(store(), T0)
    await store().settle('posted', OWNER, landed('m1'), T0)
    await store().settle('refused', OWNER, refused, T0)
    const late = [
      step('reply', { under: 'refused' }),
      step('instead', { ifRefused: 'posted' }),
      step('below', { under: 'reply', secret: 'never-kept' }),
      step('good', { ifRefused: 'refused', after: 'posted' }),
    ]
    await store().take('late', late, T0)
    expect(await states(store())).toMatchObject({
      reply: 'dropped',
      instead: 'dropped',
      below: 'dropped',
      good: 'queued',
    })
  })

  test('every text comes back as it was given', async () => {
    const odd = 'a\u0000b \uE000 \uE0000\uE0001 \u2028 𝒳 \' " \\ ; drop table step --'
    const given = step(odd, { payload: odd, secret: odd, channel: odd })
    await store().take(odd, [given], T0)
    expect(await lease(store(), T0)).toEqual([{ ...given, claim: odd, looks: false, attempts: 0, firstTryAt: T0 }])
  })

  test('a thread of a thousand replies is kept whole', async () => {
    const replies = Array.from({ length: 1_000 }, (_, n) => step(`r${n}`, { under: 'root' }))
    await store().take('ask', [step('root'), ...replies], T0)
    expect(await store().steps()).toHaveLength(1_001)
  })

  test('what was taken is there after closing', async () => {
    const other = await home().open()
    await other.take('ask', [step('a')], T0)
    await other.close()
    expect(keys(await store().steps())).toEqual(['a'])
  })
}
