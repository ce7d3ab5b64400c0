import type { Story } from '../story/story.ts'
import { addressesOf } from './address.ts'
import type { Aliases } from './aliases.ts'
import { type Archive, drop, emptyArchive, keep } from './archive.ts'
import { bytesOf, hasId, hasTitleKey, isRecord, storyIn } from './card.ts'
import { flat } from './flat.ts'
import { hashOf } from './hash.ts'
import { emptyLedger, enter, entered, type Ledger, strike } from './ledger.ts'
import { emptyPile, newestAmong, type Pile, putOn, takeOff } from './order.ts'
import { type Sheet, sheetOf } from './sheet.ts'
import { emptyTally, type Tally } from './tally.ts'
import { type Name, nameOf } from './topic-name.ts'
import { emptyVocabulary, fileUnder, takeFrom, type Vocabulary } from './vocabulary.ts'

/**
 * Everything the library knows, each part kept as stories come and go. A story goes by its slot: a number that is free for
 * another one once it is gone.
 */
export interface Shelf {
  readonly aliases: Aliases
  readonly archive: Archive
  readonly freeSlots: number[]
  readonly byId: Ledger
  readonly byTitle: Ledger
  readonly byAddress: Ledger
  /** By slug; a topic without stories is not there. */
  readonly byTopic: Map<string, Pile>
  /** What the topics in `byTopic` are called. */
  readonly names: Map<string, readonly Name[]>
  readonly named: Map<string, Set<string>>
  readonly all: Pile
  readonly tally: Tally
  readonly titleWords: Vocabulary
  readonly bodyWords: Vocabulary
}

export function emptyShelf(aliases: Aliases): Shelf {
  return {
    aliases,
    archive: emptyArchive(),
    freeSlots: [],
    byId: emptyLedger(),
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

/** How many slots there are, free ones included. */
export function slotsIn({ all, freeSlots }: Shelf): number {
  return all.size + freeSlots.length
}

/** Adds a story, or replaces the one in `before`, which has the same id. */
export function shelve(shelf: Shelf, sheet: Sheet, before: number | undefined): 'added' | 'edited' | 'same' {
  if (before !== undefined && isRecord(shelf.archive, before, sheet.record)) return 'same'
  if (before !== undefined) unshelve(shelf, before)
  const slot = shelf.freeSlots.pop() ?? shelf.all.size
  keep(shelf.archive, slot, sheet.record)
  enter(shelf.byId, sheet.idHash, slot)
  enter(shelf.byTitle, sheet.titleHash, slot)
  for (const address of sheet.addresses) enter(shelf.byAddress, address, slot)
  for (const topic of sheet.topics) putOn(shelf.archive, pileOf(shelf, topic), slot)
  putOn(shelf.archive, shelf.all, slot)
  fileUnder(shelf.titleWords, slot, sheet.titleWords)
  fileUnder(shelf.bodyWords, slot, sheet.bodyWords)
  return before === undefined ? 'added' : 'edited'
}

export function unshelve(shelf: Shelf, slot: number): void {
  // What it is filed under is found out anew: it would take as much memory as the stories.
  const { topics, idHash, titleHash, addresses, titleWords, bodyWords } = sheetOf(
    storyIn(shelf.archive, slot),
    shelf.aliases,
  )
  strike(shelf.byId, idHash, slot)
  strike(shelf.byTitle, titleHash, slot)
  for (const address of addresses) strike(shelf.byAddress, address, slot)
  for (const topic of topics) {
    const pile = pileOf(shelf, topic)
    takeOff(shelf.archive, pile, slot)
    if (pile.size === 0) forgetTopic(shelf, topic)
  }
  takeOff(shelf.archive, shelf.all, slot)
  takeFrom(shelf.titleWords, slot, titleWords)
  takeFrom(shelf.bodyWords, slot, bodyWords)
  drop(shelf.archive, slot)
  shelf.freeSlots.push(slot)
}

/** The whole story of a slot. */
export function storyOf({ archive }: Shelf, slot: number): Story {
  return storyIn(archive, slot)
}

export function slotWith({ archive, byId }: Shelf, id: string): number | undefined {
  const likely = entered(byId, hashOf(id))
  if (likely.length === 0) return undefined
  const bytes = bytesOf(id)
  return likely.find(slot => hasId(archive, slot, bytes))
}

/** The newest with this title, newest first. */
export function titled({ archive, byTitle }: Shelf, titleKey: string, most: number): readonly number[] {
  const bytes = bytesOf(titleKey)
  const likely = entered(byTitle, hashOf(titleKey)).filter(slot => hasTitleKey(archive, slot, bytes))
  return newestAmong(archive, likely, most)
}

/** The newest that cite this address, newest first. */
export function citing(shelf: Shelf, address: string, most: number): readonly number[] {
  const likely = entered(shelf.byAddress, hashOf(address))
  // To unpack a story takes time, so more are looked at only where some of the newest have another address of the same number.
  for (let looked = most; ; looked *= 4) {
    const newest = newestAmong(shelf.archive, likely, looked)
    const found = newest.filter(slot => addressesOf(storyOf(shelf, slot)).includes(address))
    if (found.length >= most || looked >= likely.length) return found.slice(0, most)
  }
}

function pileOf(shelf: Shelf, topic: string): Pile {
  const known = shelf.byTopic.get(topic)
  if (known !== undefined) return known
  const pile = emptyPile()
  const slug = flat(topic)
  shelf.byTopic.set(slug, pile)
  const printed = [topic.replaceAll('-', ' '), ...shelf.aliases.namesOf(topic)]
  const names = [...new Map(printed.map(nameOf).map(name => [name.joined, name])).values()]
  shelf.names.set(slug, names)
  for (const { joined } of names) {
    const known = shelf.named.get(joined)
    if (known === undefined) shelf.named.set(joined, new Set([slug]))
    else known.add(slug)
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
