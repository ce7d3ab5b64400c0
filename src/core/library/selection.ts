import { isBalanced } from '../story/balance.ts'
import { changesSince, revisionOf } from '../story/revision.ts'
import type { Story } from '../story/story.ts'
import type { Library } from './library.ts'

/** A story that a digest tells. */
export interface DigestItem {
  readonly story: Story
  /** The channel had an earlier revision: what changed since, in whole sentences. Absent: it is new there. */
  readonly changes?: readonly string[]
}

/** What a digest asks the library for. */
export interface Wanted {
  /** Slugs or any other names of topics; none: every story. */
  readonly topics: readonly string[]
  /** How many stories at most. */
  readonly most: number
  /** The reader's day, `YYYY-MM-DD`: what is dated later is not news yet. */
  readonly day: string
  /** The first day that is not too old, `YYYY-MM-DD`; absent: none is. */
  readonly oldest?: string
  /** By story id, the newest revision that the channel had. */
  readonly told: ReadonlyMap<string, { readonly hash: string; readonly snapshot: string }>
  /** For a digest now and for a preview. */
  readonly ignoreAge: boolean
}

const RETRACTED = 'retracted'
/** More than most digests tell, so that the library is mostly asked once. */
const FIRST_LOOK = 32

/**
 * The stories of a digest, newest first. New ones have a day that is neither too old nor to come and a fact to lead with, are balanced and not
 * retracted.
 * One that the channel had comes again only when readers would see something else: then as an update however old it is, placed
 * by the day of its latest update line, because whoever read it has to learn of a correction.
 */
export function choose(library: Library, wanted: Wanted): readonly DigestItem[] {
  return createChooser(library)(wanted)
}

/**
 * The same for many channels at one moment: what the library gives is asked for once. Not to be kept longer than that, because
 * later stories stay unknown to it.
 */
export function createChooser(library: Library): (wanted: Wanted) => readonly DigestItem[] {
  const desk = openDesk(library)
  return wanted => {
    const piles = wanted.topics.length === 0 ? [desk.pile()] : [...new Set(wanted.topics)].map(desk.pile)
    const fresh = new Map(piles.flatMap(pile => newIn(pile, wanted, desk)).map(story => [story.id, story]))
    const items = [...[...fresh.values()].map(story => ({ story })), ...updatesIn(piles, wanted, desk)]
    return items.sort(newestFirst).slice(0, Math.max(0, wanted.most))
  }
}

/** The newest of a pile that can be told as new: of several piles together, no others can be among the newest. */
function newIn(pile: Pile, { most, day, oldest, told, ignoreAge }: Wanted, desk: Desk): readonly Story[] {
  const found: Story[] = []
  for (let at = 0; found.length < most; at += 1) {
    const story = pile.at(at)
    if (story === undefined) return found
    if (story.date === undefined || story.date > day || told.has(story.id)) continue
    if (!ignoreAge && oldest !== undefined && story.date < oldest) return found
    if (story.facts.length > 0 && desk.isFair(story) && !isRetracted(story)) found.push(story)
  }
  return found
}

function updatesIn(piles: readonly Pile[], { day, told }: Wanted, desk: Desk): readonly DigestItem[] {
  return [...told].flatMap(([id, { hash, snapshot }]) => {
    const story = desk.get(id)
    if (story?.date === undefined || story.date > day) return []
    if (desk.hashOf(story) === hash || !desk.isFair(story)) return []
    if (!piles.some(pile => pile.holds(story))) return []
    return [{ story, changes: changesSince(snapshot, story) }]
  })
}

function isRetracted({ updates }: Story): boolean {
  return updates.some(update => update.kind === RETRACTED)
}

function newestFirst(a: DigestItem, b: DigestItem): number {
  const [x, y] = [newsDay(a), newsDay(b)]
  if (x !== y) return x > y ? -1 : 1
  return a.story.id < b.story.id ? -1 : 1
}

function newsDay({ story, changes }: DigestItem): string {
  const days = [story.date ?? '', ...(changes === undefined ? [] : story.updates.map(update => update.date))]
  return days.reduce((latest, day) => (day > latest ? day : latest))
}

/** The stories of a topic, or all, newest first, those without a day last. */
interface Pile {
  readonly at: (place: number) => Story | undefined
  readonly holds: (story: Story) => boolean
}

/** What was found out already. */
interface Desk {
  readonly pile: (topic?: string) => Pile
  readonly get: (id: string) => Story | undefined
  readonly isFair: (story: Story) => boolean
  readonly hashOf: (story: Story) => string
}

function openDesk(library: Library): Desk {
  const everything = '\u0000'
  const pileOf = remembered((topic: string) =>
    topic === everything
      ? { at: openPile(library.latest), holds: () => true }
      : { at: openPile(n => library.byTopic(topic, n)), holds: ({ id }: Story) => library.isAbout(id, topic) },
  )
  const fair = remembered(isBalanced, (story: Story) => story.id)
  const hashes = remembered(
    (story: Story) => revisionOf(story).hash,
    story => story.id,
  )
  return {
    pile: (topic = everything) => pileOf(topic),
    get: remembered((id: string) => library.get(id)),
    isFair: fair,
    hashOf: hashes,
  }
}

function openPile(newest: (n: number) => readonly Story[]): Pile['at'] {
  let known: readonly Story[] = []
  let whole = false
  return place => {
    while (place >= known.length && !whole) {
      const n = Math.max(FIRST_LOOK, known.length * 2)
      known = newest(n)
      whole = known.length < n
    }
    return known[place]
  }
}

function remembered<Key, Value>(
  find: (key: Key) => Value,
  name: (key: Key) => unknown = key => key,
): (key: Key) => Value {
  const known = new Map<unknown, { readonly value: Value }>()
  return key => {
    const before = known.get(name(key))
    if (before !== undefined) return before.value
    const value = find(key)
    known.set(name(key), { value })
    return value
  }
}
