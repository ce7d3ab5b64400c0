import { describe, expect, test } from 'vitest'
import { lease, OWNER, step } from '../store/steps.ts'
import { came } from './digest-came.ts'
import type { Channel } from './digest-channel.ts'
import { button, NOW, newsStory, only, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const WEEK = 7 * 86_400_000

const NOT_THERE = [
  {
    what: 'The app was removed from the workspace (Slack answered "account_inactive").',
    remedy: 'Install the app again.',
  },
]
const NOT_THERE_READ =
  '• The app was removed from the workspace. Install the app again. (Slack answered "account_inactive")'

const store = await storeForFile()

describe('a halted digest', () => {
  async function halted(
    options: Parameters<typeof openChannel>[1] = {},
    { reason, remedy } = { reason: 'The channel is archived.', remedy: 'Unarchive it.' },
  ): Promise<Channel> {
    const channel = openChannel(store, options)
    await channel.type('daily 08:30', { id: 'cid' })
    for (let time = 0; time < 3; time += 1) {
      const { id: subscription, nextNominal: nominal = '' } = only(await channel.kept())
      const key = `root of ${subscription}@${nominal}`
      await came(store, channel, 'posted', [step(key, { channel: channel.channel, expiresAt: NOW + WEEK })])
      await lease(store, NOW + WEEK)
      const edition = { subscription, nominal, remedy, below: false }
      await store.settle(key, OWNER, { state: 'refused', reason, edition }, NOW)
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

  describe.each([
    {
      on: 'Slack',
      why: {
        reason: 'Counterpoint is not in the channel (Slack answered "not_in_channel").',
        remedy: 'Type /invite @Counterpoint there.',
      },
      read: 'Counterpoint is not in the channel. Type /invite @Counterpoint there.',
      answered: ' (Slack answered "not_in_channel")',
    },
    {
      on: 'Discord',
      why: {
        reason: 'The bot may not post there (Discord answered with error 50013, HTTP 403).',
        remedy: 'Give it "Send Messages".',
      },
      read: 'The bot may not post there. Give it "Send Messages".',
      answered: ' (Discord answered with error 50013, HTTP 403)',
    },
  ])('by $on says in words what happened and what to do, before the code', ({ why, read, answered }) => {
    test.each(['here', 'C-other'])('to whoever has set it, from %s', async where => {
      const channel = await halted({}, why)
      const note = await channel.note({ id: 'cid', ...(where === 'here' ? {} : { elsewhere: where }) })
      expect(textOf(note)).toContain(`of every topic. ${read}${answered}`)
    })

    test.each([
      [true, ' Then press “Resume”.'],
      [false, ''],
    ])('in the list, to whoever manages it: %o', async (manages, then) => {
      const channel = await halted({ like: 'discord' }, why)
      const list = textOf(await channel.use('list', {}, { manages }))
      expect(list).toContain(`Halted, because it was refused three times: ${read}${then}${answered}\n`)
    })
  })

  test('what is missing to let it go on is said in words before the code', async () => {
    const channel = await halted({ missing: [] })
    channel.lose(NOT_THERE)
    expect(textOf(await channel.type('resume'))).toContain(NOT_THERE_READ)
  })
})

test.each(['now', 'daily 18:00'])('what is missing for /digest %s is said in words before the code', async typed => {
  const stories = [newsStory('ports', '2026-11-20')]
  const answer = await openChannel(store, { missing: NOT_THERE, stories }).type(typed)
  expect(textOf(answer)).toContain(NOT_THERE_READ)
})
