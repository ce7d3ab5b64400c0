import { expect, test } from 'vitest'
import { createClockDesk, openTownClock } from '../../src/playground/clock.ts'
import type { Push } from '../../src/playground/page/protocol.ts'
import { folderWith } from '../tools/captured.ts'
import { listen, playground, send } from './stage.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const ana = { person: 'ana', place: 'general' } as const

function isShown(push: Push, platform: string, words: RegExp): boolean {
  return push.kind === 'shown' && push.message.platform === platform && words.test(push.message.text)
}

test.each([
  [['2025-05-20-treaty.md', '2019-01-01-old.md', 'desk/2024-03-01-ports.md'], '2025-05-20T12:00:00.000Z'],
  [['2026-11-19-treaty.md', '2019-01-01-old.md'], '2026-11-22T12:00:00.000Z'],
  [['treaty.md'], '2026-11-22T12:00:00.000Z'],
])('a town with the stories %j lives on %s', async (files, wanted) => {
  const folder = folderWith(Object.fromEntries(files.map(file => [file, ''])))
  const clock = await openTownClock(() => NOON, folder)
  expect(new Date(clock.now()).toISOString()).toBe(wanted)
})

test('the town’s time goes forward only', async () => {
  const clock = await openTownClock(() => NOON, folderWith())
  clock.advance(NOON + 5_000)
  clock.advance(NOON - 5_000)
  expect([clock.now(), clock.ahead()]).toEqual([NOON + 5_000, 5_000])
})

test('a week later is seven days later', async () => {
  const clock = await openTownClock(() => NOON, folderWith())
  const bot = {
    nextDue: async () => undefined,
    settled: async () => true,
    tick: async () => ({ posted: 0, silent: 0, skipped: 0, passed: 0, left: 0 }),
    queue: async (_since: number, at: number) => ({ at, waiting: 0, dropped: new Map() }),
    watch: { lateness: { drain: () => [] } },
  }
  await createClockDesk(clock, bot, () => undefined).move('week')
  expect(clock.now()).toBe(NOON + 7 * 86_400_000)
})

test('the clock tells the page where it goes, waits for a post that bad weather holds up, and counts only digests that stand', async () => {
  const clock = await openTownClock(() => NOON, folderWith())
  const due = [NOON + 1_000, NOON + 3_600_000]
  const seen: string[] = []
  const told: Push[] = []
  let held = 0
  const desk = createClockDesk(
    clock,
    {
      nextDue: async () => due[0],
      settled: async () => true,
      async tick(now) {
        const ahead = told.flatMap(push => (push.kind === 'clock' ? [push.ahead] : [])).at(-1)
        seen.push(`${held} held at ${new Date(now).toISOString()}, the page ${ahead} ahead`)
        due.shift()
        held = 1
        return { posted: 1, silent: 0, skipped: 0, passed: 0, left: 0 }
      },
      async queue(_since, at) {
        const waiting = held
        held = 0
        return { at, waiting, dropped: new Map() }
      },
      watch: { lateness: { drain: () => [] } },
    },
    push => told.push(push),
  )
  const moved = await desk.move('day')
  expect(moved).toMatchObject({ value: { posted: 0, unposted: 3 } })
  expect(seen.slice(0, 2)).toEqual([
    '0 held at 2026-11-22T12:00:01.000Z, the page 1000 ahead',
    '0 held at 2026-11-22T13:00:00.000Z, the page 3600000 ahead',
  ])
})

test('a digest that is set on both platforms comes on both when the clock is moved to it, and is silent the next day', async () => {
  const { address } = await playground()
  const page = listen(address)
  await page.hears(push => push.kind === 'stories')
  const nowhere = await send(address, { act: 'clock', stride: 'next' })
  await send(address, { act: 'type', platform: 'slack', ...ana, text: '/digest daily 08:30 UTC' })
  await send(address, { act: 'type', platform: 'discord', ...ana, text: '/digest daily time:08:30 timezone:UTC' })
  const set = await page.hears(push => push.kind === 'clock' && push.next !== undefined)
  const moved = await send(address, { act: 'clock', stride: 'next' })
  const came = await Promise.all(
    (['slack', 'discord'] as const).map(platform => page.hears(push => isShown(push, platform, /WHO|pandemic/iu))),
  )
  const later = await send(address, { act: 'clock', stride: 'day' })
  const next = set.kind === 'clock' ? set.next : undefined
  expect([nowhere, came.length, moved, later]).toEqual([
    { ok: false, error: expect.stringContaining('/digest daily') },
    2,
    { ok: true, value: { kind: 'moved', at: expect.any(Number), posted: 2, unposted: 0, silent: 0, skipped: 0 } },
    { ok: true, value: { kind: 'moved', at: expect.any(Number), posted: 0, unposted: 0, silent: 2, skipped: 0 } },
  ])
  expect(new Date(next ?? 0).toISOString()).toMatch(/T08:30:00/u)
})
