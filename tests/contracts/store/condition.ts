import { expect, test } from 'vitest'
import type { StepOutcome } from '../../../src/store/step.ts'
import { inDoubt, keys, landed, lease, OWNER, refused, states, step, T0 } from '../../store/steps.ts'
import type { Bench } from '../store-contract.ts'

const ENDS: readonly (readonly [string, StepOutcome])[] = [
  ['posted', landed('m1')],
  ['refused', refused],
  ['in-doubt', inDoubt],
]
const CONDITIONS = [
  { condition: 'under', posted: 'ready', refused: 'dropped', 'in-doubt': 'dropped', dropped: 'dropped' },
  { condition: 'ifRefused', posted: 'dropped', refused: 'ready', 'in-doubt': 'dropped', dropped: 'dropped' },
  { condition: 'after', posted: 'ready', refused: 'ready', 'in-doubt': 'ready', dropped: 'ready' },
] as const

export function conditionContract({ store }: Bench): void {
  const isReady = async (key: string) => (keys(await lease(store(), T0)).includes(key) ? 'ready' : undefined)

  for (const { condition, ...then } of CONDITIONS) {
    test(`a step ${condition} another is not given before that one is settled`, async () => {
      await store().take('ask', [step('first'), step('second', { [condition]: 'first' })], T0)
      expect(keys(await lease(store(), T0))).toEqual(['first'])
    })

    for (const [name, outcome] of ENDS) {
      const end = name === 'posted' || name === 'refused' ? name : 'in-doubt'
      test(`a step ${condition} another is ${then[end]} when that one is ${name}`, async () => {
        await store().take('ask', [step('first'), step('second', { [condition]: 'first' })], T0)
        await lease(store(), T0)
        await store().settle('first', OWNER, outcome, T0)
        const ready = await isReady('second')
        expect(ready ?? (await states(store())).second).toBe(then[end])
      })
    }

    test(`a step ${condition} another is ${then.dropped} when that one is dropped`, async () => {
      const chain = [step('root'), step('first', { under: 'root' }), step('second', { [condition]: 'first' })]
      await store().take('ask', chain, T0)
      await lease(store(), T0)
      await store().settle('root', OWNER, refused, T0)
      const ready = await isReady('second')
      expect(ready ?? (await states(store())).second).toBe(then.dropped)
    })
  }

  test('a step that has to be tried again drops nothing', async () => {
    await store().take('ask', [step('root'), step('reply', { under: 'root' }), step('else', { ifRefused: 'root' })], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, { state: 'waiting', nextTryAt: T0 + 1, looks: true }, T0)
    expect(await states(store())).toEqual({ root: 'waiting', reply: 'queued', else: 'queued' })
  })

  test('a whole branch is dropped with its root, to the last step', async () => {
    const chain = Array.from({ length: 50 }, (_, n) => step(`s${n + 1}`, { under: `s${n}` }))
    await store().take('ask', [step('s0'), ...chain], T0)
    await lease(store(), T0)
    await store().settle('s0', OWNER, inDoubt, T0)
    expect(new Set(Object.values(await states(store())))).toEqual(new Set(['in-doubt', 'dropped']))
  })

  test('a refused root gives way to its second road, and the replies of the first are dropped', async () => {
    const roads = [
      step('root'),
      step('reply', { under: 'root' }),
      step('late', { ifRefused: 'root' }),
      step('late-reply', { under: 'late', after: 'reply' }),
    ]
    await store().take('ask', roads, T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, refused, T0)
    const second = keys(await lease(store(), T0))
    await store().settle('late', OWNER, landed('m2'), T0)
    expect([second, keys(await lease(store(), T0)), await states(store())]).toEqual([
      ['late'],
      ['late-reply'],
      { root: 'refused', reply: 'dropped', late: 'posted', 'late-reply': 'posting' },
    ])
  })

  test('all conditions of a step have to come true', async () => {
    const all = step('all', { under: 'root', ifRefused: 'other', after: 'third' })
    await store().take('ask', [step('root'), step('other'), step('third'), all], T0)
    await lease(store(), T0)
    await store().settle('root', OWNER, landed('m1'), T0)
    const one = await isReady('all')
    await store().settle('other', OWNER, refused, T0)
    const two = await isReady('all')
    await store().settle('third', OWNER, inDoubt, T0)
    expect([one, two, await isReady('all')]).toEqual([undefined, undefined, 'ready'])
  })

  test('replies that are leased together each have their own root’s receipt', async () => {
    const threads = ['a', 'b'].flatMap(name => [step(name), step(`${name}-reply`, { under: name })])
    await store().take('ask', threads, T0)
    await lease(store(), T0)
    await store().settle('a', OWNER, landed('ma'), T0)
    await store().settle('b', OWNER, landed('mb'), T0)
    const replies = await lease(store(), T0)
    expect(replies.map(reply => reply.beneath?.message)).toEqual(['ma', 'mb'])
  })

  test('a step knows of what it waited for, of which kind that was and whether it landed', async () => {
    const thread = step('thread', { kind: 'open-thread' })
    const [first, second] = [step('first', { after: 'thread' }), step('second', { after: 'first' })]
    await store().take('ask', [thread, first, second], T0)
    await lease(store(), T0)
    await store().settle('thread', OWNER, landed('m1'), T0)
    const [one] = await lease(store(), T0)
    await store().settle('first', OWNER, refused, T0)
    const [two] = await lease(store(), T0)
    expect([one?.behind, two?.behind]).toEqual([
      { kind: 'open-thread', receipt: { channel: 'news', message: 'm1' } },
      { kind: 'post' },
    ])
  })
}
