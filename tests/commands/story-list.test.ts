import { expect, test } from 'vitest'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { storyCommand } from '../../src/commands/story.ts'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import { newsStory, openChannel } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()
/** Hebrew: "the port". */
const PORT = '\u05d4\u05e0\u05de\u05dc'

test('in a list of stories a headline from right to left does not draw its day to its other end', async () => {
  const library = createLibrary(readAliases({}).aliases)
  library.put({ ...newsStory('port', '2026-11-20'), title: PORT })
  const ask = { ...openChannel(store).asked({}), command: 'story' }
  const answer = await storyCommand(library, { store, rules: HOUSE_RULES, topicTitle: slug => slug }).answer(ask)
  const blocks = answer.kind === 'message' ? answer.message.blocks : []
  expect(blocks.flatMap(block => (block.kind === 'list' ? block.lines : []))).toEqual([
    `\u2068${PORT}\u2069 (20 Nov 2026)`,
  ])
})
