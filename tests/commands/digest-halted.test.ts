import { describe, expect, test } from 'vitest'
import { lease, OWNER, refused, step } from '../store/steps.ts'
import { came } from './digest-came.ts'
import type { Channel } from './digest-channel.ts'
import { button, NOW, only, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const WEEK = 7 * 86_400_000

const store = await storeForFile()

describe('a halted digest', () => {
  async function halted(options: Parameters<typeof openChannel>[1] = {}): Promise<Channel> {
    const channel = openChannel(store, options)
    await channel.type('daily 08:30', { id: 'cid' })
    for (let time = 0; time < 3; time += 1) {
      const { id: subscription, nextNominal: nominal = '' } = only(await channel.kept())
      const key = `root of ${subscription}@${nominal}`
      await came(store, channel, 'posted', [step(key, { channel: channel.channel, expiresAt: NOW + WEEK })])
      await lease(store, NOW + WEEK)
      const edition = { subscription, nominal, remedy: 'Unarchive it.', below: false }
      await store.settle(key, OWNER, { ...refused, edition }, NOW)
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
