import { parseArgs } from 'node:util'
import { describeImbalance, imbalances } from '../core/story/balance.ts'
import { paint, plain } from './colour.ts'
import { counted } from './counted.ts'
import type { Pile } from './pile.ts'
import { readPile, storiesFolder } from './pile.ts'
import { showProgress } from './progress.ts'
import type { Io, Tool } from './tool.ts'

const usage = `Usage: counterpoint check [--strict] [files or folders]

Reads stories and names everything that is not understood, with file and line, and everything that keeps a story out of
digests: what makes it lopsided (one side only, lengths apart, a fact without source, a source that is never cited, a side
without outlet, an outlet that speaks for two sides), and that its day is not known. Without words: STORIES_DIR.
  --strict   a lopsided story, and one without a day, count as problems
Exit codes: 0 no problem, 1 there are problems, 2 the words were not understood.
`

/** All that an editor has to mend. */
export const check: Tool = {
  name: 'check',
  summary: 'name every problem in stories, with file and line, and what keeps them out of digests',
  usage,
  async run(words, io) {
    const options = { strict: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const progress = showProgress(io, 'stories read')
    const pile = await readPile(positionals.length > 0 ? positionals : [storiesFolder(io.environment)], progress.step)
    progress.clear()
    const unfit = tell(pile, io)
    const sound = pile.problems.length === 0 && ((unfit.lopsided === 0 && unfit.undated === 0) || !values.strict)
    io.out(`${paint(io, sound ? 'green' : 'red', summary(pile, unfit))}\n`)
    return sound ? 0 : 1
  },
}

/** How many stories no digest takes. */
interface Unfit {
  readonly lopsided: number
  readonly undated: number
}

const UNDATED =
  "has no day, so no digest takes it. Write `date: 2026-11-30` in its front matter, or begin the file's name with the day."

/** File by file: its problems, then what is lopsided in its stories, and which have no day. */
function tell({ stories, problems }: Pile, io: Io): Unfit {
  const problemsOf = Map.groupBy(problems, problem => problem.file)
  const storiesOf = Map.groupBy(stories, filed => filed.file)
  let [lopsided, undated] = [0, 0]
  for (const file of new Set([...problemsOf.keys(), ...storiesOf.keys()])) {
    for (const { line, message } of problemsOf.get(file) ?? []) {
      io.out(`${paint(io, 'red', `${file}:${line}`)}  ${plain(message)}\n`)
    }
    for (const { story } of storiesOf.get(file) ?? []) {
      const found = imbalances(story).map(describeImbalance)
      if (found.length > 0) lopsided += 1
      if (story.date === undefined) undated += 1
      const said = [...found.map(each => `is lopsided: ${each}`), ...(story.date === undefined ? [UNDATED] : [])]
      for (const each of said) io.out(`${paint(io, 'yellow', file)}  ${plain(`“${story.title}” ${each}`)}\n`)
    }
  }
  return { lopsided, undated }
}

function summary({ stories, problems }: Pile, { lopsided, undated }: Unfit): string {
  const balance = lopsided > 0 ? `${lopsided.toLocaleString('en')} lopsided` : 'all balanced'
  const parts = [counted(stories.length, 'story', 'stories'), counted(problems.length, 'problem', 'problems')]
  const days = undated > 0 ? [`${undated.toLocaleString('en')} without a day`] : []
  return [...parts, ...(stories.length > 0 ? [balance, ...days] : [])].join(', ')
}
