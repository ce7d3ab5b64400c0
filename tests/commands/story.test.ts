import { expect, test } from 'vitest'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { repeated } from '../../src/commands/repeat.ts'
import { storyCommand } from '../../src/commands/story.ts'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import type { Story } from '../../src/core/story/story.ts'
import { NOW, newsStory, openChannel, type Who } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

/** What `/story` answers where this is the only story. */
async function answered(story: Story, who: Who = {}) {
  const library = createLibrary(readAliases({}).aliases)
  library.put(story)
  const ask = { ...openChannel(store).asked({ query: story.id }, who), command: 'story' }
  const rules = { ...HOUSE_RULES }
  const answer = await storyCommand(library, { store, rules, topicTitle: slug => slug }).answer(ask)
  if (answer.kind !== 'thread') throw new Error(answer.kind)
  return { ask, answer }
}

test.each([
  [undefined, 'hidden'],
  ['2026-11-20', '20 Nov 2026 · hidden'],
])('a thread has a name that can be read also where the headline cannot, with the date %s', async (date, name) => {
  const { answer } = await answered({ ...newsStory('hidden', date), title: '\u200b' })
  expect(answer.name).toBe(name)
})

test.each([
  [2, 'Both sides'],
  [3, 'All sides'],
])('who asks again for a story with %i sides can read “%s”', async (sides, label) => {
  const story = newsStory('ports', '2026-11-20')
  const narratives = Array.from({ length: sides }, () => story.narratives[0]!)
  const { ask, answer } = await answered({ ...story, narratives })
  const place = { lane: 'slack/T', channel: ask.address.channel, root: { channel: 'C', message: '1' } }
  const posting = { key: 'k', stories: ['ports'], asker: 'ana', at: NOW - 60_000, ...place }
  const buttons = repeated(answer, posting, ask).blocks.flatMap(block =>
    block.kind === 'actions' ? block.actions : [],
  )
  expect(buttons[1]?.label).toBe(label)
})
