import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { discordBudget } from '../adapters/discord/budget.ts'
import { renderDiscord } from '../adapters/discord/render.ts'
import { slackBudget } from '../adapters/slack/budget.ts'
import { renderSlack } from '../adapters/slack/render.ts'
import type { Found, Library } from '../core/library/library.ts'
import { fitThread } from '../core/message/fit.ts'
import type { Message, Thread } from '../core/message/message.ts'
import { plainThread } from '../core/message/plain.ts'
import { storyThread } from '../core/message/thread.ts'
import { describeProblem } from '../core/story/problem.ts'
import type { Story } from '../core/story/story.ts'
import { plain } from './colour.ts'
import { readPile, shelve, storiesFolder } from './pile.ts'
import { showProgress } from './progress.ts'
import type { Io, Tool } from './tool.ts'
import { UsageError } from './tool.ts'

const usage = `Usage: counterpoint preview STORY [--as text|slack|discord] [--channel ID] [--json]

What would be posted for a story: the root and every reply, fitted to the platform. Nothing is sent.
  STORY         an id, words as after /story, or a file
  --as FORM     text (the default) is what can be read; slack and discord are the messages' JSON as their API takes them
  --channel ID  the channel that the order of the sides is drawn for; default "preview"
  --json        with text, the thread before it is fitted to a platform, as JSON
A file with several stories gives one after the other.
Exit codes: 0 done, 1 there is no such story or several can be meant, 2 the words were not understood.
`

const FORMS = ['text', 'slack', 'discord'] as const
type Form = (typeof FORMS)[number]

/** A story as its readers would have it. */
export const preview: Tool = {
  name: 'preview',
  summary: 'show what would be posted for a story, as text or as JSON of a platform',
  usage,
  async run(words, io) {
    const options = {
      as: { type: 'string', default: 'text' },
      channel: { type: 'string', default: 'preview' },
      json: { type: 'boolean', default: false },
    } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const form = FORMS.find(known => known === values.as)
    if (form === undefined) throw new UsageError(`--as takes ${FORMS.join(', ')}, not "${values.as}".`)
    if (positionals.length === 0) throw new UsageError('Name a story: an id, words as after /story, or a file.')
    const chosen = await choose(positionals.join(' '), io)
    for (const [index, { story, earlier }] of chosen.entries()) {
      const thread = storyThread(story, { channel: values.channel, now: io.now(), earlier })
      if (index > 0) io.out('\n')
      io.out(`${show(thread, form, values.json, io.width)}\n`)
    }
    return chosen.length > 0 ? 0 : 1
  },
}

interface Chosen {
  readonly story: Story
  readonly earlier: readonly Story[]
}

/** The stories that are meant; none when that is not clear, and then it was said. */
async function choose(query: string, io: Io): Promise<readonly Chosen[]> {
  const isFile = await stat(query).then(
    stats => stats.isFile(),
    () => false,
  )
  const progress = showProgress(io, 'stories read')
  const { stories, problems } = await readPile([isFile ? query : storiesFolder(io.environment)], progress.step)
  progress.clear()
  const library = await shelve(stories)
  if (!isFile) return meant(library, query, io)
  for (const problem of problems) io.err(`${plain(describeProblem(problem))}\n`)
  return stories.map(({ story }) => ({ story, earlier: library.earlier(story) }))
}

function meant(library: Library, query: string, io: Io): readonly Chosen[] {
  const found: Found = library.find(query)
  switch (found.kind) {
    case 'story':
      if (found.strength === 'near') io.err(plain(`“${query}” was taken for ${found.story.id}.`).concat('\n'))
      return [{ story: found.story, earlier: found.earlier }]
    case 'several':
      tellIds(io, `“${query}” can mean several stories. Name one:`, found.nearest)
      return []
    case 'none':
    case 'latest': {
      const near = found.kind === 'none' ? found.nearest : found.stories
      const hint = 'counterpoint check says which files could not be read.'
      tellIds(io, `There is no story for “${query}”; ${hint}${near.length > 0 ? ' The nearest:' : ''}`, near)
      return []
    }
  }
}

function tellIds(io: Io, why: string, stories: readonly Story[]): void {
  io.err([why, ...stories.map(story => `  ${story.id}  ${story.title}`)].map(line => `${plain(line)}\n`).join(''))
}

function show(thread: Thread, form: Form, json: boolean, width: number): string {
  switch (form) {
    case 'text':
      return json ? JSON.stringify(thread, undefined, 2) : plainThread(thread, width)
    case 'slack':
      return payloads(fitThread(thread, slackBudget), renderSlack)
    case 'discord':
      return payloads(fitThread(thread, discordBudget), message => renderDiscord(message))
  }
}

function payloads(thread: Thread, render: (message: Message) => unknown): string {
  const replies = thread.replies.map(({ part, message }) => ({ part, message: render(message) }))
  return JSON.stringify({ root: render(thread.root), replies }, undefined, 2)
}
