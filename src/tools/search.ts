import { parseArgs } from 'node:util'
import type { Found, Library } from '../core/library/library.ts'
import { shortDate } from '../core/message/day.ts'
import type { Story } from '../core/story/story.ts'
import type { Colour } from './colour.ts'
import { paint, plain } from './colour.ts'
import { readPile, shelve, storiesFolder } from './pile.ts'
import { showProgress } from './progress.ts'
import type { Io, Tool } from './tool.ts'

const usage = `Usage: counterpoint search [words]

What /story would find in STORIES_DIR for these words, and why. Without words: the latest stories.
  exact    an id, an address, a title or a topic as a whole, or every word stands in title or topics
  near     a word is mistyped, or stands elsewhere in the story
  several  more than one is meant; /story lets the person choose
  none     nothing can be meant; the nearest are offered
Exit codes: 0 something was found, 1 nothing was, 2 the words were not understood.
`

/** As many as `/story` offers where nothing is near. */
const OFFERED = 5

/** Finding, as people in the chat have it. */
export const search: Tool = {
  name: 'search',
  summary: 'show what /story would find for some words, and why',
  usage,
  async run(words, io) {
    const { positionals } = parseArgs({ args: [...words], options: {}, allowPositionals: true })
    const progress = showProgress(io, 'stories read')
    const { stories } = await readPile([storiesFolder(io.environment)], progress.step)
    progress.clear()
    const library = await shelve(stories)
    return tell(library.find(positionals.join(' ')), library, io)
  },
}

function tell(found: Found, library: Library, io: Io): number {
  switch (found.kind) {
    case 'story': {
      const topic = found.topic === undefined ? '' : `: the newest story of the topic ${found.topic}`
      list(io, `${found.strength}${topic}`, [found.story])
      if (found.earlier.length > 0) list(io, 'offered as earlier', found.earlier, 'dim')
      return 0
    }
    case 'several':
      list(io, `several, ${found.strength}: the person chooses`, found.nearest)
      return 0
    case 'none':
      if (found.nearest.length > 0) list(io, 'none: the nearest are offered', found.nearest)
      else list(io, 'none: the latest are offered', library.latest(OFFERED))
      return 1
    case 'latest':
      list(io, 'latest: nothing was asked', found.stories)
      return found.stories.length > 0 ? 0 : 1
  }
}

function list(io: Io, head: string, stories: readonly Story[], how: Colour = 'bold'): void {
  io.out(`${paint(io, how, head)}\n`)
  const width = Math.max(...stories.map(story => story.id.length))
  for (const story of stories) {
    io.out(`  ${story.id.padEnd(width)}  ${plain(`${shortDate(story.date)}  ${story.title}`)}\n`)
  }
}
