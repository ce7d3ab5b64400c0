// A world of generated stories for the library's bench. Words follow Zipf's law (a few are in nearly every story, most in one),
// because that is what makes real searches slow.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readAliases } from '../../src/core/library/aliases.ts'
import type { Cited, Story } from '../../src/core/story/story.ts'

const DISTINCT_WORDS = 120_000
/** Topics that no list of names knows, as editors make them up. */
const OWN_TOPICS = 5_000

const random = seeded(20_230_814)
const topicsFile: unknown = parse(readFileSync(new URL('../../config/topics.yaml', import.meta.url), 'utf8'))
export const { aliases: ALIASES } = readAliases(topicsFile)
const SLUGS = ALIASES.topics()
const words = Array.from({ length: DISTINCT_WORDS }, newWord)
const weights = cumulative(words.map((_, rank) => 1 / (rank + 10)))

/** Mulberry32: small, and the same on every machine. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(from: readonly T[], fallback: T): T {
  return from[Math.floor(random() * from.length)] ?? fallback
}

/** Mostly Latin, one in ten Cyrillic, one in twenty Japanese, one in fifty Arabic. */
export function newWord(): string {
  const kind = random()
  if (kind < 0.05)
    return Array.from({ length: 2 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 2000))).join('')
  const [heads, tails] =
    kind < 0.07 ? ['بتجحدرسعفقكلمن', 'اوي'] : kind < 0.17 ? ['бвгдзклмнпрст', 'аеиоуя'] : ['bcdfghklmnprstvw', 'aeiouy']
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

/** A word as often as it is in stories. */
export function someWord(): string {
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

/** A word of a rank from the commonest on, in one script: `/\p{sc=Cyrl}/u`. */
export function wordIn(script: RegExp): string {
  for (;;) {
    const word = someWord()
    if (script.test(word)) return word
  }
}

export function commonest(count: number): readonly string[] {
  return words.slice(0, count)
}

export function someTopic(): string {
  return pick(SLUGS, 'china')
}

export function sentence(length: number): string {
  return Array.from({ length }, someWord).join(' ')
}

function cited(length: number, source = 1): Cited {
  return { text: `${sentence(length)}.`, cites: [source] }
}

/** As long as the seeds: a title of ten words, five facts, two sides of two paragraphs, five sources. */
export function newStory(n: number): Story {
  const day = String(1 + (n % 28)).padStart(2, '0')
  const month = String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0')
  const side = (label: string, stance: 'critical' | 'pro') => ({
    label,
    stance,
    axis: 'establishment' as const,
    providers: [{ name: sentence(2), url: `https://${encodeURI(someWord())}.example/${n}/${stance}` }],
    paragraphs: [cited(40), cited(40)],
  })
  const own = random() < 0.1 ? [`${pick(words, 'own')}-${Math.floor(random() * OWN_TOPICS)}`] : []
  return {
    id: `story-${n}`,
    title: `${random() < 0.2 ? `${ALIASES.title(someTopic())} ` : ''}${sentence(9)}`,
    date: `${2010 + (Math.floor(n / 336) % 16)}-${month}-${day}`,
    topics: random() < 0.8 ? [someTopic(), someTopic(), ...own] : own,
    facts: Array.from({ length: 5 }, (_, at) => cited(25, at + 1)),
    narratives: [side('Establishment-critical narrative', 'critical'), side('Pro-establishment narrative', 'pro')],
    updates: [],
    sources: Array.from({ length: 5 }, (_, at) => ({
      n: at + 1,
      outlet: sentence(2),
      url: `https://news.example/${encodeURI(someWord())}/${n}/${at}`,
    })),
  }
}

export function mistype(text: string): string {
  const at = 1 + Math.floor(random() * Math.max(1, text.length - 2))
  const swapped = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
  return random() < 0.5 ? swapped : text.slice(0, at) + text.slice(at + 1)
}

/** `count` neighbouring words of a text. */
export function someOf(text: string, count: number): string {
  const parts = text.split(' ')
  const from = Math.floor(random() * Math.max(1, parts.length - count))
  return parts.slice(from, from + count).join(' ')
}
