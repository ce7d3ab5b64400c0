import { expect, test } from 'vitest'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { storyCommand } from '../../src/commands/story.ts'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import type { Story } from '../../src/core/story/story.ts'
import { newsStory, openChannel } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()
/** Hebrew: "the port". */
const PORT = '\u05d4\u05e0\u05de\u05dc'

/** `/story` where these are the stories. */
function commandFor(...stories: readonly Story[]) {
  const library = createLibrary(readAliases({}).aliases)
  for (const story of stories) library.put(story)
  return storyCommand(library, { store, rules: HOUSE_RULES, topicTitle: slug => slug })
}

function asked(query: string) {
  return { ...openChannel(store).asked({ query }), command: 'story' }
}

/** What the asker can choose from, as lines and as buttons. */
async function offered(query: string, ...stories: readonly Story[]) {
  const answer = await commandFor(...stories).answer(asked(query))
  const blocks = answer.kind === 'message' ? answer.message.blocks : []
  return {
    lines: blocks.flatMap(block => (block.kind === 'list' ? block.lines : [])),
    buttons: blocks.flatMap(block => (block.kind === 'actions' ? block.actions.map(action => action.label) : [])),
    options: blocks.flatMap(block => (block.kind === 'choice' ? block.options.map(option => option.label) : [])),
  }
}

function strike(id: string, date: string, title = 'Harbor strike'): Story {
  return { ...newsStory(id, date), title }
}

test('in a list of stories a headline from right to left does not draw its day to its other end', async () => {
  const { lines } = await offered('', strike('port', '2026-11-20', PORT))
  expect(lines).toEqual([`\u2068${PORT}\u2069 (20 Nov 2026)`])
})

test('stories with one headline are told apart by their days, on buttons and in the field too', async () => {
  const { buttons, options } = await offered('harbor', strike('a1', '2026-11-20'), strike('a2', '2026-11-13'))
  expect(buttons).toEqual(['20 Nov 2026 · Harbor strike', '13 Nov 2026 · Harbor strike'])
  expect(options).toEqual(buttons)
})

test('where the days are the same too, or where what differs is cut off, their ids tell them apart', async () => {
  const long = 'Crane crews of the northern harbor refuse the final offer of its owners on '
  const stories = [strike('pay', '2026-11-20', `${long}pay`), strike('shifts', '2026-11-20', `${long}shifts`)]
  const { lines, buttons } = await offered('crane crews', ...stories)
  expect(buttons.map(label => label.slice(0, 12)).toSorted()).toEqual(['pay · Crane ', 'shifts · Cra'])
  expect(lines.toSorted()).toEqual([`pay · ${long}pay (20 Nov 2026)`, `shifts · ${long}shifts (20 Nov 2026)`])
})

test('what is suggested while somebody types is told apart in the same way, and other headlines stay alone', () => {
  const command = commandFor(
    strike('a1', '2026-11-20'),
    strike('a2', '2026-11-13'),
    strike('b', '2026-11-19', 'Harbor open'),
  )
  expect(
    command
      .suggest(asked(''), 'query', 'harbor')
      .map(({ label }) => label)
      .toSorted(),
  ).toEqual(['13 Nov 2026 · Harbor strike', '20 Nov 2026 · Harbor strike', 'Harbor open'])
})

test('a headline from right to left keeps its own order on its button, in the field and among what is suggested', async () => {
  const stories = [strike('a1', '2026-11-20', `${PORT}!`), strike('b', '2026-11-19', 'Harbor open')]
  const { buttons, options } = await offered('', ...stories)
  const suggested = commandFor(...stories).suggest(asked(''), 'query', PORT)
  expect([buttons[0], options[0], suggested[0]?.label]).toEqual(Array(3).fill(`\u2068${PORT}!\u2069`))
})

test('and so it does behind the day that tells it apart', async () => {
  const stories = [strike('a1', '2026-11-20', `${PORT}!`), strike('a2', '2026-11-13', `${PORT}!`)]
  expect((await offered('', ...stories)).buttons).toEqual([
    `20 Nov 2026 · \u2068${PORT}!\u2069`,
    `13 Nov 2026 · \u2068${PORT}!\u2069`,
  ])
})

test.each(['who are you', 'thanks', 'hello'])(
  '“%s” posts nothing: the asker alone reads what can be typed, with the latest stories',
  async typed => {
    const said = { ...newsStory('pandemics', '2026-11-20'), title: 'Who thanks you: hello from the members' }
    const answer = await commandFor(said).answer(asked(typed))
    expect(answer).toMatchObject({
      kind: 'message',
      message: { summary: expect.stringContaining('/story north-korea') },
    })
  },
)
