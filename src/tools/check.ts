import { parseArgs } from 'node:util'
import { describeImbalance, imbalances } from '../core/story/balance.ts'
import { paint, plain } from './colour.ts'
import { counted } from './counted.ts'
import type { Pile } from './pile.ts'
import { readPile, storiesFolder } from './pile.ts'
import { showProgress } from './progress.ts'
import type { Io, Tool } from './tool.ts'

const usage = `Usage: counterpoint check [--strict] [files or folders]

Reads stories and names everything that is not understood, with file and line, and everything that makes a story lopsided:
one side only, lengths apart, a fact without source, an outlet that speaks for two sides. Without words: STORIES_DIR.
  --strict   a lopsided story counts as a problem
Exit codes: 0 no problem, 1 there are problems, 2 the words were not understood.
`

/** All that an editor has to mend. */
export const check: Tool = {
  name: 'check',
  summary: 'name every problem in stories, with file and line, and every imbalance',
  usage,
  async run(words, io) {
    const options = { strict: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const progress = showProgress(io, 'stories read')
    const pile = await readPile(positionals.length > 0 ? positionals : [storiesFolder(io.environment)], progress.step)
    progress.clear()
    const lopsided = tell(pile, io)
    const sound = pile.problems.length === 0 && (lopsided === 0 || !values.strict)
    io.out(`${paint(io, sound ? 'green' : 'red', summary(pile, lopsided))}\n`)
    return sound ? 0 : 1
  },
}

/** File by file: its problems, then what is lopsided in its stories. Returns how many stories are. */
function tell({ stories, problems }: Pile, io: Io): number {
  const problemsOf = Map.groupBy(problems, problem => problem.file)
  const storiesOf = Map.groupBy(stories, filed => filed.file)
  let lopsided = 0
  for (const file of new Set([...problemsOf.keys(), ...storiesOf.keys()])) {
    for (const { line, message } of problemsOf.get(file) ?? []) {
      io.out(`${paint(io, 'red', `${file}:${line}`)}  ${plain(message)}\n`)
    }
    for (const { story } of storiesOf.get(file) ?? []) {
      const found = imbalances(story).map(describeImbalance)
      if (found.length > 0) lopsided += 1
      for (const each of found) {
        io.out(`${paint(io, 'yellow', file)}  ${plain(`“${story.title}” is lopsided: ${each}`)}\n`)
      }
    }
  }
  return lopsided
}

function summary({ stories, problems }: Pile, lopsided: number): string {
  const balance = lopsided > 0 ? `${lopsided.toLocaleString('en')} lopsided` : 'all balanced'
  const parts = [counted(stories.length, 'story', 'stories'), counted(problems.length, 'problem', 'problems')]
  return [...parts, ...(stories.length > 0 ? [balance] : [])].join(', ')
}
