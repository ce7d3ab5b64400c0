import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewStep, Store } from '../../src/store/store.ts'
import type { Edition } from '../../src/store/subscription.ts'
import { sqliteHome } from '../store/sqlite-home.ts'
import { lease } from '../store/steps.ts'
import { button, fieldsOf, formOf, NOW, only, openChannel, textOf } from './digest-channel.ts'

const home = sqliteHome()
let store: Store
beforeAll(async () => {
  store = await home.open()
})
afterAll(async () => {
  await store.close()
  await home.remove()
})

type Channel = ReturnType<typeof openChannel>

/** Makes the digest's next edition as the clock does. */
async function came(channel: Channel, outcome: Edition['outcome'], steps: readonly NewStep[] = [], note?: string) {
  const subscription = only(await channel.kept())
  const { id, nextAt = 0, nextNominal = '' } = subscription
  const edition = {
    subscription: id,
    nominal: nextNominal,
    dueAt: nextAt,
    outcome,
    ...(note === undefined ? {} : { note }),
  }
  const after = {
    ...subscription,
    nextAt: nextAt + 86_400_000,
    nextNominal: new Date(Date.parse(`${nextNominal}Z`) + 86_400_000).toISOString().slice(0, 16),
    lastNominal: nextNominal,
  }
  await store.publish(edition, steps, after, nextAt)
  return nextAt
}

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
      'This channel has no digest. To set one, type /digest daily 08:30 Asia/Tokyo.',
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
    expect(textOf(await openChannel(store).type('list'))).toContain('This channel has no digest.')
  })

  test('says that nothing was new', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await came(channel, 'nothing-new')
    expect(textOf(await channel.type('list'))).toContain(
      'Last: 23 Nov 2026, 08:30 (Europe/Berlin), nothing new, so nothing was posted.',
    )
  })

  test('says why the last one was left out', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await came(channel, 'skipped', [], 'Counterpoint was not running then.')
    expect(textOf(await channel.type('list'))).toContain('left out. Counterpoint was not running then.')
  })

  test('says what was left out before the last one', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await came(channel, 'skipped', [], 'Counterpoint was not running then.')
    await came(channel, 'nothing-new')
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
    const at = await came(channel, 'posted', stepsOf(channel, 4))
    const [one, two, three] = await lease(store, at)
    await store.settle(one!.key, 'here/1/a', { state: 'posted', receipt: { channel: 'C', message: '1' } }, at)
    await store.settle(two!.key, 'here/1/a', { state: 'in-doubt', reason: 'lost' }, at)
    await store.settle(three!.key, 'here/1/a', { state: 'refused', reason: 'no' }, at)
    expect(textOf(await channel.type('list'))).toContain(
      'Last: 23 Nov 2026, 08:30 (Europe/Berlin), 1 of 4 messages posted, 1 still to be posted, 1 in doubt: nobody could look whether they arrived, so they are not repeated, 1 refused.',
    )
  })
})

describe('/digest pause', () => {
  test('leaves out what would come before', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const answer = await channel.type('pause 3 days')
    expect(textOf(answer)).toContain('Paused until 25 Nov 2026, 13:00 (Europe/Berlin).')
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-26T08:30' })
  })

  test('asks which one where there are several, for good', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00', { at: NOW + 1 })
    const asked = await channel.type('pause until 2026-12-01')
    expect(textOf(asked)).toContain('Which digest is to be paused?')
    await channel.press(button(asked, 'every day at 18:00'), { at: NOW + 3_600_000 })
    const paused = (await channel.kept()).map(({ nextNominal, pausedUntil }) => [
      nextNominal,
      pausedUntil !== undefined,
    ])
    expect(paused).toEqual([
      ['2026-11-23T08:30', false],
      ['2026-12-01T18:00', true],
    ])
  })

  test('can be meant for all of them', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    await channel.press(button(await channel.type('pause a week'), 'All of them'))
    expect((await channel.kept()).filter(({ pausedUntil }) => pausedUntil !== undefined)).toHaveLength(2)
  })

  test('a press that comes after the pause would be over is told so', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    const asked = await channel.type('pause 3 days')
    const late = await channel.press(button(asked, 'every day at 18:00'), { at: NOW + 4 * 86_400_000 })
    expect(textOf(late)).toContain('A pause of no length leaves nothing out.')
  })

  test('without a span a form asks for it', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const form = await channel.press(button(await channel.type('list'), 'Pause'))
    expect(fieldsOf(form)).toEqual({ span: '3 days' })
    await channel.press(formOf(form), {}, { span: '7 days' })
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-30T08:30' })
  })

  test('is told what is wrong, with an example', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    expect(textOf(await channel.type('pause 3'))).toBe(
      'Say 3 of what: hours, days, weeks or months.\n\nFor example: /digest pause 3 days\n\n[Edit]',
    )
  })

  test('ends with resume', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const paused = await channel.type('pause 3 days')
    const answer = await channel.press(button(paused, 'Resume'))
    expect(textOf(answer)).toContain('It goes on: every day at 08:30 (Europe/Berlin)')
    const kept = only(await channel.kept())
    expect([kept.nextNominal, kept.pausedUntil]).toEqual(['2026-11-23T08:30', undefined])
  })

  test('where nothing is paused nothing is resumed', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    expect(textOf(await channel.type('resume'))).toBe('No digest of this channel is paused.')
  })
})

describe('/digest stop', () => {
  test('ends the only one, and says how to have it again', async () => {
    const channel = openChannel(store)
    await channel.type('weekly fri 16:00 topics gaza full')
    expect(textOf(await channel.type('stop'))).toContain(
      'To have it again, type /digest weekly fri 16:00 Europe/Berlin topics gaza full.',
    )
    expect(await channel.kept()).toEqual([])
  })

  test('asks which one where there are several', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    await channel.press(button(await channel.type('stop'), 'every day at 08:30'))
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-22T18:00' })
  })

  test('one that is gone already is said to be', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const list = await channel.type('list')
    await channel.press(button(list, 'Stop'))
    expect(textOf(await channel.press(button(list, 'Stop')))).toBe('This digest is gone already.')
  })

  test('a button of another channel ends nothing here', async () => {
    const [one, other] = [openChannel(store), openChannel(store)]
    await one.type('daily 08:30')
    await other.press(button(await one.type('list'), 'Stop'))
    expect(await one.kept()).toHaveLength(1)
  })
})

describe('a halted digest', () => {
  const why = { reason: 'The channel is archived.', remedy: 'Unarchive it.' }

  async function halted(options: Parameters<typeof openChannel>[1] = {}): Promise<Channel> {
    const channel = openChannel(store, options)
    await channel.type('daily 08:30', { id: 'cid' })
    for (let time = 0; time < 3; time += 1) {
      const { id: subscription, nextNominal: nominal = '' } = only(await channel.kept())
      await came(channel, 'posted')
      await store.refused({ subscription, nominal }, why, NOW)
    }
    return channel
  }

  test('is told with its remedy to whoever manages it, once', async () => {
    const channel = await halted()
    const told = [await channel.note(), await channel.note()].map(textOf)
    expect(told).toEqual([
      'A digest of this channel was halted: every day at 08:30 (Europe/Berlin), at most 5 stories, of every topic. The channel is archived. Unarchive it.\n\n[Resume]',
      '',
    ])
  })

  test('is not told to others', async () => {
    const channel = await halted({ like: 'discord' })
    expect(await channel.note({ manages: false })).toBeUndefined()
  })

  test.each([
    ['who has set it', { id: 'cid', manages: false }, true],
    ['who manages the whole workspace', { manages: true }, true],
    ['anybody else', { manages: false }, false],
  ])('in another channel it is told to %s: %o', async (_, who, told) => {
    const channel = await halted()
    const note = textOf(await channel.note({ ...who, elsewhere: 'C-other' }))
    expect(note.includes(`https://example.org/${channel.channel}`)).toBe(told)
  })

  test('stands in the list with what to do, and goes on when it is done', async () => {
    const channel = await halted()
    const list = await channel.type('list')
    expect(textOf(list)).toContain('Halted, because it was refused three times: The channel is archived. Unarchive it.')
    await channel.press(button(list, 'Resume'))
    const kept = only(await channel.kept())
    expect([kept.halted, kept.refusals, kept.nextAt === undefined]).toEqual([undefined, 0, false])
  })

  test('does not go on while something is missing', async () => {
    const channel = await halted({ missing: [] })
    channel.lose([{ what: 'The channel is archived.', remedy: 'Unarchive it.' }])
    const answer = await channel.type('resume')
    expect([textOf(answer), only(await channel.kept()).nextAt]).toEqual([
      'It stays halted, because digests cannot be posted here yet.\n\n• The channel is archived. Unarchive it.',
      undefined,
    ])
  })
})

test.each([
  ['stop gaza', 'Which digest is to be stopped?'],
  ['cancel', 'Stopped: every day at 08:30'],
  ['delete all', 'Stopped: every day at 08:30'],
  ['show', 'Digests of this channel'],
  ['unpause', 'No digest of this channel is paused.'],
  ['resume', 'No digest of this channel is paused.'],
  ['HELP', 'Digests: news at a fixed hour'],
])('“%s” is understood, and nothing is stopped that was not named', async (say, answer) => {
  const channel = openChannel(store)
  await channel.type('daily 08:30 topics ukraine')
  expect(textOf(await channel.type(say))).toContain(answer)
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
