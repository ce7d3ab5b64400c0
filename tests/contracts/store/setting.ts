import { expect, test } from 'vitest'
import { T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const SET = { kind: 'setting', lane: 'slack/T01', channel: 'news', value: '{"story":"off"}', by: 'ana' } as const

export function settingContract({ store }: Bench): void {
  test('a setting is kept with the claim that it came with', async () => {
    await store().take('ask', [], T0, { changes: [SET] })
    expect(await store().setting('slack/T01', 'news')).toBe('{"story":"off"}')
  })

  test('a claim that is there already changes nothing', async () => {
    await store().take('ask', [], T0, { changes: [SET] })
    await store().take('ask', [], T0, { changes: [{ ...SET, value: '{}' }] })
    expect(await store().setting('slack/T01', 'news')).toBe('{"story":"off"}')
  })

  test('the last one counts, in its channel only', async () => {
    await store().take('one', [], T0, { changes: [SET] })
    await store().take('two', [], T0, { changes: [{ ...SET, value: '{}' }] })
    expect([await store().setting('slack/T01', 'news'), await store().setting('slack/T02', 'news')]).toEqual([
      '{}',
      undefined,
    ])
  })
}
