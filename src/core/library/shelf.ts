import type { Story } from '../story/story.ts'
import { topicsOf } from '../story/topics.ts'
import { addressesOf } from './address.ts'
import type { Aliases } from './aliases.ts'
import { keyOf } from './fold.ts'
import { type Entry, emptyPile, type Pile, putOn, takeOff } from './order.ts'
import { emptyTally, type Tally } from './tally.ts'
import { type Name, nameOf } from './topic-name.ts'
import { fileUnder, takeFrom, type Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** Everything the library knows, each part kept as stories come and go. */
export interface Shelf {
  readonly aliases: Aliases
  readonly byId: Map<string, Entry>
  readonly bySlot: (Entry | undefined)[]
  readonly freeSlots: number[]
  readonly byTitle: Map<string, readonly Entry[]>
  readonly byAddress: Map<string, readonly Entry[]>
  /** By slug; a topic without stories is not there. */
  readonly byTopic: Map<string, Pile>
  /** What the topics in `byTopic` are called. */
  readonly names: Map<string, readonly Name[]>
  readonly all: Pile
  readonly tally: Tally
  /** Words of titles and topics, and the year. */
  readonly titleWords: Vocabulary
  /** Words of facts, narratives, outlets and sources that are not already in the title. */
  readonly bodyWords: Vocabulary
}

export function emptyShelf(aliases: Aliases): Shelf {
  return {
    aliases,
    byId: new Map(),
    bySlot: [],
    freeSlots: [],
    byTitle: new Map(),
    byAddress: new Map(),
    byTopic: new Map(),
    names: new Map(),
    all: emptyPile(),
    tally: emptyTally(),
    titleWords: new Map(),
    bodyWords: new Map(),
  }
}

/** Adds a story; one with the same id must have been removed. */
export function shelve(shelf: Shelf, story: Story): void {
  const slot = shelf.freeSlots.pop() ?? shelf.bySlot.length
  const entry: Entry = { story, slot, topics: topicsOf(story, shelf.aliases), titleKey: titleKeyOf(story.title) }
  shelf.bySlot[slot] = entry
  shelf.byId.set(story.id, entry)
  list(shelf.byTitle, entry.titleKey, entry)
  for (const address of addressesOf(story)) list(shelf.byAddress, address, entry)
  for (const topic of entry.topics) putOn(pileOf(shelf, topic), entry)
  putOn(shelf.all, entry)
  const { title, body } = wordsIn(entry)
  fileUnder(shelf.titleWords, slot, title)
  fileUnder(shelf.bodyWords, slot, body)
}

export function unshelve(shelf: Shelf, entry: Entry): void {
  const { story, slot } = entry
  shelf.bySlot[slot] = undefined
  shelf.freeSlots.push(slot)
  shelf.byId.delete(story.id)
  unlist(shelf.byTitle, entry.titleKey, entry)
  for (const address of addressesOf(story)) unlist(shelf.byAddress, address, entry)
  for (const topic of entry.topics) {
    const pile = pileOf(shelf, topic)
    takeOff(pile, entry)
    if (pile.size > 0) continue
    shelf.byTopic.delete(topic)
    shelf.names.delete(topic)
  }
  takeOff(shelf.all, entry)
  const { title, body } = wordsIn(entry)
  takeFrom(shelf.titleWords, slot, title)
  takeFrom(shelf.bodyWords, slot, body)
}

/** A title of signs alone has no words, and is known by the signs. */
export function titleKeyOf(title: string): string {
  return keyOf(title) || title.trim()
}

function wordsIn({ story, topics }: Entry): {
  readonly title: ReadonlySet<string>
  readonly body: ReadonlySet<string>
} {
  const year = story.date?.slice(0, 4) ?? ''
  const title = wordsOf([story.title, ...topics, year].join(' '))
  const body = wordsOf(bodyOf(story))
  for (const word of title) body.delete(word)
  return { title, body }
}

function bodyOf(story: Story): string {
  const outlets = [...story.narratives.flatMap(({ providers }) => providers), ...(story.forecast?.providers ?? [])]
  return [
    ...story.facts.map(fact => fact.text),
    ...story.narratives.flatMap(({ paragraphs }) => paragraphs.map(paragraph => paragraph.text)),
    story.forecast?.text.text ?? '',
    ...story.updates.map(update => update.text.text),
    ...story.sources.flatMap(({ outlet, title }) => [outlet, title ?? '']),
    ...outlets.map(outlet => outlet.name),
  ].join('\n')
}

function pileOf(shelf: Shelf, topic: string): Pile {
  const known = shelf.byTopic.get(topic)
  if (known !== undefined) return known
  const pile = emptyPile()
  shelf.byTopic.set(topic, pile)
  const printed = [topic.replaceAll('-', ' '), ...shelf.aliases.namesOf(topic)]
  shelf.names.set(topic, [...new Map(printed.map(nameOf).map(name => [name.joined, name])).values()])
  return pile
}

function list(lists: Map<string, readonly Entry[]>, key: string, entry: Entry): void {
  const known = lists.get(key)
  lists.set(key, known === undefined ? [entry] : [...known, entry])
}

function unlist(lists: Map<string, readonly Entry[]>, key: string, entry: Entry): void {
  const rest = (lists.get(key) ?? []).filter(other => other !== entry)
  if (rest.length === 0) lists.delete(key)
  else lists.set(key, rest)
}
