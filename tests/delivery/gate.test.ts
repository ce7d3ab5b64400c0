import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Paced } from '../../src/delivery/carrier.ts'
import { openGate } from '../../src/delivery/gate.ts'
import type { Limit, Pace } from '../../src/delivery/pace.ts'
import { step } from '../store/steps.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 }))
afterEach(() => void vi.useRealTimers())

const SECOND: Limit = { kind: 'window', covers: 'lane', bucket: 'second', calls: 1, perMs: 100 }
const digest = (key: string): Paced => ({ ...step(key), claim: 'edition/d1@2026-12-01T08:30' })

function open(leaves: Pace['leaves'], signal = new AbortController().signal) {
  return openGate({ leaves }, ({ payload }) => (payload === 'free' ? [] : [SECOND]), Date.now, signal)
}

/** A gate that lets `calls` of a lane through in each stretch of 100 ms; `left` says who left when. */
function openWay(calls: number) {
  const stop = new AbortController()
  const left: string[] = []
  const counted = new Map<string, number[]>()
  const gate = open((lane, limits) => {
    if (limits.length === 0) return 0
    const times = (counted.get(lane) ?? []).filter(at => at > Date.now() - 100)
    const first = times[times.length - calls]
    if (first !== undefined) return first + 100 - Date.now()
    counted.set(lane, [...times, Date.now()])
    return 0
  }, stop.signal)
  const go = (one: Paced) =>
    gate(one, () => {
      left.push(`${one.key} ${Date.now()}`)
      return Promise.resolve(one.key)
    })
  return { left, go, stop }
}

test('those whose window is full leave in the order in which they came, as soon as there is room', async () => {
  const { left, go } = openWay(2)
  for (const key of ['a', 'b', 'c', 'd', 'e']) void go(step(key))
  await vi.advanceTimersByTimeAsync(150)
  void go(step('f'))
  await vi.advanceTimersByTimeAsync(200)
  expect(left).toEqual(['a 0', 'b 0', 'c 100', 'd 100', 'e 200', 'f 200'])
})

test('nothing else has its turn between being counted and leaving', async () => {
  const order: string[] = []
  const gate = open(() => {
    order.push('counted')
    return 0
  })
  const call = async (key: string) => void order.push(`left ${key}`)
  await Promise.all(['a', 'b'].map(key => gate(step(key), () => call(key))))
  expect(order).toEqual(['counted', 'left a', 'counted', 'left b'])
})

test('what somebody asks for passes by digests that wait, and lanes do not wait for each other', async () => {
  const { left, go } = openWay(1)
  for (const key of ['a', 'b', 'c']) void go(digest(key))
  void go({ ...step('now'), claim: 'ask' })
  void go(step('other', { lane: 'slack/T02' }))
  await vi.advanceTimersByTimeAsync(300)
  expect(left.toSorted()).toEqual(['a 0', 'b 200', 'c 300', 'now 100', 'other 0'])
})

test('what counts against nothing waits for nobody', async () => {
  const { left, go } = openWay(1)
  for (const key of ['a', 'b']) void go(step(key))
  void go(step('answer', { payload: 'free', urgent: true }))
  await vi.advanceTimersByTimeAsync(300)
  expect(left).toEqual(['a 0', 'answer 0', 'b 100'])
})

test('whoever waits hears of the end at once, and hands on what comes of the call', async () => {
  const { go, stop } = openWay(1)
  const made = [go(step('a')), go(step('b')), go(step('c'))]
  stop.abort()
  expect(await Promise.all(made)).toEqual(['a', 'b', 'c'])
})

test('a call that fails keeps back nobody behind it', async () => {
  const { left, go } = openWay(1)
  const gate = open(() => 0)
  await expect(gate(step('a'), () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
  void go(step('b'))
  expect(left).toEqual(['b 0'])
})
