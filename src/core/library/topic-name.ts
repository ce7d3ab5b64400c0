import { beginsAlike, couldBe, distance, forgiven, lettersOf } from './distance.ts'
import { keyOf } from './fold.ts'

/** A name of a topic, prepared for comparing. */
export interface Name {
  /** As `keyOf` has it. */
  readonly key: string
  /** The key without spaces. */
  readonly joined: string
  readonly letters: number
  readonly words: readonly string[]
}

export type Names = ReadonlyMap<string, readonly Name[]>

export function nameOf(printed: string): Name {
  const key = keyOf(printed)
  const joined = key.replaceAll(' ', '')
  return { key, joined, letters: lettersOf(joined), words: key.split(' ') }
}

/** By name as `joined` has it: the topics that go by it. */
export type Named = ReadonlyMap<string, ReadonlySet<string>>

/** The topic with exactly this name, spaces apart; of several the first by slug, so that the order of stories does not matter. */
export function topicNamed(named: Named, text: string): string | undefined {
  const { joined } = nameOf(text)
  return joined === '' ? undefined : [...(named.get(joined) ?? [])].sort()[0]
}

export interface Meant {
  readonly topic: string
  /** The one of its names that was mistyped, as `keyOf` has it. */
  readonly name: string
}

/**
 * The topic whose name the text is a mistyping of (`noth koera`), if there is one that is nearer than all others.
 * A word that is some topic's name is never taken for a mistyping of another's: South is not North, Iran not Iraq.
 */
export function topicMistyped(names: Names, text: string): Meant | undefined {
  const typed = nameOf(text)
  const most = forgiven(typed.joined)
  if (most === 0) return undefined
  const alike: { topic: string; name: Name; mistakes: number }[] = []
  for (const [topic, each] of names) {
    for (const name of each) {
      const mistakes = mistakesIn(typed, name, most)
      if (mistakes <= most) alike.push({ topic, name, mistakes })
    }
  }
  if (alike.length === 0) return undefined
  const known = knownWords(names, typed)
  const meant = alike.filter(({ name }) => [...known].every(word => name.words.includes(word)))
  const least = Math.min(...meant.map(each => each.mistakes))
  const nearest = meant.filter(each => each.mistakes === least)
  const [first] = nearest
  const sure = first !== undefined && nearest.every(each => each.topic === first.topic)
  return sure ? { topic: first.topic, name: first.name.key } : undefined
}

function mistakesIn(typed: Name, name: Name, most: number): number {
  if (!beginsAlike(typed.joined, name.joined) || !couldBe(typed.letters, name.letters, most)) return most + 1
  return distance(typed.joined, name.joined, most)
}

function knownWords(names: Names, typed: Name): ReadonlySet<string> {
  const known = new Set<string>()
  for (const each of names.values()) {
    for (const name of each) {
      for (const word of typed.words) if (name.words.includes(word)) known.add(word)
    }
  }
  return known
}
