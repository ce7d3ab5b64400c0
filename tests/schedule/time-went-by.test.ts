import { afterEach, beforeEach, expect, test } from 'vitest'
import { berlin, DAY, editionsOf, HOUR, MINUTE, openRoom, type Room, story } from './newsroom.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.end())

test('a digest that is less than six hours late is caught up', async () => {
  room.library.put(story('ports', '2026-11-30'))
  await room.subscribe('aaaaaaaa')
  await room.schedule.tick(berlin(1, 6 * HOUR - 1))
  expect(await editionsOf(room.store)).toEqual(['2026-12-01T08:30 posted'])
})

test('one that is later is skipped, and its edition says so', async () => {
  room.library.put(story('ports', '2026-11-30'))
  await room.subscribe('aaaaaaaa')
  await room.schedule.tick(berlin(1, 6 * HOUR))
  const [edition] = await room.store.editions('aaaaaaaa', 1)
  expect([edition!.outcome, edition!.note, (await room.store.steps()).length]).toEqual([
    'skipped',
    'The digest of 1 Dec 2026, 08:30 was not sent, because Counterpoint was not running then.',
    0,
  ])
})

test('of several days that were missed the last is made, and the others are said', async () => {
  room.library.put(story('ports', '2026-12-02'))
  await room.subscribe('aaaaaaaa')
  await room.schedule.tick(berlin(3, HOUR))
  expect(await editionsOf(room.store)).toEqual([
    '2026-12-01T08:30 skipped',
    '2026-12-02T08:30 skipped',
    '2026-12-03T08:30 posted',
  ])
})

test('of a year of absence a month of days is kept, and none is passed over in silence', async () => {
  await room.subscribe('aaaaaaaa')
  await room.schedule.tick(berlin(1, 365 * DAY + 7 * HOUR))
  const kept = await room.store.editions('aaaaaaaa', 1_000)
  const earliest = kept.toSorted((a, b) => a.dueAt - b.dueAt)[0]!
  expect([kept.length, earliest.note!.startsWith('337 digests, from 1 Dec 2026')]).toEqual([30, true])
})

test('what fell into a pause is left out without a word', async () => {
  room.library.put(story('ports', '2026-11-30'))
  await room.subscribe('aaaaaaaa', { pausedUntil: berlin(1, HOUR) })
  const report = await room.schedule.tick(berlin(1, HOUR))
  expect([report.passed, await editionsOf(room.store), (await room.row('aaaaaaaa'))!.nextAt]).toEqual([
    1,
    [],
    berlin(2),
  ])
})

test('a clock that is set back makes no digest twice', async () => {
  room.library.put(story('ports', '2026-11-30'))
  await room.subscribe('aaaaaaaa')
  await room.schedule.tick(berlin(1))
  room.library.put(story('piers', '2026-11-30'))
  await room.schedule.tick(berlin(1, -HOUR))
  await room.schedule.tick(berlin(1))
  expect(await editionsOf(room.store)).toEqual(['2026-12-01T08:30 posted'])
})

test('a clock that was years ahead loses no digest once it is right again', async () => {
  room.library.put(story('ports', '2026-12-01'))
  await room.subscribe('aaaaaaaa')
  await room.schedule.tick(berlin(1, 4_000 * DAY))
  await room.schedule.tick(berlin(2, -HOUR))
  await room.schedule.tick(berlin(2))
  expect(await editionsOf(room.store)).toContain('2026-12-02T08:30 posted')
})

test('a clock that was days ahead takes none of the digests away that it passed over', async () => {
  room.library.put(story('ports', '2026-12-01'))
  await room.subscribe('aaaaaaaa')
  await room.schedule.tick(berlin(4, 7 * HOUR))
  for (const day of [1, 2]) {
    room.library.put(story(`piers-${day}`, `2026-12-0${day}`))
    for (const laterMs of [-HOUR, 0, MINUTE]) await room.schedule.tick(berlin(day, laterMs))
  }
  expect(await editionsOf(room.store)).toEqual([
    '2026-12-01T08:30 posted',
    '2026-12-02T08:30 posted',
    '2026-12-03T08:30 skipped',
    '2026-12-04T08:30 skipped',
  ])
})

test('a digest that a clock ahead found nothing for comes at its own time, with the news there is then', async () => {
  await room.subscribe('aaaaaaaa')
  for (const now of [berlin(3), berlin(1, -HOUR), berlin(1), berlin(2)]) await room.schedule.tick(now)
  room.library.put(story('ports', '2026-12-03'))
  await room.schedule.tick(berlin(3))
  expect(await editionsOf(room.store)).toEqual([
    '2026-12-01T08:30 nothing-new',
    '2026-12-02T08:30 nothing-new',
    '2026-12-03T08:30 posted',
  ])
})

test.each([
  ['the missing hour of spring', '2027-03-28T02:30', '2027-03-28T01:00:00Z', '2027-03-29T02:30'],
  ['the double hour of autumn', '2027-10-31T02:30', '2027-10-31T00:30:00Z', '2027-11-01T02:30'],
])('in %s a digest goes out once, and the next day again', async (_name, nominal, at, following) => {
  const [due, plan] = [Date.parse(at), { days: 'daily', hour: 2, minute: 30, zone: 'Europe/Berlin' }]
  await room.subscribe('aaaaaaaa', { plan: JSON.stringify(plan), nextAt: due, nextNominal: nominal })
  for (let now = due - HOUR; now < due + 26 * HOUR; now += 10 * MINUTE) await room.schedule.tick(now)
  const kept = await room.store.editions('aaaaaaaa', 10)
  expect(kept.map(edition => [edition.nominal, edition.at - edition.dueAt])).toEqual([
    [following, 0],
    [nominal, 0],
  ])
})

test('a next time that other zone data gave is computed anew at the start', async () => {
  await room.subscribe('aaaaaaaa', { nextAt: berlin(1, HOUR), zoneData: '2019a' })
  await room.schedule.tick(berlin(1, -HOUR))
  expect(await room.row('aaaaaaaa')).toMatchObject({ nextAt: berlin(1), zoneData: '2026c' })
})
