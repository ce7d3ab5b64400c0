// What hostile input costs: `node tests/bench/robust.bench.ts [inputs] [seed]`, 100,000 inputs and seed 1 by default.
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read } from '../../src/core/reading/read.ts'
import { folderSource } from '../../src/sources/folder.ts'
import type { Figure } from './figure.ts'
import { watchingLoop } from './loop-watch.ts'
import { inputOf, PIECES, specimens } from './robust-inputs.ts'
import { brokenPromises } from './robust-promises.ts'

const GOAL = { inputMs: 50, largestMs: 1_000, blockedMs: 50, refusedMs: 1_000 } as const
const LARGEST = 500_000
const HUGE = 50_000_000
/** So many of the slowest are measured again, alone: what the machine did beside does not count. */
const SLOWEST = 20
const AGAIN = 3
const FRAMES = [
  ['', ''],
  ['Title\nFacts\n- ', '\nSources: 1A, 2B.\n'],
  ['Title\nNarratives\n- Left narrative, as provided by ', '\n'],
  ['Title\nFacts\n- a.1\nSources: 1', '\n'],
  ['# T\n## Facts\n', '\n'],
  ['# T\n## Narratives\n### Left\nProvided by: ', '\n\nx'],
] as const

const [inputs = 100_000, seed = 1] = process.argv.slice(2).map(Number)

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Megabytes (10^6) at most so far. */
function peak(): number {
  return (process.resourceUsage().maxRSS * 1_024) / 1_000_000
}

function clocked(act: () => unknown): number {
  const began = performance.now()
  act()
  return performance.now() - began
}

/** A folder that the bot has while it runs: how long each file keeps it, and how long everything else waits at most. */
async function measureFolder(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-robust-'))
  try {
    const huge = join(folder, 'huge')
    mkdirSync(huge)
    writeFileSync(join(huge, 'huge.md'), '')
    truncateSync(join(huge, 'huge.md'), HUGE)
    const refused = await look(huge)
    const files = join(folder, 'files')
    mkdirSync(files)
    for (const [n, text] of largest().entries()) writeFileSync(join(files, `${n}.md`), text.slice(0, LARGEST))
    const read = await look(files)
    return [
      { name: 'A file of 50 MB, until it is refused', unit: 'ms', measured: refused.ms, goal: GOAL.refusedMs },
      { name: `${read.files} files of 500 kB, each`, unit: 'ms', measured: read.ms / read.files, goal: GOAL.largestMs },
      { name: 'Event loop blocked meanwhile, at most', unit: 'ms', measured: read.blocked, goal: GOAL.blockedMs },
      { name: 'Peak memory meanwhile', unit: 'MB', measured: peak() },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function largest(): readonly string[] {
  const pieces = [
    'x',
    ' ',
    '[',
    'a\n',
    '- a.1\n',
    'T\nFacts\n- a.1\n',
    'U.S. ',
    '.1 ',
    '\\\n',
    '[^1]: [A]\n',
    '東京で会議',
    '# T\n',
  ]
  return pieces.map(piece => `Title\nFacts\n- ${piece.repeat(LARGEST / Buffer.byteLength(piece))}`)
}

interface Look {
  readonly ms: number
  /** Milliseconds of work in one go of the thread that the bot lives in. */
  readonly blocked: number
  readonly files: number
}

async function look(folder: string): Promise<Look> {
  const files = new Set<string>()
  const began = performance.now()
  const { seen, result } = await watchingLoop(async () => {
    for await (const arrival of folderSource(folder, 'stories').read(undefined)) {
      if (arrival.kind === 'problem') files.add(arrival.problem.file)
      if (arrival.kind === 'story') files.add(arrival.file)
    }
    return performance.now() - began
  })
  return { ms: result, blocked: seen.own, files: files.size }
}

/** One piece over and over, as long as a text may be, wherever it can stand. */
function measureLargest(): Figure {
  let slowest = { ms: 0, text: '', what: '' }
  for (const [before, after] of FRAMES) {
    for (const piece of PIECES.filter((_, n) => n % 6 === 0)) {
      const text = before + piece.repeat((LARGEST - before.length - after.length) / piece.length) + after
      const ms = clocked(() => read(text, 'a.md'))
      if (ms > slowest.ms) slowest = { ms, text, what: JSON.stringify(before + piece) }
    }
  }
  const alone = Math.min(...Array.from({ length: AGAIN }, () => clocked(() => read(slowest.text, 'a.md'))))
  write(`slowest text of ${LARGEST} characters: ${slowest.what} over and over`)
  return { name: 'Reading 500,000 characters, slowest', unit: 'ms', measured: alone, goal: GOAL.largestMs }
}

function measureFuzz(): readonly Figure[] {
  const from = specimens()
  let slowest: readonly { readonly n: number; readonly ms: number }[] = []
  let broken = 0
  for (let n = 0; n < inputs; n++) {
    const bytes = inputOf(seed, n, from)
    const began = performance.now()
    const promises = brokenPromises(bytes)
    const ms = performance.now() - began
    if (slowest.length < SLOWEST || ms > (slowest.at(-1)?.ms ?? 0)) {
      slowest = [...slowest, { n, ms }].sort((one, other) => other.ms - one.ms).slice(0, SLOWEST)
    }
    if (promises.length === 0) continue
    broken += 1
    if (broken <= 10) write(`input ${n}: ${promises.join('; ').slice(0, 1_000)}`)
  }
  const alone = slowest.map(({ n }) => {
    const bytes = inputOf(seed, n, from)
    return {
      n,
      size: bytes.length,
      ms: Math.min(...Array.from({ length: AGAIN }, () => clocked(() => brokenPromises(bytes)))),
    }
  })
  const [worst] = alone.sort((one, other) => other.ms - one.ms)
  write(`seed ${seed}, ${inputs} inputs; slowest: input ${worst?.n}, ${worst?.size} bytes, ${worst?.ms.toFixed(1)} ms`)
  const name = `Fuzz, ${inputs.toLocaleString('en')} inputs`
  return [
    { name: `${name}, exceptions and broken promises`, unit: '', measured: broken, goal: 0 },
    { name: `${name}, slowest`, unit: 'ms', measured: worst?.ms ?? 0, goal: GOAL.inputMs },
    { name: `${name}, peak memory`, unit: 'MB', measured: peak() },
  ]
}

const figures = [...(await measureFolder()), measureLargest(), ...measureFuzz()]
write(`figures ${JSON.stringify(figures)}`)
