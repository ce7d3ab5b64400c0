import { describe, expect, test } from 'vitest'
import type { NewStep } from '../../src/store/step.ts'
import { lease } from '../store/steps.ts'
import { came } from './digest-came.ts'
import type { Channel } from './digest-channel.ts'
import { button, NOW, only, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

function stepsOf(channel: Channel, count: number): readonly NewStep[] {
  return Array.from({ length: count }, (_, n) => ({
    key: `${channel.channel}-${n}`,
    kind: 'post',
    lane: 'slack/T',
    channel: channel.channel,
    payload: '{}',
    expiresAt: NOW + 10 * 86_400_000,
  }))
}

describe('/digest list', () => {
  test('says that there is none, and how to set one', async () => {
    expect(textOf(await openChannel(store).type('list', { zone: 'Asia/Tokyo' }))).toBe(
      'No digest is set here. To set one, type /digest daily 08:30 Asia/Tokyo.',
    )
  })

  test('shows each digest with its next time', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('weekly fri 16:00 topics gaza', { at: NOW + 1 })
    expect(textOf(await channel.type('list')).split('\n\n')).toEqual([
      'Digests of this channel',
      'Every day at 08:30 (Europe/Berlin), at most 5 stories, of every topic',
      'Next: 23 Nov 2026, 08:30 (Europe/Berlin).',
      'It has not come yet.',
      '[Pause] [Edit] [Stop]',
      'Every Friday at 16:00 (Europe/Berlin), at most 5 stories, about Gaza',
      'Next: 27 Nov 2026, 16:00 (Europe/Berlin).',
      'It has not come yet.',
      '[Pause] [Edit] [Stop]',
    ])
  })

  test('is for everybody, and the buttons for those who may', async () => {
    const channel = openChannel(store, { like: 'discord' })
    await channel.use('daily', { time: '08:30', timezone: 'Berlin' })
    expect(textOf(await channel.use('list', {}, { manages: false }))).not.toContain('[')
  })

  test('shows nothing of another channel', async () => {
    await openChannel(store).type('daily 08:30')
    expect(textOf(await openChannel(store).type('list'))).toContain('No digest is set here.')
  })

  test('says that nothing was new', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await came(store, channel, 'nothing-new')
    expect(textOf(await channel.type('list'))).toContain(
      'Last: 23 Nov 2026, 08:30 (Europe/Berlin), nothing new, so nothing was posted.',
    )
  })

  test('says why the last one was left out', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await came(store, channel, 'skipped', [], 'Counterpoint was not running then.')
    expect(textOf(await channel.type('list'))).toContain('left out. Counterpoint was not running then.')
  })

  test('says what was left out before the last one', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await came(store, channel, 'skipped', [], 'Counterpoint was not running then.')
    await came(store, channel, 'nothing-new')
    expect(
      textOf(await channel.type('list'))
        .split('\n\n')
        .slice(3, 5),
    ).toEqual([
      'Last: 24 Nov 2026, 08:30 (Europe/Berlin), nothing new, so nothing was posted.',
      'Before that: 23 Nov 2026, 08:30 (Europe/Berlin), left out. Counterpoint was not running then.',
    ])
  })

  test('counts what was posted, what is in doubt, refused and still to be posted', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const at = await came(store, channel, 'posted', stepsOf(channel, 4))
    const [one, two, three] = await lease(store, at)
    await store.settle(one!.key, 'here/1/a', { state: 'posted', receipt: { channel: 'C', message: '1' } }, at)
    await store.settle(two!.key, 'here/1/a', { state: 'in-doubt', reason: 'lost' }, at)
    await store.settle(three!.key, 'here/1/a', { state: 'refused', reason: 'no' }, at)
    expect(textOf(await channel.type('list'))).toContain(
      'Last: 23 Nov 2026, 08:30 (Europe/Berlin), 1 of 4 messages posted, 1 still to be posted, 1 in doubt: it is not known whether it arrived, so it is not repeated, 1 refused.',
    )
  })

  test('says of a single message that it was refused', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const at = await came(store, channel, 'posted', stepsOf(channel, 1))
    const [one] = await lease(store, at)
    await store.settle(one!.key, 'here/1/a', { state: 'refused', reason: 'no' }, at)
    expect(textOf(await channel.type('list'))).toContain('0 of 1 message posted, 1 refused.')
  })
})

test.each([
  ['stop gaza', 'Which digest is to be stopped?'],
  ['cancel', 'Stopped: every day at 08:30'],
  ['delete all', 'Stopped: every day at 08:30'],
  ['show', 'Digests of this channel'],
  ['unpause', 'No digest is paused here.'],
  ['resume', 'No digest is paused here.'],
  ['HELP', 'Digests: news at a fixed hour'],
])('“%s” is understood, and nothing is stopped that was not named', async (say, answer) => {
  const channel = openChannel(store)
  await channel.type('daily 08:30 topics ukraine')
  expect(textOf(await channel.type(say))).toContain(answer)
})

test('where only one is set, nobody is asked whether all of them are meant', async () => {
  const channel = openChannel(store)
  await channel.type('daily 08:30')
  expect(textOf(await channel.type('stop the other one'))).toMatch(/\n\n\[Every day at 08:30 \(\S+\)\]$/u)
})

test('a digest that a newer version has set can be stopped', async () => {
  const channel = openChannel(store)
  await channel.type('daily 08:30')
  const subscription = { ...only(await channel.kept()), plan: '{"moon":"full"}' }
  await store.take(`${channel.channel}/newer`, [], NOW, { changes: [{ kind: 'subscribe', subscription }] })
  const list = await channel.type('list')
  expect(textOf(list)).toContain('A digest that a newer version of Counterpoint has set')
  await channel.press(button(list, 'Stop'))
  expect(await channel.kept()).toEqual([])
})
