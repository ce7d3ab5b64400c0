import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/commands/command.ts'
import type { Desk } from '../../src/commands/desk.ts'
import { openDesk } from '../../src/commands/desk.ts'
import type { Note } from '../../src/commands/digest-halted.ts'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { storyCommand } from '../../src/commands/story.ts'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import { plainMessage } from '../../src/core/message/plain.ts'
import { NOW, newsStory, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

/** A desk with both commands over the store, and everything that was answered. */
function openRoom(note?: Note) {
  const channel = openChannel(store, { stories: [newsStory('ports', '2026-11-20')] })
  const library = createLibrary(readAliases({}).aliases)
  library.put(newsStory('ports', '2026-11-20'))
  const courtesy = { store, rules: HOUSE_RULES, topicTitle: (slug: string) => slug }
  const desk: Desk = openDesk({
    commands: [storyCommand(library, courtesy), channel.command],
    delivery: { take: (claim, steps, terms) => store.take(claim, steps, NOW, terms) },
    queue: { channel: 100, installation: 100 },
    note: () => Promise.resolve(note),
  })
  const answers: Answer[] = []
  async function ask(command: string, words: Readonly<Record<string, string>>): Promise<Answer | undefined> {
    await desk.take({ ...channel.asked(words), command }, answer => {
      answers.push(answer)
      return []
    })
    return answers.at(-1)
  }
  return { channel, ask }
}

describe('help', () => {
  test('of a command without parts shows every command', async () => {
    const answer = await openRoom().ask('story', { query: 'help' })
    expect(answer && textOf(answer)).toContain('/digest daily 08:30 Europe/Berlin: news at a fixed hour')
  })

  test.each(['Help me!', '?', '--help'])('is what "%s" asks for, not a story that says "help"', async query => {
    const answer = await openRoom().ask('story', { query })
    expect(answer?.kind).toBe('message')
    expect(answer && textOf(answer)).toContain('/digest daily 08:30')
  })

  test('of a command with parts shows each of them', async () => {
    const answer = await openRoom().ask('digest', { say: 'help' })
    expect(answer && textOf(answer)).toContain('/digest pause 3 days: leave it out for a while')
  })
})

describe('what somebody is told besides', () => {
  const halted: Note = {
    message: { summary: 'Halted.', blocks: [{ kind: 'note', text: 'Halted.' }], notify: false },
    changes: [{ kind: 'setting', lane: 'slack/T', channel: 'told', value: '{}', by: 'ana' }],
  }

  test.each([
    ['a story for everybody', 'story', { query: 'ports' }, 'thread'],
    ['a digest that was set', 'digest', { say: 'daily 08:30' }, 'notice'],
    ['what was wrong', 'digest', { say: 'daily 25:00' }, 'message'],
  ])('comes after %s', async (_, command, words, kind) => {
    const answer = await openRoom(halted).ask(command, words)
    expect([answer?.kind, answer?.also && plainMessage(answer.also)]).toEqual([kind, 'Halted.'])
  })

  test('is kept as told in the commit of the answer, with what that changes', async () => {
    const { channel, ask } = openRoom(halted)
    await ask('digest', { say: 'daily 08:30' })
    expect([await store.setting('slack/T', 'told'), (await channel.kept()).length]).toEqual(['{}', 1])
  })
})

test('a story that is posted says what its readers have had with it', async () => {
  const answer = await openRoom().ask('story', { query: 'ports' })
  expect(answer?.kind === 'thread' && answer.tells.map(one => one.story)).toEqual(['ports'])
})
