import type { Aliases } from './aliases.ts'
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

/** Small words that people type around a subject: they narrow nothing down. */
const FILLERS = new Set(
  `a an the of in on at to for from and or with about by is are was news new latest story today update updates what
   whats who show me tell please recent headline headlines happening going
   о об про в на и с по новости новост последние сегодня el la los las de del en y noticias sobre le les du des et
   der die das und über nachrichten عن في من اخبار`.split(/\s+/),
)

/** The clauses without fillers; nothing is left of a query of fillers alone. */
export function withoutFillers(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.filter(clause => clause.topic !== undefined || !FILLERS.has(clause.word))
}

function topicOfEachUnit(aliases: Aliases, typed: readonly Run[]): readonly (string | undefined)[] {
  const units = typed.flatMap(unitsOf)
  const topics: (string | undefined)[] = units.map(() => undefined)
  for (const span of aliases.spans(units)) topics.fill(span.topic, span.from, span.to)
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
