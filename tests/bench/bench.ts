// Measures everything that docs/performance.md tells of, and prints a section of it for each part: `npm run bench`, or parts of it by name:
// `npm run bench -- start asks busy digests digests-real reading search outbox robust dialects`.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Asked, Question } from './asks.ts'
import { ask, learn } from './asks.ts'
import { BARE } from './bare.ts'
import { measureBusy } from './busy.ts'
import { DIGESTS, measureDigests } from './digests.ts'
import type { Figure } from './figure.ts'
import { isMissed, percentile, section } from './figure.ts'
import type { Program } from './launch.ts'
import { bot, launch } from './launch.ts'
import { machine, otherWork, QUIET } from './machine.ts'
import { measureReading, SEEDS, seedQuestions } from './reading.ts'
import { measureClaiming, measureDialects, measureOutbox, measureRobust, measureSearch } from './scripts.ts'
import { listening, measureStart } from './start.ts'
import { openTown, type Platform } from './town.ts'

const GOAL = { startMs: 1_500, idleMb: 150, acknowledgedMs: 10, firstMs: 50 } as const
const ASKS = 500
const BARE_ASKS = 200
const WARM_UP = 50
const DOCUMENTS = 10_000
/** All that are promised where the search is asked for by name; else as many as the bench has time for. */
const STORIES = { named: 100_000, among: 10_000 } as const
const SETTLED = 20_000
const HOSTILE = 100_000
const DIALECTS = 2_000
/** Takes two minutes by itself, as long as the limits ask for. */
const ONLY_BY_NAME = ['digests-real']

const BOT = bot()
const NAMES = { slack: 'Slack', discord: 'Discord' } as const satisfies Record<Platform, string>
const PLATFORMS = ['slack', 'discord'] as const
const BOT_SETTINGS = { STORIES_DIR: SEEDS }

const folder = mkdtempSync(join(tmpdir(), 'counterpoint-bench-'))

async function startFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const platform of PLATFORMS) {
    const ours = await measureStart(BOT, [platform], join(folder, `start-${platform}`), BOT_SETTINGS)
    const bare = await measureStart(BARE[platform], [platform], join(folder, `start-bare-${platform}`))
    figures.push(...startRows(NAMES[platform], ours, bare))
  }
  const both = await measureStart(BOT, PLATFORMS, join(folder, 'start-both'), BOT_SETTINGS)
  return [...figures, ...startRows('both', both)]
}

type Started = Awaited<ReturnType<typeof measureStart>>

function startRows(where: string, ours: Started, bare?: Started): readonly Figure[] {
  const row = (
    name: string,
    unit: Figure['unit'],
    goal: number | undefined,
    of: (started: Started) => number,
  ): Figure => ({
    name: `${name}, ${where}`,
    unit,
    measured: of(ours),
    ...(goal === undefined ? {} : { goal }),
    ...(bare === undefined ? {} : { bare: of(bare) }),
  })
  return [
    row('Start to connected, median', 'ms', GOAL.startMs, started => percentile(started.times, 0.5)),
    row('Start to connected, slowest', 'ms', GOAL.startMs, started => Math.max(...started.times)),
    row('First start of all, nothing compiled', 'ms', undefined, started => started.first),
    row('Memory, idle', 'MB', GOAL.idleMb, started => started.memory),
  ]
}

async function askFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const platform of PLATFORMS) {
    const ours = await withTown(BOT, platform, ASKS, BOT_SETTINGS, botQuestions)
    const bare = await withTown(BARE[platform], platform, BARE_ASKS, {}, async () => [['/story korea', 1]])
    figures.push(...askRows(NAMES[platform], ours, bare))
  }
  return figures
}

interface Load {
  readonly asked: Asked
  readonly memory: number
}

async function withTown(
  program: Program,
  platform: Platform,
  asks: number,
  settings: Readonly<Record<string, string>>,
  questionsIn: (town: Emulator, dataDir: string) => Promise<readonly Question[]>,
): Promise<Load> {
  const own = join(folder, `asks-${program.name}-${platform}`)
  const town = await openTown(platform)
  const launched = launch(program, own, { ...settings, ...town.credentials })
  try {
    await listening(launched, [town])
    const measured = (async () => {
      const questions = await questionsIn(town, join(own, 'data'))
      await ask(town, questions, WARM_UP)
      return ask(town, questions, asks)
    })()
    const asked = await Promise.race([launched.died, measured])
    return { asked, memory: launched.memory() }
  } finally {
    await launched.end()
    await town.close()
  }
}

async function botQuestions(town: Emulator, dataDir: string): Promise<readonly Question[]> {
  const store = await openSqlite(dataDir)
  try {
    return await learn(town, seedQuestions(), store.steps)
  } finally {
    await store.close()
  }
}

function askRows(where: string, ours: Load, bare: Load): readonly Figure[] {
  const rows = (name: string, part: keyof Asked, goal?: number): readonly Figure[] =>
    [0.5, 0.99].map(share => ({
      name: `${name}, p${share * 100}, ${where}`,
      unit: 'ms',
      measured: percentile(ours.asked[part], share),
      ...(goal === undefined || share < 0.99 ? {} : { goal }),
      // The bare program has no thread to post.
      ...(part === 'whole' ? {} : { bare: percentile(bare.asked[part], share) }),
    }))
  return [
    ...rows('Command to acknowledgement', 'acknowledged', GOAL.acknowledgedMs),
    ...rows('Command to first post', 'first', GOAL.firstMs),
    ...rows('Command to whole thread', 'whole'),
    { name: `Memory after the asks, ${where}`, unit: 'MB', measured: ours.memory, bare: bare.memory },
  ]
}

async function readingFigures(): Promise<readonly Figure[]> {
  const name = `Reading ${DOCUMENTS.toLocaleString('en')} documents`
  return [{ name, unit: 's', measured: measureReading(DOCUMENTS) }]
}

interface Part {
  readonly title: string
  readonly measure: () => Promise<readonly Figure[]>
}

const wanted = process.argv.slice(2)
const stories = wanted.includes('search') ? STORIES.named : STORIES.among

const PARTS: Readonly<Record<string, Part>> = {
  start: { title: 'Start and memory', measure: startFigures },
  asks: { title: 'One ask after the other', measure: askFigures },
  busy: { title: '50 at once, and 500 in a minute', measure: () => measureBusy(BOT, folder) },
  digests: {
    title: 'A minute of 10,000 digests, 20 times as fast',
    measure: async () => [...(await measureClaiming()), ...(await measureDigests(folder, DIGESTS.fast))],
  },
  'digests-real': {
    title: 'A minute of 10,000 digests, at the pace of life',
    measure: () => measureDigests(folder, DIGESTS.real),
  },
  dialects: { title: 'Letters in mixed dialects', measure: () => measureDialects(DIALECTS) },
  reading: { title: 'Reading', measure: readingFigures },
  search: { title: `${stories.toLocaleString('en')} stories`, measure: () => measureSearch(stories) },
  outbox: { title: 'The outbox', measure: () => measureOutbox(SETTLED) },
  robust: { title: 'Hostile input', measure: () => measureRobust(HOSTILE) },
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}

const unknown = wanted.filter(name => PARTS[name] === undefined)
if (unknown.length > 0)
  throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`)

const began = performance.now()
const busy = await otherWork()
const measured: { readonly name: string; readonly title: string; readonly figures: readonly Figure[] }[] = []
try {
  for (const [name, { title, measure }] of Object.entries(PARTS)) {
    if (wanted.length > 0 ? !wanted.includes(name) : ONLY_BY_NAME.includes(name)) continue
    write(`\n${name} …`)
    measured.push({ name, title, figures: await measure() })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const busyAfter = await otherWork()

const today = new Date().toISOString().slice(0, 10)
const where = `measured on ${today} on ${machine()}; other work on the machine: ${percent(Math.max(busy, busyAfter))}.`
for (const { name, title, figures } of measured) write(`\n${section(title, name, where, figures)}`)
write(`\nOther work: ${percent(busy)} before, ${percent(busyAfter)} after; load ${loadavg()[0]?.toFixed(1)}.`)
if (Math.max(busy, busyAfter) > QUIET) write('That is too much: these figures hold the work of others. Measure again.')
write(`${Math.round((performance.now() - began) / 1_000)} s in all.`)
const missed = measured.flatMap(({ figures }) => figures).filter(isMissed)
write(missed.length === 0 ? 'Every goal is met.' : `Missed: ${missed.map(({ name }) => name).join('; ')}.`)

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
