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

/** A language's share of the stories, and of what its words are made. */
const LANGUAGES = [
  { share: 0.83, heads: 'bcdfghklmnprstvw', tails: 'aeiouy', syllables: 2 },
  { share: 0.1, heads: 'бвгдзклмнпрст', tails: 'аеиоуя', syllables: 2 },
  { share: 0.05, heads: '', tails: '', syllables: 0 },
  { share: 0.02, heads: 'بتجحدرسعفقكلمن', tails: 'اوي', syllables: 2 },
] as const
type Language = (typeof LANGUAGES)[number]
const lexicons = LANGUAGES.map(language => lexicon(language))

interface Lexicon {
  readonly words: readonly string[]
  /** Sums of how often the words up to each are used. */
  readonly weights: Float64Array
}

function lexicon(language: Language): Lexicon {
  const words = Array.from({ length: Math.round(DISTINCT_WORDS * language.share) }, () => wordOf(language))
  return { words, weights: cumulative(words.map((_, rank) => 1 / (rank + 10))) }
}

function someLexicon(): Lexicon {
  let left = random()
  const at = LANGUAGES.findIndex(({ share }) => {
    left -= share
    return left < 0
  })
  return lexicons[at] ?? lexicons[0] ?? { words: [], weights: new Float64Array(0) }
}

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

/** A word that is most likely in no story. */
export function newWord(): string {
  return wordOf(pick(LANGUAGES, LANGUAGES[0]))
}

/** One Latin word in six is a name. */
function wordOf({ heads, tails, syllables }: Language): string {
  if (syllables === 0)
    return Array.from({ length: 2 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 2000))).join('')
  const length = syllables + Math.floor(random() * 3)
  const word = Array.from({ length }, () => pick(Array.from(heads), 'b') + pick(Array.from(tails), 'a')).join('')
  return random() < 1 / 6 ? capital(word) : word
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
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
export function someWord({ words, weights }: Lexicon = someLexicon()): string {
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

/** A word in one script, as often as it is in stories: `/\p{sc=Cyrl}/u`. */
export function wordIn(script: RegExp): string {
  return someWord(lexicons.find(({ words }) => script.test(words[0] ?? '')))
}

/** The commonest words of the commonest language. */
export function commonest(count: number): readonly string[] {
  return lexicons[0]?.words.slice(0, count) ?? []
}

export function someTopic(): string {
  return pick(SLUGS, 'china')
}

export function sentence(length: number, from: Lexicon = someLexicon()): string {
  return capital(Array.from({ length }, () => someWord(from)).join(' '))
}

function cited(length: number, from: Lexicon, source = 1): Cited {
  return { text: `${sentence(length, from)}.`, cites: [source] }
}

/** In one language, and as long as the seeds: a title of ten words, five facts, two sides of two paragraphs, five sources. */
export function newStory(n: number): Story {
  const day = String(1 + (n % 28)).padStart(2, '0')
  const month = String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0')
  const own = someLexicon()
  const side = (label: string, stance: 'critical' | 'pro') => ({
    label,
    stance,
    axis: 'establishment' as const,
    providers: [{ name: sentence(2, own), url: `https://${encodeURI(someWord(own))}.example/${n}/${stance}` }],
    paragraphs: [cited(40, own), cited(40, own)],
  })
  const listed = random() < 0.8
  // What lists no topics mostly names one.
  const about = random() < (listed ? 0.2 : 0.8) ? `${ALIASES.title(someTopic())} ` : ''
  const madeUp = random() < 0.1 ? [`own-topic-${Math.floor(random() * OWN_TOPICS)}`] : []
  return {
    id: `story-${n}`,
    title: `${about}${sentence(9, own)}`,
    date: `${2010 + (Math.floor(n / 336) % 16)}-${month}-${day}`,
    topics: listed ? [someTopic(), someTopic(), ...madeUp] : madeUp,
    facts: Array.from({ length: 5 }, (_, at) => cited(25, own, at + 1)),
    narratives: [side('Establishment-critical narrative', 'critical'), side('Pro-establishment narrative', 'pro')],
    updates: [],
    sources: Array.from({ length: 5 }, (_, at) => ({
      n: at + 1,
      outlet: sentence(2, own),
      url: `https://news.example/${encodeURI(someWord(own))}/${n}/${at}`,
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
