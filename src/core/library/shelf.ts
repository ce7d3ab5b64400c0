import type { Story } from '../story/story.ts'
import { topicsOf } from '../story/topics.ts'
import { addressesOf } from './address.ts'
import type { Aliases } from './aliases.ts'
import { type Archive, drop, emptyArchive, keep, open } from './archive.ts'
import { flat } from './flat.ts'
import { keyOf } from './fold.ts'
import { emptyLedger, enter, entered, type Ledger, strike } from './ledger.ts'
import { type Entry, emptyPile, newestAmong, type Pile, putOn, takeOff } from './order.ts'
import { emptyTally, type Tally } from './tally.ts'
import { type Name, nameOf } from './topic-name.ts'
import { emptyVocabulary, fileUnder, takeFrom, type Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** Everything the library knows, each part kept as stories come and go. */
export interface Shelf {
  readonly aliases: Aliases
  readonly archive: Archive
  readonly byId: Map<string, Entry>
  readonly bySlot: (Entry | undefined)[]
  readonly freeSlots: number[]
  readonly byTitle: Ledger
  readonly byAddress: Ledger
  /** By slug; a topic without stories is not there. */
  readonly byTopic: Map<string, Pile>
  /** What the topics in `byTopic` are called. */
  readonly names: Map<string, readonly Name[]>
  readonly named: Map<string, Set<string>>
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
    archive: emptyArchive(),
    byId: new Map(),
    bySlot: [],
    freeSlots: [],
    byTitle: emptyLedger(),
    byAddress: emptyLedger(),
    byTopic: new Map(),
    names: new Map(),
    named: new Map(),
    all: emptyPile(),
    tally: emptyTally(),
    titleWords: emptyVocabulary(),
    bodyWords: emptyVocabulary(),
  }
}

/** Adds a story; one with the same id must have been removed. */
export function shelve(shelf: Shelf, story: Story): void {
  const slot = shelf.freeSlots.pop() ?? shelf.bySlot.length
  const entry: Entry = {
    kept: keep(shelf.archive, story),
    id: flat(story.id),
    title: flat(story.title),
    date: flat(story.date ?? ''),
    slot,
    topics: topicsOf(story, shelf.aliases).map(flat),
    titleKey: flat(titleKeyOf(story.title)),
  }
  shelf.bySlot[slot] = entry
  shelf.byId.set(entry.id, entry)
  enter(shelf.byTitle, entry.titleKey, slot)
  for (const address of addressesOf(story)) enter(shelf.byAddress, address, slot)
  for (const topic of entry.topics) putOn(pileOf(shelf, topic), entry)
  putOn(shelf.all, entry)
  const { title, body } = wordsIn(entry, story)
  fileUnder(shelf.titleWords, slot, title)
  fileUnder(shelf.bodyWords, slot, body)
}

export function unshelve(shelf: Shelf, entry: Entry): void {
  const { slot } = entry
  const story = storyOf(entry)
  shelf.bySlot[slot] = undefined
  shelf.freeSlots.push(slot)
  shelf.byId.delete(entry.id)
  strike(shelf.byTitle, entry.titleKey, slot)
  for (const address of addressesOf(story)) strike(shelf.byAddress, address, slot)
  for (const topic of entry.topics) {
    const pile = pileOf(shelf, topic)
    takeOff(pile, entry)
    if (pile.size > 0) continue
    forgetTopic(shelf, topic)
  }
  takeOff(shelf.all, entry)
  const { title, body } = wordsIn(entry, story)
  takeFrom(shelf.titleWords, slot, title)
  takeFrom(shelf.bodyWords, slot, body)
  drop(shelf.archive, entry.kept)
}

/** The whole story of an entry. */
export function storyOf(entry: Entry): Story {
  return open(entry.kept)
}

/** The newest with this title, newest first. */
export function titled(shelf: Shelf, titleKey: string, most: number): readonly Entry[] {
  const likely = [...entriesIn(shelf, entered(shelf.byTitle, titleKey))]
  return newestAmong(
    likely.filter(entry => entry.titleKey === titleKey),
    most,
  )
}

/** The newest that cite this address, newest first. */
export function citing(shelf: Shelf, address: string, most: number): readonly Entry[] {
  const likely = [...entriesIn(shelf, entered(shelf.byAddress, address))]
  // To unpack a story takes time, so more are looked at only where some of the newest have another address of the same number.
  for (let looked = most; ; looked *= 4) {
    const found = newestAmong(likely, looked).filter(entry => addressesOf(storyOf(entry)).includes(address))
    if (found.length >= most || looked >= likely.length) return found.slice(0, most)
  }
}

function* entriesIn({ bySlot }: Shelf, slots: Iterable<number>): Iterable<Entry> {
  for (const slot of slots) {
    const entry = bySlot[slot]
    if (entry !== undefined) yield entry
  }
}

/** A title of signs alone has no words, and is known by the signs. */
export function titleKeyOf(title: string): string {
  return keyOf(title) || title.trim()
}

function wordsIn(
  entry: Entry,
  story: Story,
): { readonly title: ReadonlySet<string>; readonly body: ReadonlySet<string> } {
  const title = wordsOf([entry.title, ...entry.topics, entry.date.slice(0, 4)])
  const body = wordsOf(bodyOf(story))
  for (const word of title) body.delete(word)
  return { title, body }
}

/** Characters of a body that are searched; the longest stories of the seeds have some 5,000, and filing what is longer takes too long. */
const LONGEST_BODY = 50_000

function bodyOf(story: Story): readonly string[] {
  let left = LONGEST_BODY
  return textsOf(story).flatMap(text => {
    const part = text.slice(0, Math.max(0, left))
    left -= text.length
    return part === '' ? [] : [part]
  })
}

function textsOf(story: Story): readonly string[] {
  const outlets = [...story.narratives.flatMap(({ providers }) => providers), ...(story.forecast?.providers ?? [])]
  return [
    ...story.facts.map(fact => fact.text),
    ...story.narratives.flatMap(({ paragraphs }) => paragraphs.map(paragraph => paragraph.text)),
    story.forecast?.text.text ?? '',
    ...story.updates.map(update => update.text.text),
    ...story.sources.flatMap(({ outlet, title }) => [outlet, title ?? '']),
    ...outlets.map(outlet => outlet.name),
    wordsOfId(story.id),
  ]
}

/** `tiktok-ruling-2025-01`: what an editor calls the story. Numbers tell little, and many ids have one of their own. */
function wordsOfId(id: string): string {
  return id
    .split('-')
    .filter(part => !/\d/.test(part))
    .join(' ')
}

function pileOf(shelf: Shelf, topic: string): Pile {
  const known = shelf.byTopic.get(topic)
  if (known !== undefined) return known
  const pile = emptyPile()
  shelf.byTopic.set(topic, pile)
  const printed = [topic.replaceAll('-', ' '), ...shelf.aliases.namesOf(topic)]
  const names = [...new Map(printed.map(nameOf).map(name => [name.joined, name])).values()]
  shelf.names.set(topic, names)
  for (const { joined } of names) {
    const known = shelf.named.get(joined)
    if (known === undefined) shelf.named.set(joined, new Set([topic]))
    else known.add(topic)
  }
  return pile
}

function forgetTopic({ byTopic, names, named }: Shelf, topic: string): void {
  for (const { joined } of names.get(topic) ?? []) {
    const topics = named.get(joined)
    topics?.delete(topic)
    if (topics?.size === 0) named.delete(joined)
  }
  byTopic.delete(topic)
  names.delete(topic)
}
