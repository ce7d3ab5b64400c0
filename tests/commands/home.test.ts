import { expect, test } from 'vitest'
import { HOME } from '../../src/commands/home.ts'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { storyCommand } from '../../src/commands/story.ts'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import type { Channel } from './digest-channel.ts'
import { openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

/** The page of a person who chose the channel there. */
async function pageOf(channel: Channel): Promise<string> {
  const titles = (slug: string) => slug.toUpperCase()
  const courtesy = { store, rules: HOUSE_RULES, topicTitle: titles }
  const command = storyCommand(createLibrary(readAliases({}).aliases), courtesy)
  const ask = { ...channel.asked({ query: '', part: HOME }), command: 'story' }
  const address = { ...ask.address, channel: 'D1', direct: true }
  return textOf(await command.answer({ ...ask, address }))
}

test('a chosen channel is shown with its digests and their next times', async () => {
  const channel = openChannel(store)
  await channel.type('daily 08:30 topics gaza')
  const page = await pageOf(channel)
  expect(page).toContain(
    '• every day at 08:30 (Europe/Berlin), at most 5 stories, about GAZA\n\nNext: 23 Nov 2026, 08:30 (Europe/Berlin).',
  )
})

test('of a channel without one it says how to set one', async () => {
  expect(await pageOf(openChannel(store))).toContain(
    'This channel has no digest. To set one, type /digest daily 08:30 Europe/Berlin there.',
  )
})
