import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import type { Figure } from './figure.ts'

const FIGURES = z.array(
  z.object({
    name: z.string(),
    unit: z.enum(['ms', 's', 'MB', 'x', '']),
    measured: z.number(),
    goal: z.number().optional(),
    bare: z.number().optional(),
  }),
)

/** As `npm start` has them. */
const NODE_OPTIONS = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=8',
  '--no-parallel-scavenge',
  '--v8-pool-size=1',
]

/** Runs another bench of this folder, passes on what it prints, and returns that too. */
async function run(script: string, ...words: readonly string[]): Promise<string> {
  const options = [...NODE_OPTIONS, '--expose-gc', join(import.meta.dirname, script)]
  const child = spawn(process.execPath, [...options, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.push(text)
    process.stdout.write(text)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${script} ended with ${code}.`)
  return printed.join('')
}

/** The library's own bench, with as many stories. */
export async function measureSearch(stories: number): Promise<readonly Figure[]> {
  return figuresIn(await run('search.bench.ts', String(stories)), 'search.bench.ts')
}

/** The store's own bench, beside as many settled steps. */
export async function measureOutbox(settled: number): Promise<readonly Figure[]> {
  const printed = await run('outbox.bench.ts', String(settled))
  const each = /^take, lease and settle one step .* ([\d.]+) ms each$/mu.exec(printed)?.[1]
  if (each === undefined) throw new Error('outbox.bench.ts says nothing of a single step.')
  const single: Figure = { name: 'Outbox: keep, lease and settle one step, mean', unit: 'ms', measured: Number(each) }
  return [single, ...figuresIn(printed, 'outbox.bench.ts')]
}

/** What hostile input costs, with as many inputs. */
export async function measureRobust(inputs: number): Promise<readonly Figure[]> {
  return figuresIn(await run('robust.bench.ts', String(inputs)), 'robust.bench.ts')
}

/** What claiming 10,000 digests and 10,000 steps costs. */
export async function measureClaiming(): Promise<readonly Figure[]> {
  return figuresIn(await run('digests-claim.bench.ts'), 'digests-claim.bench.ts')
}

/** Letters composed in mixed dialects and read back, as many of each kind; throws when one is read wrongly. */
export async function measureDialects(letters: number): Promise<readonly Figure[]> {
  const start = performance.now()
  await run('fuzz-reading.ts', String(letters))
  const seconds = (performance.now() - start) / 1_000
  return [
    { name: `Composing and reading ${letters} letters of each kind in mixed dialects`, unit: 's', measured: seconds },
  ]
}

function figuresIn(printed: string, script: string): readonly Figure[] {
  const given = /^figures (.*)$/mu.exec(printed)?.[1]
  if (given === undefined) throw new Error(`${script} gives no figures.`)
  return FIGURES.parse(JSON.parse(given)).map(({ goal, bare, ...figure }) => ({
    ...figure,
    ...(goal === undefined ? {} : { goal }),
    ...(bare === undefined ? {} : { bare }),
  }))
}
