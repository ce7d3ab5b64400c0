import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Attempted } from '../../src/delivery/attempt.ts'
import { report } from '../../src/monitor/report.ts'
import { judgeStep } from '../../src/schedule/verdict.ts'
import { berlin, leaseAll, openRoom, type Room, story } from './newsroom.ts'

const REFUSED: Attempted = { outcome: { state: 'refused', reason: 'It is archived.' }, remedy: 'Open it again.' }
const TOO_LATE: Attempted = { outcome: { state: 'refused', reason: 'It could not be posted in time.' } }
const NO_THREADS: Attempted = {
  outcome: { state: 'refused', reason: 'No threads.' },
  remedy: 'Use another.',
  lasts: true,
}
const TOO_LONG: Attempted = { outcome: { state: 'refused', reason: 'Too long.' }, remedy: 'Report it.', lasts: false }
const POSTED: Attempted = { outcome: { state: 'posted', receipt: { channel: 'news', message: '1' } } }

let room: Room
beforeEach(async () => {
  room = await openRoom()
  await room.subscribe('aaaaaaaa')
})
afterEach(() => room.end())

const log = {
  info: () => undefined,
  warn: (message: string) => void room.log.push({ message }),
  error: () => undefined,
}

/** Each day a new story, whose root goes as told, and where it was posted its replies. */
async function days(...how: readonly (Attempted | { readonly below: Attempted })[]): Promise<void> {
  for (const [index, went] of how.entries()) {
    const now = berlin(index + 1)
    const [root, below] = 'below' in went ? [POSTED, went.below] : [went, POSTED]
    room.library.put(story(`story-${index}`, `2026-12-0${index + 1}`))
    await room.schedule.tick(now)
    for (let ready = await leaseAll(room.store, now); ready.length > 0; ready = await leaseAll(room.store, now)) {
      for (const step of ready) {
        const attempted = step.under === undefined ? root : below
        const judged = judgeStep(step, attempted)
        const settled = await room.store.settle(step.key, 'p1', judged.outcome, now)
        if (settled !== 'lost') report(log, step, judged, settled)
      }
    }
  }
}

test('a digest that was refused three times in a row does not run any more, and says why', async () => {
  await days(REFUSED, REFUSED, REFUSED)
  const { nextAt, halted } = (await room.row('aaaaaaaa'))!
  expect([nextAt, halted?.reason, halted?.remedy, halted?.told]).toEqual([
    undefined,
    'It is archived.',
    'Open it again.',
    false,
  ])
})

test('that is told in the log once', async () => {
  await days(REFUSED, REFUSED, REFUSED)
  expect(room.log.filter(({ message }) => message.includes('refused too often'))).toHaveLength(1)
})

test('one that was posted in between starts the count anew', async () => {
  await days(REFUSED, REFUSED, POSTED, REFUSED, REFUSED)
  expect(await room.row('aaaaaaaa')).toMatchObject({ refusals: 2, nextAt: berlin(6) })
})

test('a digest whose sides are refused three times in a row does not run any more either', async () => {
  await days({ below: NO_THREADS }, { below: NO_THREADS }, { below: NO_THREADS })
  const { nextAt, halted } = (await room.row('aaaaaaaa'))!
  expect([nextAt, halted?.reason, halted?.remedy]).toEqual([undefined, 'No threads.', 'Use another.'])
})

test('sides that were too long, or too late, halt nothing', async () => {
  await days({ below: TOO_LONG }, { below: TOO_LATE }, { below: TOO_LONG }, { below: TOO_LATE })
  expect(await room.row('aaaaaaaa')).toMatchObject({ refusals: 0, nextAt: berlin(5) })
})

test('what only came too late, in an outage for example, halts nothing', async () => {
  await days(TOO_LATE, TOO_LATE, TOO_LATE, TOO_LATE)
  expect(await room.row('aaaaaaaa')).toMatchObject({ refusals: 0, nextAt: berlin(5) })
})
