import { expect, test } from 'vitest'
import { openCallLog } from '../../src/emulators/call-log.ts'
import type { Fault } from '../../src/emulators/emulator.ts'
import { conduct, type Reply, startWeather } from '../../src/emulators/weather.ts'

const fine: Reply = { status: 200, headers: {}, body: 'fine' }

function setting(faults: readonly Fault[] = []) {
  const log = openCallLog()
  const weather = startWeather(() => {})
  for (const fault of faults) weather.fail(fault)
  const done: string[] = []
  const phases: string[] = []
  log.onCall((call, phase) => {
    phases.push(`${call.name} ${phase}`)
  })
  const caller = { gone: false }
  async function call(name: string, options: { writes?: boolean; channel?: string; reply?: Reply } = {}) {
    let outcome = 'nothing'
    await conduct(log, weather, {
      arrival: { name, at: 0, body: {}, ...(options.channel && { channel: options.channel }) },
      writes: options.writes ?? true,
      act() {
        done.push(name)
        return options.reply ?? fine
      },
      rateLimited: afterMs => ({ status: 429, headers: {}, body: String(afterMs), error: 'ratelimited' }),
      broken: status => ({ status, headers: {}, body: '', error: 'broken' }),
      async send(reply) {
        outcome = String(reply.status)
        return !caller.gone
      },
      cut() {
        outcome = 'cut'
      },
      gone: () => caller.gone,
    })
    return outcome
  }
  return { log, weather, done, phases, caller, call }
}

test('a fault without a name meets writes only, one at a time and in the order in which they were armed', async () => {
  const { call, done } = setting([
    { kind: 'rate-limit', afterMs: 1000, times: 2 },
    { kind: 'server-error', accepted: false },
  ])
  const outcomes = [await call('read', { writes: false })]
  for (const name of ['a', 'b', 'c', 'd']) outcomes.push(await call(name))
  expect({ outcomes, done }).toEqual({ outcomes: ['200', '429', '429', '502', '200'], done: ['read', 'd'] })
})

test('a fault with a name waits for that call, and a rate limit for its channel', async () => {
  const { call } = setting([
    { kind: 'drop', on: 'read', accepted: false },
    { kind: 'rate-limit', afterMs: 1, channel: 'C2' },
  ])
  const outcomes = [
    await call('write', { channel: 'C1' }),
    await call('write', { channel: 'C2' }),
    await call('read', { writes: false }),
  ]
  expect(outcomes).toEqual(['200', '429', 'cut'])
})

test('an accepted fault carries the call out and then loses the answer', async () => {
  const { call, done, log, phases } = setting([
    { kind: 'drop', accepted: true },
    { kind: 'server-error', accepted: true, status: 503 },
  ])
  const outcomes = [await call('a'), await call('b')]
  expect({ outcomes, done, statuses: log.calls().map(one => one.status), phases }).toEqual({
    outcomes: ['cut', '503'],
    done: ['a', 'b'],
    statuses: [undefined, 503],
    phases: ['a arrived', 'a accepted', 'b arrived', 'b accepted', 'b answered'],
  })
})

test('a refused call is answered without having been accepted', async () => {
  const { call, phases, log } = setting()
  await call('a', { reply: { ...fine, error: 'no_text' } })
  expect({ phases, error: log.calls()[0]?.error }).toEqual({ phases: ['a arrived', 'a answered'], error: 'no_text' })
})

test('a caller that dies on arrival is not served', async () => {
  const { call, caller, done, log } = setting()
  log.onCall((_, phase) => {
    caller.gone = phase === 'arrived'
  })
  await call('a')
  expect({ done, status: log.calls()[0]?.status }).toEqual({ done: [], status: undefined })
})

test('a socket is cut off at once, and a duplicate is used once', () => {
  const cuts: boolean[] = []
  const weather = startWeather(announced => cuts.push(announced))
  weather.fail({ kind: 'disconnect', announced: true })
  weather.fail({ kind: 'duplicate' })
  expect({ cuts, copies: [weather.duplicates(), weather.duplicates()] }).toEqual({
    cuts: [true],
    copies: [true, false],
  })
})
