// Measures the library over many generated stories: `node --expose-gc tests/bench/search.bench.ts [stories]`.
// Words follow Zipf's law (a few are in nearly every story, most in one), because that is what makes real searches slow.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import type { Cited, Story } from '../../src/core/story/story.ts'

const STORIES = Number(process.argv[2] ?? 100_000)
const DISTINCT_WORDS = 120_000
const QUERIES = 2_000

const random = seeded(20_230_814)
const topicsFile: unknown = parse(readFileSync(new URL('../../config/topics.yaml', import.meta.url), 'utf8'))
const { aliases } = readAliases(topicsFile)
const slugs = aliases.topics()
const words = Array.from({ length: DISTINCT_WORDS }, newWord)
const weights = cumulative(words.map((_, rank) => 1 / (rank + 10)))

/** Mulberry32: small, and the same on every machine. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function pick<T>(from: readonly [T, ...T[]] | readonly T[], fallback: T): T {
  return from[Math.floor(random() * from.length)] ?? fallback
}

/** Mostly Latin, one in ten Cyrillic, one in twenty Japanese. */
function newWord(): string {
  const kind = random()
  if (kind < 0.05)
    return Array.from({ length: 2 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 2000))).join('')
  const [heads, tails] = kind < 0.15 ? ['бвгдзклмнпрст', 'аеиоуя'] : ['bcdfghklmnprstvw', 'aeiouy']
  const syllables = 2 + Math.floor(random() * 3)
  return Array.from({ length: syllables }, () => pick(Array.from(heads), 'b') + pick(Array.from(tails), 'a')).join('')
}

function cumulative(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length)
  let sum = 0
  for (const [at, value] of values.entries()) {
    sum += value
    sums[at] = sum
  }
  return sums
}

function someWord(): string {
  const target = random() * (weights.at(-1) ?? 0)
  let low = 0
  let high = weights.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((weights[middle] ?? 0) < target) low = middle + 1
    else high = middle
  }
  return words[low] ?? 'word'
}

function sentence(length: number): string {
  return Array.from({ length }, someWord).join(' ')
}

function cited(length: number): Cited {
  return { text: sentence(length), cites: [1] }
}

/** As long as the seeds: a title of ten words, five facts, two sides of two paragraphs, five sources. */
function newStory(n: number): Story {
  const day = String(1 + (n % 28)).padStart(2, '0')
  const month = String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0')
  const side = (label: string) => ({
    label,
    stance: 'other' as const,
    axis: 'other' as const,
    providers: [{ name: sentence(2), url: `https://${someWord()}.example/${n}/${label}` }],
    paragraphs: [cited(40), cited(40)],
  })
  return {
    id: `story-${n}`,
    title: `${random() < 0.2 ? `${aliases.title(pick(slugs, 'china'))} ` : ''}${sentence(9)}`,
    date: `${2010 + (Math.floor(n / 336) % 16)}-${month}-${day}`,
    topics: random() < 0.8 ? [pick(slugs, 'china'), pick(slugs, 'china')] : [],
    facts: Array.from({ length: 5 }, () => cited(25)),
    narratives: [side('left'), side('right')],
    updates: [],
    sources: Array.from({ length: 5 }, (_, at) => ({
      n: at + 1,
      outlet: sentence(2),
      url: `https://${someWord()}.example/${n}/${at}`,
    })),
  }
}

function mistype(text: string): string {
  const at = 1 + Math.floor(random() * Math.max(1, text.length - 2))
  const swapped = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
  return random() < 0.5 ? swapped : text.slice(0, at) + text.slice(at + 1)
}

function milliseconds(act: () => void): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

function report(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2)
  write(
    `${name.padEnd(34)} p50 ${at(0.5).padStart(7)} ms   p99 ${at(0.99).padStart(7)} ms   max ${at(1).padStart(7)} ms`,
  )
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}

function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1_000_000
}

const stories = Array.from({ length: STORIES }, (_, n) => newStory(n))
const withStories = memory()
const library = createLibrary(aliases)
const puts = stories.map(story => milliseconds(() => library.put(story)))
const built = puts.reduce((sum, time) => sum + time, 0)
write(`${library.size} stories, ${library.topics().length} topics`)
write(
  `built in ${(built / 1000).toFixed(1)} s; stories ${withStories.toFixed(0)} MB, index ${(memory() - withStories).toFixed(0)} MB more`,
)
report('put (new)', puts)

const someStory = () => stories[Math.floor(random() * stories.length)] ?? newStory(0)
report(
  'put (replace)',
  Array.from({ length: QUERIES }, () => {
    const story = someStory()
    return milliseconds(() => library.put(story))
  }),
)

const titleWords = (count: number) => {
  const parts = someStory().title.split(' ')
  const from = Math.floor(random() * Math.max(1, parts.length - count))
  return parts.slice(from, from + count).join(' ')
}
const QUESTIONS: Readonly<Record<string, () => string>> = {
  'find: id': () => someStory().id,
  'find: title': () => someStory().title,
  'find: address': () => someStory().sources[0]?.url ?? '',
  'find: topic': () => pick(slugs, 'china'),
  'find: topic, mistyped': () => mistype(aliases.title(pick(slugs, 'china'))),
  'find: one word of a title': () => titleWords(1),
  'find: three words of a title': () => titleWords(3),
  'find: three words, one mistyped': () => `${titleWords(2)} ${mistype(titleWords(1))}`,
  'find: topic and a word': () => `${aliases.title(pick(slugs, 'china'))} ${someWord()}`,
  'find: words of the body': () => sentence(3),
  'find: the twelve commonest words': () => words.slice(0, 12).join(' '),
  'find: words that are nowhere': () => `${newWord()}x ${newWord()}q`,
  'find: 10,000 characters': () => sentence(1200),
  'find: nothing typed': () => '',
}
const all: number[] = []
for (const [name, question] of Object.entries(QUESTIONS)) {
  const times = Array.from({ length: QUERIES }, question).map(query => milliseconds(() => library.find(query)))
  all.push(...times)
  report(name, times)
}
report('find: all of these', all)

const prefixes: number[] = []
for (const length of [0, 1, 2, 3, 6, 12, 24]) {
  const times = Array.from({ length: QUERIES / 4 }, () => someStory().title.slice(0, length)).map(typed =>
    milliseconds(() => library.suggest(typed, 25)),
  )
  prefixes.push(...times)
  report(`suggest: ${length} characters typed`, times)
}
const slips = Array.from({ length: QUERIES / 4 }, () => mistype(titleWords(2))).map(typed =>
  milliseconds(() => library.suggest(typed, 25)),
)
report('suggest: mistyped', slips)
report('suggest: all of these', [...prefixes, ...slips])
