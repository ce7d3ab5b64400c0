// Measures the library over many generated stories, read from a folder on the disk as the bot reads them:
// `npm run bench -- search` does it with 100,000 and shows the result against the goals; with another number of stories:
// `node --expose-gc --max-semi-space-size=8 --no-parallel-scavenge --v8-pool-size=1 tests/bench/search.bench.ts 20000`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLibrary } from '../../src/core/library/library.ts'
import { writeDocument } from '../../src/core/reading/write.ts'
import { liveStories } from '../../src/sources/live.ts'
import type { Round } from '../../src/sources/round.ts'
import { wideFolderSource } from '../../src/sources/wide-folder.ts'
import { labelledLibrary, labelledQueries, recall } from '../core/library/labelled-world.ts'
import { type Figure, percentile } from './figure.ts'
import { type LoopSeen, threadMs, watchingLoop } from './loop-watch.ts'
import { askedOverSocket } from './search-asked.ts'
import {
  ALIASES,
  commonest,
  mistype,
  newStory,
  newWord,
  pick,
  sentence,
  someOf,
  someTopic,
  someWord,
  wordIn,
} from './search-world.ts'

const STORIES = Number(process.argv[2] ?? 100_000)
const QUERIES = 1_000
const EDITED = 1_000
const GOAL = { findMs: 50, suggestMs: 25, blockedMs: 50, loadS: 60, heardS: 1, at1: 0.95, at5: 0.99 } as const

const figures: Figure[] = []
const folder = mkdtempSync(join(tmpdir(), 'counterpoint-search-'))

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}

function seconds(since: number): number {
  return (performance.now() - since) / 1_000
}

/** Bytes that are in use after a collection, in MB. */
function memory(): { readonly used: number; readonly heap: number; readonly resident: number } {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return { used: (heapUsed + arrayBuffers) / 1e6, heap: heapUsed / 1e6, resident: rss / 1e6 }
}

function fileOf(n: number): string {
  return join(folder, `${String(n % 10)}`, `story-${n}.md`)
}

function tell(name: string, { longest, own, p999, histogram, longestPause, pauses }: LoopSeen): void {
  write(
    `${name}: longest block ${longest.toFixed(1)} ms, ${own.toFixed(1)} ms of own work (99.9 %: ${p999.toFixed(1)} ms; histogram ${histogram.toFixed(1)} ms); longest collection ${longestPause.toFixed(1)} ms, all ${(pauses / 1_000).toFixed(1)} s`,
  )
  figures.push(
    { name: `${name}, longest block of the loop`, unit: 'ms', measured: longest, goal: GOAL.blockedMs },
    { name: `${name}, longest block, own work`, unit: 'ms', measured: own },
  )
}

interface Sample {
  readonly title: string
  readonly body: string
  readonly url: string
  readonly id: string
}

const samples: Sample[] = []
const writing = performance.now()
for (let n = 0; n < 10; n++) mkdirSync(join(folder, String(n)))
for (let n = 0; n < STORIES; n++) {
  const story = newStory(n)
  writeFileSync(fileOf(n), writeDocument(story))
  if (n % Math.ceil(STORIES / 5_000) !== 0) continue
  const [body = '', url = ''] = [story.facts[0]?.text, story.sources[0]?.url]
  samples.push({ id: story.id, title: story.title, body, url })
}
write(`${STORIES} documents written in ${seconds(writing).toFixed(1)} s`)

const before = memory()
const library = createLibrary(ALIASES)
const loading = performance.now()
const loadingWork = process.cpuUsage()
let told: ((round: Round) => void) | undefined
const opened = await watchingLoop(async () => {
  const live = liveStories({
    source: wideFolderSource(folder, { name: 'stories', aliases: ALIASES }),
    folder,
    shelf: library,
    told: round => told?.(round),
    failed: error => write(`A look failed: ${String(error)}`),
  })
  const { problems } = await live.loaded
  return { live, problems }
})
const { live, problems } = opened.result
const loaded = seconds(loading)
const { user, system } = process.cpuUsage(loadingWork)
write(
  `${library.size} stories, ${library.topics().length} topics, ${problems.length} problems: ${problems[0]?.message ?? ''}`,
)
if (library.size !== STORIES) throw new Error(`${library.size} of ${STORIES} stories were read.`)
const after = memory()
write(
  `loaded in ${loaded.toFixed(1)} s, of which ${((user + system) / 1e6).toFixed(1)} s of processor time; ${(after.used - before.used).toFixed(0)} MB in use, ${after.resident.toFixed(0)} MB resident`,
)
figures.push({ name: 'Start: all stories read from the disk', unit: 's', measured: loaded, goal: GOAL.loadS })
tell('Start', opened.seen)
figures.push(
  { name: 'Memory of stories and index', unit: 'MB', measured: after.used - before.used },
  { name: 'Memory of stories and index on the heap', unit: 'MB', measured: after.heap - before.heap },
  { name: 'Resident memory, with the thread and the bench', unit: 'MB', measured: after.resident },
)

/** Milliseconds of each: by the clock, and of this thread's own work, which is the same whatever else the machine does. */
interface Times {
  readonly clock: readonly number[]
  readonly own: readonly number[]
}

function timesOf(questions: readonly string[], ask: (question: string) => unknown): Times {
  const [clock, own]: [number[], number[]] = [[], []]
  for (const question of questions) {
    const [start, worked] = [performance.now(), threadMs()]
    ask(question)
    clock.push(performance.now() - start)
    own.push(threadMs() - worked)
  }
  return { clock, own }
}

function together(all: readonly Times[]): Times {
  return { clock: all.flatMap(times => times.clock), own: all.flatMap(times => times.own) }
}

function report(name: string, { clock, own }: Times): void {
  const [p50, p99, most] = [0.5, 0.99, 1].map(share => percentile(clock, share).toFixed(2).padStart(7))
  const [ownP99, ownMost] = [0.99, 1].map(share => percentile(own, share).toFixed(2).padStart(7))
  write(
    `${name.padEnd(34)} p50 ${p50} ms   p99 ${p99} ms   max ${most} ms   own work p99 ${ownP99} ms   max ${ownMost} ms`,
  )
}

const some = () => pick(samples, { id: '', title: '', body: '', url: '' })
const titleWords = (count: number) => someOf(some().title, count)
const QUESTIONS: Readonly<Record<string, () => string>> = {
  'find: id': () => some().id,
  'find: title': () => some().title,
  'find: address': () => some().url,
  'find: topic': someTopic,
  'find: topic, mistyped': () => mistype(ALIASES.title(someTopic())),
  'find: one word of a title': () => titleWords(1),
  'find: three words of a title': () => titleWords(3),
  'find: three words, one mistyped': () => `${titleWords(2)} ${mistype(titleWords(1))}`,
  'find: topic and a word': () => `${ALIASES.title(someTopic())} ${someWord()}`,
  'find: words of the body': () => someOf(some().body, 3),
  'find: words of many bodies': () => sentence(3),
  'find: commonest words': () => Array.from({ length: 3 }, () => pick(commonest(12), '')).join(' '),
  'find: the twelve commonest words': () => commonest(12).join(' '),
  'find: words that are nowhere': () => `${newWord()}x ${newWord()}q`,
  'find: six words that are nowhere': () => Array.from({ length: 6 }, () => `${newWord()}x`).join(' '),
  'find: a letter': () => someWord().slice(0, 1),
  'find: Cyrillic': () => `${wordIn(/\p{sc=Cyrl}/u)} ${wordIn(/\p{sc=Cyrl}/u)}`,
  'find: Cyrillic, mistyped': () => mistype(wordIn(/\p{sc=Cyrl}/u)),
  'find: Arabic': () => `${wordIn(/\p{sc=Arab}/u)} ${wordIn(/\p{sc=Arab}/u)}`,
  'find: Japanese': () => wordIn(/\p{sc=Han}/u) + wordIn(/\p{sc=Han}/u),
  'find: one ideograph': () => wordIn(/\p{sc=Han}/u).slice(0, 1),
  'find: 300 characters': () => sentence(50).slice(0, 300),
  'find: 10,000 characters': () => sentence(1_200),
  'find: nothing typed': () => '',
}
const warmUp = Object.values(QUESTIONS).map(question => question())
timesOf(warmUp, library.find)
const finds: Times[] = []
for (const [name, question] of Object.entries(QUESTIONS)) {
  const times = timesOf(Array.from({ length: QUERIES }, question), library.find)
  finds.push(times)
  report(name, times)
}
const found = together(finds)
report('find: all of these', found)

const suggests: Times[] = []
const suggest = (typed: string) => library.suggest(typed, 25)
const TYPED: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    [0, 1, 2, 3, 6, 12, 24].map(length => [`suggest: ${length} characters typed`, () => some().title.slice(0, length)]),
  ),
  'suggest: words that are nowhere': () => `${newWord()}x ${newWord()}q`,
  'suggest: commonest words': () => Array.from({ length: 3 }, () => pick(commonest(12), '')).join(' '),
  'suggest: a word of the body': () => someOf(some().body, 1),
}
for (const [name, typed] of Object.entries(TYPED)) {
  const times = timesOf(Array.from({ length: QUERIES }, typed), suggest)
  suggests.push(times)
  report(name, times)
}
const slips = timesOf(
  Array.from({ length: QUERIES }, () => mistype(titleWords(2))),
  suggest,
)
report('suggest: mistyped', slips)
const suggested = together([...suggests, slips])
report('suggest: all of these', suggested)
const both = together([found, suggested])
figures.push(
  { name: 'Find, p50', unit: 'ms', measured: percentile(found.clock, 0.5) },
  { name: 'Find, p99, own work', unit: 'ms', measured: percentile(found.own, 0.99) },
  { name: 'Find, p99', unit: 'ms', measured: percentile(found.clock, 0.99), goal: GOAL.findMs },
  { name: 'Suggest, p50', unit: 'ms', measured: percentile(suggested.clock, 0.5) },
  { name: 'Suggest, p99', unit: 'ms', measured: percentile(suggested.clock, 0.99), goal: GOAL.suggestMs },
  { name: 'Suggest, mistyped, p99', unit: 'ms', measured: percentile(slips.clock, 0.99), goal: GOAL.suggestMs },
  { name: 'Find and suggest, slowest of all', unit: 'ms', measured: percentile(both.clock, 1), goal: GOAL.blockedMs },
  { name: 'Find and suggest, slowest, own work', unit: 'ms', measured: percentile(both.own, 1) },
)

// What people see of that, who ask over the socket of a Slack and a Discord.
const typing = { title: () => some().title, mistyped: () => mistype(titleWords(2)) }
figures.push(...(await askedOverSocket(library, ALIASES, QUESTIONS, typing)))

const puts = timesOf(
  Array.from({ length: QUERIES }, () => some().id),
  id => {
    const story = library.get(id)
    if (story === undefined) return
    library.remove(id)
    library.put(story)
  },
)
report('put (replace)', puts)
figures.push({
  name: 'One story put again, slowest',
  unit: 'ms',
  measured: percentile(puts.clock, 1),
  goal: GOAL.blockedMs,
})

/** Resolves when so many edited stories were heard of, in as many looks as it takes. */
async function heardOf(count: number, act: () => Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = count
  told = ({ edited }) => {
    left -= edited.count
    if (left <= 0) resolve()
  }
  await act()
  return promise
}

// A thousand stories are edited at once; then one.
for (const [count, name] of [
  [Math.min(EDITED, STORIES), 'Reload'],
  [1, 'One edit'],
] as const) {
  const start = performance.now()
  const edited = await watchingLoop(async () => {
    await heardOf(count, async () => {
      for (let n = 0; n < count; n++)
        await writeFile(fileOf(n), writeDocument({ ...newStory(n), title: `${name} ${n}` }))
    })
    return seconds(start)
  })
  const heard = edited.result
  write(`${name}: ${count} stories heard of after ${heard.toFixed(2)} s`)
  if (count === 1) figures.push({ name: `${name}, until it is known`, unit: 's', measured: heard, goal: GOAL.heardS })
  tell(`${name} of ${count}`, edited.seen)
}
await live.close()
// Everything is read again, as after a release that laid out all files anew.
const again = performance.now()
const touched = new Date(0)
for (let n = 0; n < STORIES; n++) await utimes(fileOf(n), touched, touched)
const reread = await watchingLoop(async () => {
  const second = liveStories({
    source: wideFolderSource(folder, { name: 'stories', aliases: ALIASES }),
    folder,
    shelf: library,
    told: () => undefined,
    failed: error => write(`A look failed: ${String(error)}`),
  })
  await second.loaded
  await second.close()
})
write(`everything read again in ${seconds(again).toFixed(1)} s`)
tell('Everything read again', reread.seen)
rmSync(folder, { recursive: true, force: true })

// What is found, beside how soon.
const labelled = recall(labelledLibrary(), labelledQueries())
for (const { kind, queries, at1, at5 } of labelled) {
  write(`recall, ${kind}: ${at1.toFixed(3)} at 1 and ${at5.toFixed(3)} at 5, of ${queries}`)
}
const whole = labelled.find(({ kind }) => kind === 'all')
if (whole !== undefined) {
  const missed = (share: number) => Math.round((1 - share) * whole.queries)
  const name = `Of ${whole.queries} labelled queries, those whose story is not`
  figures.push(
    { name: `${name} first`, unit: '', measured: missed(whole.at1), goal: missed(GOAL.at1) },
    { name: `${name} among five`, unit: '', measured: missed(whole.at5), goal: missed(GOAL.at5) },
  )
}
write(`figures ${JSON.stringify(figures)}`)
