import type { Aliases, Span } from './aliases.ts'
import { isFiller, isPronoun } from './talk.ts'
import { type Run, runs, typedWords, unitsOf } from './words.ts'

/** One word that was asked for. A story has it in its words or, where the word is part of a topic's name, by its topic. */
export interface Clause {
  readonly word: string
  /** A single character of an unspaced script: it is looked for as the beginning of words. */
  readonly open: boolean
  readonly topic?: string
}

/** More words than anyone types to find a story; the rest is not looked at. */
const MOST_CLAUSES = 12

/** `kim jong un weapons` asks for four words, of which three name the topic `north-korea`. */
export function clausesOf(aliases: Aliases, query: string): readonly Clause[] {
  const found = new Map<string, Clause>()
  const typed = runs(query).slice(0, MOST_CLAUSES)
  const topics = topicOfEachUnit(aliases, typed)
  let at = 0
  for (const run of typed) {
    const length = unitsOf(run).length
    for (const clause of clausesIn(run, topics.slice(at, at + length))) found.set(clause.word, clause)
    at += length
  }
  return [...found.values()].slice(0, MOST_CLAUSES)
}

/** The clauses without fillers; nothing is left of a query of fillers alone. */
export function withoutFillers(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.filter(clause => clause.topic !== undefined || !isFiller(clause.word))
}

/** Where names of topics stand in what was typed, by unit, the longest first. */
export function spansTyped(aliases: Aliases, typed: readonly Run[]): readonly Span[] {
  const units = typed.flatMap(unitsOf)
  const spans = aliases.spans(units)
  // Without unspaced runs each run is one unit.
  return units.length === typed.length
    ? spans.filter(({ from, to }) => to > from + 1 || !isPronoun(typed, from))
    : spans
}

/** A name of a topic in what was typed, as it can be looked up. */
export interface NameTyped {
  readonly topic: string
  readonly name: string
}

export function namesTyped(aliases: Aliases, query: string): readonly NameTyped[] {
  const typed = runs(query)
  const units = typed.flatMap(run => unitsOf(run).map(unit => (run.unspaced ? unit : `${unit} `)))
  return spansTyped(aliases, typed).map(({ from, to, topic }) => ({
    topic,
    name: units.slice(from, to).join('').trim(),
  }))
}

function topicOfEachUnit(aliases: Aliases, typed: readonly Run[]): readonly (string | undefined)[] {
  const topics: (string | undefined)[] = typed.flatMap(unitsOf).map(() => undefined)
  for (const span of spansTyped(aliases, typed)) topics.fill(span.topic, span.from, span.to)
  return topics
}

function clausesIn(run: Run, topics: readonly (string | undefined)[]): readonly Clause[] {
  if (!run.unspaced) return typedWords(run).map(word => ({ word, open: false, ...topicOf(topics[0]) }))
  const all = pieces(Array.from(run.text), topics)
  const telling = all.filter(piece => !PARTICLES.test(piece.text))
  return (telling.length > 0 ? telling : all).flatMap(({ text, topic }) =>
    typedWords({ text, unspaced: true }).map(word => ({
      word,
      open: Array.from(word).length === 1,
      ...topicOf(topic),
    })),
  )
}

const PARTICLES = /^[\p{sc=Hira}ー]+$/u

interface Piece {
  text: string
  readonly topic?: string
}

/** An unspaced run, cut where a topic's name begins or ends, and between hiragana (mostly particles) and the rest. */
function pieces(characters: readonly string[], topics: readonly (string | undefined)[]): readonly Piece[] {
  const found: Piece[] = []
  for (const [at, character] of characters.entries()) {
    const last = found.at(-1)
    const together = last !== undefined && last.topic === topics[at] && particle(last.text) === particle(character)
    if (together) last.text += character
    else found.push({ text: character, ...topicOf(topics[at]) })
  }
  return found
}

function particle(text: string): boolean {
  return /^\p{sc=Hira}/u.test(text)
}

function topicOf(topic: string | undefined): { topic?: string } {
  return topic === undefined ? {} : { topic }
}
