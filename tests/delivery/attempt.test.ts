import { describe, expect, test } from 'vitest'
import { attempt, PATIENCE } from '../../src/delivery/attempt.ts'
import type { Carrier, Posting, Sighting } from '../../src/delivery/carrier.ts'
import type { LeasedStep } from '../../src/store/step.ts'
import { MINUTE, step, T0 } from '../store/steps.ts'

const LATE = T0 + 15 * MINUTE
const receipt = { channel: 'news', message: 'm1' }
const posted: Posting = { kind: 'posted', receipt }
const later = (retryAfterMs: number, scope: 'channel' | 'lane' = 'channel'): Posting => ({
  kind: 'try-later',
  retryAfterMs,
  scope,
  reason: 'Too many.',
})
const unclear: Posting = { kind: 'look-first', reason: 'Lost.' }
const never = (scope: 'step' | 'channel'): Posting => ({
  kind: 'give-up',
  reason: 'Archived.',
  remedy: 'Unarchive it.',
  scope,
})

const found: Sighting = { kind: 'found', receipt }
const absent: Sighting = { kind: 'absent' }
const blind: Sighting = { kind: 'cannot-look', reason: 'Only its reader sees it.' }
const dazzled = (retryAfterMs: number): Sighting => ({ kind: 'try-later', retryAfterMs, reason: 'Too many looks.' })

const wait = (ms: number, looks: boolean) => ({ outcome: { state: 'waiting', nextTryAt: T0 + ms, looks } })
const hold = (ms: number, channel?: string) => ({
  hold: { ...(channel === undefined ? {} : { channel }), until: T0 + ms },
})
const doubt = (reason: string) => ({ outcome: { state: 'in-doubt', reason } })
const OLD = doubt('It was first tried too long ago to tell whether it was removed.')

interface Row {
  readonly name: string
  readonly posting?: Posting
  /** Given when an earlier try may have landed. */
  readonly sighting?: Sighting
  readonly step?: Partial<LeasedStep>
  /** How long ago it was first tried. */
  readonly age?: number
  readonly calls: readonly string[]
  readonly gives: object
}

const ROWS: readonly Row[] = [
  { name: 'posted: its receipt', posting: posted, calls: ['post'], gives: { outcome: { state: 'posted', receipt } } },
  {
    name: 'refused for good: what a person can do',
    posting: never('channel'),
    calls: ['post'],
    gives: { outcome: { state: 'refused', reason: 'Archived.' }, remedy: 'Unarchive it.', lasts: true },
  },
  {
    name: 'refused for itself alone: the next one can go well',
    posting: never('step'),
    calls: ['post'],
    gives: { outcome: { state: 'refused', reason: 'Archived.' }, remedy: 'Unarchive it.', lasts: false },
  },
  {
    name: 'asked to wait: the channel waits too, and nobody has to look',
    posting: later(7_000),
    calls: ['post'],
    gives: { ...wait(7_000, false), ...hold(7_000, 'news') },
  },
  {
    name: 'asked to wait as a whole: the lane waits too',
    posting: later(7_000, 'lane'),
    calls: ['post'],
    gives: { ...wait(7_000, false), ...hold(7_000) },
  },
  {
    name: 'asked to wait a part of a millisecond: a whole one',
    posting: later(0.2),
    calls: ['post'],
    gives: { ...wait(1, false), ...hold(1, 'news') },
  },
  ...[0, -5, Number.NaN, Number.POSITIVE_INFINITY].map(ms => ({
    name: `asked to wait ${ms}: our own wait`,
    posting: later(ms),
    calls: ['post'],
    gives: { ...wait(1_000, false), ...hold(1_000, 'news') },
  })),
  {
    name: 'asked to wait until it is too late: refused, and the channel waits',
    posting: later(1_001),
    step: { expiresAt: T0 + 1_000 },
    calls: ['post'],
    gives: { outcome: { state: 'refused', reason: 'Too many.' }, ...hold(1_001, 'news') },
  },
  { name: 'unclear: looked for in a second', posting: unclear, calls: ['post'], gives: wait(1_000, true) },
  {
    name: 'unclear for the fourth time: in eight',
    posting: unclear,
    step: { attempts: 3 },
    calls: ['post'],
    gives: wait(8_000, true),
  },
  {
    name: 'unclear for the fiftieth time: in a minute',
    posting: unclear,
    step: { attempts: 49 },
    calls: ['post'],
    gives: wait(MINUTE, true),
  },
  {
    name: 'unclear at the last moment: looked for all the same',
    posting: unclear,
    step: { expiresAt: T0 },
    calls: ['post'],
    gives: wait(1_000, true),
  },
  {
    name: 'too late: refused without a call',
    step: { expiresAt: T0 - 1 },
    calls: [],
    gives: { outcome: { state: 'refused', reason: 'It could not be posted in time.' } },
  },
  {
    name: 'found: its receipt, not posted again',
    sighting: found,
    calls: ['find'],
    gives: { outcome: { state: 'posted', receipt } },
  },
  {
    name: 'found when it is too late: posted all the same',
    sighting: found,
    step: { expiresAt: T0 - 1 },
    calls: ['find'],
    gives: { outcome: { state: 'posted', receipt } },
  },
  {
    name: 'found after a day: its receipt',
    sighting: found,
    age: 1_440 * MINUTE,
    calls: ['find'],
    gives: { outcome: { state: 'posted', receipt } },
  },
  {
    name: 'absent: posted',
    sighting: absent,
    posting: posted,
    calls: ['find', 'post'],
    gives: { outcome: { state: 'posted', receipt } },
  },
  {
    name: 'absent and unclear again: looked for again',
    sighting: absent,
    posting: unclear,
    step: { attempts: 1 },
    calls: ['find', 'post'],
    gives: wait(2_000, true),
  },
  {
    name: 'absent and asked to wait: known not to be there',
    sighting: absent,
    posting: later(7_000),
    calls: ['find', 'post'],
    gives: { ...wait(7_000, false), ...hold(7_000, 'news') },
  },
  {
    name: 'absent and refused: refused',
    sighting: absent,
    posting: never('channel'),
    calls: ['find', 'post'],
    gives: { outcome: { state: 'refused', reason: 'Archived.' }, remedy: 'Unarchive it.', lasts: true },
  },
  {
    name: 'absent after ten minutes: posted',
    sighting: absent,
    posting: posted,
    age: 10 * MINUTE,
    calls: ['find', 'post'],
    gives: { outcome: { state: 'posted', receipt } },
  },
  { name: 'absent after more: in doubt', sighting: absent, age: 10 * MINUTE + 1, calls: ['find'], gives: OLD },
  ...(['remove', 'edit', 'archive', 'publish'] as const).map(kind => ({
    name: `nothing that a ${kind} can be seen by, after an outage of hours: done once more`,
    sighting: absent,
    posting: posted,
    step: { kind },
    age: 180 * MINUTE,
    calls: ['find', 'post'],
    gives: { outcome: { state: 'posted', receipt } },
  })),
  {
    name: 'a thread that is absent after more: in doubt',
    sighting: absent,
    step: { kind: 'open-thread' },
    age: 10 * MINUTE + 1,
    calls: ['find'],
    gives: OLD,
  },
  {
    name: 'absent when it is too late: refused, because it is known not to be there',
    sighting: absent,
    step: { expiresAt: T0 - 1 },
    calls: ['find'],
    gives: { outcome: { state: 'refused', reason: 'It could not be posted in time.' } },
  },
  {
    name: 'no way to look: in doubt, and the owner is told',
    sighting: blind,
    calls: ['find'],
    gives: { ...doubt('Only its reader sees it.'), remedy: 'Only its reader sees it.' },
  },
  {
    name: 'asked to look later: then',
    sighting: dazzled(30_000),
    calls: ['find'],
    gives: wait(30_000, true),
  },
  {
    name: 'asked to look at once, for the fourth time: after our own wait',
    sighting: dazzled(0),
    step: { attempts: 3 },
    calls: ['find'],
    gives: wait(8_000, true),
  },
  {
    name: 'asked to look when it is too late: in doubt',
    sighting: dazzled(30_000),
    step: { expiresAt: T0 + 29_999 },
    calls: ['find'],
    gives: doubt('Too many looks.'),
  },
]

function carrier(calls: string[], posting: Posting | undefined, sighting: Sighting | undefined): Carrier {
  const answer = async <Answer>(call: string, given: Answer | undefined): Promise<Answer> => {
    calls.push(call)
    if (given === undefined) throw new Error(`nobody answers ${call}`)
    return given
  }
  return {
    platform: 'slack',
    limits: () => [],
    post: () => answer('post', posting),
    find: () => answer('find', sighting),
  }
}

function leased(over: Partial<LeasedStep>): LeasedStep {
  return { ...step('a', { expiresAt: LATE }), claim: 'ask', looks: false, attempts: 0, firstTryAt: T0, ...over }
}

describe('A try', () => {
  for (const row of ROWS) {
    test(row.name, async () => {
      const calls: string[] = []
      const tried = leased({ looks: row.sighting !== undefined, firstTryAt: T0 - (row.age ?? 0), ...row.step })
      const attempted = await attempt(tried, carrier(calls, row.posting, row.sighting), () => T0, PATIENCE, T0)
      expect({ calls, ...attempted }).toEqual({ calls: row.calls, ...row.gives })
    })
  }

  test('of an adapter that throws while posting is looked for, and the mistake is named', async () => {
    const attempted = await attempt(leased({}), carrier([], undefined, undefined), () => T0, PATIENCE, T0)
    expect(attempted).toEqual({ ...wait(1_000, true), thrown: new Error('nobody answers post') })
  })

  test('of an adapter that throws while looking does not post', async () => {
    const attempted = await attempt(leased({ looks: true }), carrier([], posted, undefined), () => T0, PATIENCE, T0)
    expect(attempted).toEqual({ ...wait(1_000, true), thrown: new Error('nobody answers find') })
  })

  test('of an adapter that throws while looking until it is too late is in doubt', async () => {
    const late = leased({ looks: true, expiresAt: T0 })
    const attempted = await attempt(late, carrier([], posted, undefined), () => T0, PATIENCE, T0)
    expect(attempted.outcome).toEqual({ state: 'in-doubt', reason: 'The slack adapter failed while looking.' })
  })

  test('whose look took so long that the lease could end during a post does not post yet', async () => {
    const calls: string[] = []
    const tried = leased({ looks: true })
    const attempted = await attempt(tried, carrier(calls, posted, absent), () => T0, PATIENCE, T0 - 1)
    expect([calls, attempted]).toEqual([['find'], wait(0, false)])
  })

  test.each([
    ['posts when another call may leave', true, ['find', 'again', 'post']],
    ['does not when none may', false, ['find', 'again']],
  ] as const)('that looked first %s', async (_, may, expected) => {
    const calls: string[] = []
    const again = async () => {
      calls.push('again')
      return may
    }
    const { outcome } = await attempt(
      leased({ looks: true }),
      carrier(calls, posted, absent),
      () => T0,
      PATIENCE,
      T0,
      again,
    )
    expect([calls, outcome.state]).toEqual([expected, may ? 'posted' : 'waiting'])
  })

  test('waits from the moment of the answer, not from that of the call', async () => {
    let clock = T0
    const slow: Carrier = {
      ...carrier([], posted, absent),
      post: () => {
        clock += 9_000
        return Promise.resolve(unclear)
      },
    }
    expect(await attempt(leased({}), slow, () => clock, PATIENCE, T0)).toEqual(wait(10_000, true))
  })
})
