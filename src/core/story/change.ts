import type { Phrase } from '../words/words.ts'
import { listed, say } from '../words/words.ts'
import { printedDay } from './day.ts'
import { fingerprint, likeness } from './fingerprint.ts'
import type { Seen, SeenFact, SeenSide } from './seen.ts'
import { plain, seenOf } from './seen.ts'
import type { Narrative, Outlet, Story } from './story.ts'
import { isSeen } from './visible.ts'

/** What changed between what readers saw and the story as it is, sentence by sentence: its own update lines first, as they are. */
export function changesBetween(before: Seen, story: Story): readonly string[] {
  const after = seenOf(story)
  return [
    ...updateLines(before, after, story),
    ...(before.title === after.title ? [] : [say('change.title')]),
    ...dateChange(before.date, after.date),
    ...factChanges(before.facts, after.facts),
    ...sideChanges(before.sides, after.sides, story),
    ...forecastChanges(before.forecast, after.forecast, story),
    ...sourceChanges(before.sources, after.sources),
  ]
}

function updateLines(before: Seen, after: Seen, story: Story): readonly string[] {
  const came = without(after.updates, before.updates, update => update.line)
  const gone = without(before.updates, after.updates, update => update.line)
  const fresh = story.updates.filter((_, index) => came.some(update => update === after.updates[index]))
  // An update that was only rewritten comes as it is now, and nothing went.
  const lost = without(gone, came, update => update.head)
  return [
    ...fresh.map(({ date, kind, text }) => say('update.line', { date: printedDay(date), kind }) + plain(text.text)),
    ...counted('change.updates-removed', lost.length),
  ]
}

function dateChange(before: string | undefined, after: string | undefined): readonly string[] {
  if (before === after) return []
  return [after === undefined ? say('change.date-gone') : say('change.date', { date: printedDay(after) })]
}

function factChanges(before: readonly SeenFact[], after: readonly SeenFact[]): readonly string[] {
  const same = pairs(before, after, (old, fresh) => (old.text === fresh.text ? 1 : 0))
  const reworded = pairs(same.gone, same.came, (old, fresh) => likeness(old.sketch, fresh.sketch))
  const kept = [...same.kept, ...reworded.kept]
  return [
    ...counted('change.facts-added', reworded.came.length),
    ...counted('change.facts-removed', reworded.gone.length),
    ...counted('change.facts-reworded', reworded.kept.length),
    ...counted('change.facts-sources', kept.filter(([old, fresh]) => old.cites !== fresh.cites).length),
    ...(inOrder(kept, before, after) ? [] : [say('change.facts-order')]),
  ]
}

function inOrder(
  kept: readonly (readonly [SeenFact, SeenFact])[],
  before: readonly SeenFact[],
  after: readonly SeenFact[],
): boolean {
  const places = kept
    .map(([old, fresh]) => [before.indexOf(old), after.indexOf(fresh)] as const)
    .sort(([a], [b]) => a - b)
  return places.every(([, place], index) => place >= (places[index - 1]?.[1] ?? 0))
}

/** Every side is spoken of in the same form, and which one first is drawn by lot, story by story. */
function sideChanges(before: readonly SeenSide[], after: readonly SeenSide[], story: Story): readonly string[] {
  const called = pairs(before, after, (old, fresh) => {
    if (old.called !== fresh.called) return 0
    return old.text === fresh.text ? 2 : 1
  })
  const renamed = pairs(called.gone, called.came, (old, fresh) => (old.text === fresh.text ? 1 : 0))
  const about = [
    ...[...called.kept, ...renamed.kept].map(([old, fresh]) => ({
      label: fresh.label,
      said: sideChange(old, fresh, story.narratives[after.indexOf(fresh)]),
    })),
    ...renamed.came.map(({ label }) => ({ label, said: [say('change.side-added', { label })] })),
    ...renamed.gone.map(({ label }) => ({ label, said: [say('change.side-removed', { label })] })),
  ]
  const lot = (label: string) => fingerprint(`${story.id} ${label}`)
  return about.sort((a, b) => (lot(a.label) < lot(b.label) ? -1 : 1)).flatMap(({ said }) => said)
}

function sideChange(before: SeenSide, after: SeenSide, narrative: Narrative | undefined): readonly string[] {
  const { label } = after
  return [
    ...(before.called === after.called ? [] : [say('change.side-label', { before: before.label, label })]),
    ...(before.text === after.text ? [] : [say('change.side-reworded', { label })]),
    ...(before.outlets === after.outlets ? [] : [credited(label, narrative?.providers ?? [])]),
    ...(before.cites === after.cites ? [] : [say('change.side-sources', { label })]),
  ]
}

function credited(label: string, outlets: readonly Outlet[]): string {
  const names = namesOf(outlets)
  if (names.length === 0) return say('change.side-uncredited', { label })
  return say('change.side-credited', { label, outlets: listed(names) })
}

function namesOf(outlets: readonly Outlet[]): readonly string[] {
  return outlets.map(outlet => plain(outlet.name)).filter(isSeen)
}

function forecastChanges(before: Seen['forecast'], after: Seen['forecast'], { forecast }: Story): readonly string[] {
  if (before === undefined || after === undefined) {
    if (before === after) return []
    return [say(before === undefined ? 'change.forecast-added' : 'change.forecast-removed')]
  }
  const names = namesOf(forecast?.providers ?? [])
  const now =
    names.length === 0 ? say('change.forecast-uncredited') : say('change.forecast-credited', { outlets: listed(names) })
  return [
    ...(before.text === after.text ? [] : [say('change.forecast-reworded')]),
    ...(before.outlets === after.outlets ? [] : [now]),
    ...(before.cites === after.cites ? [] : [say('change.forecast-sources')]),
  ]
}

function sourceChanges(before: readonly string[], after: readonly string[]): readonly string[] {
  return [
    ...counted('change.sources-added', without(after, before, name => name).length),
    ...counted('change.sources-removed', without(before, after, name => name).length),
  ]
}

function counted(phrase: Phrase, count: number): readonly string[] {
  return count === 0 ? [] : [say(phrase, { count })]
}

/** Those of `items` that `others` have no equal of, one for one. */
function without<Item>(items: readonly Item[], others: readonly Item[], key: (item: Item) => string): readonly Item[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(key(other), (left.get(key(other)) ?? 0) + 1)
  return items.filter(item => {
    const count = left.get(key(item)) ?? 0
    left.set(key(item), count - 1)
    return count <= 0
  })
}

interface Pairs<Item> {
  readonly kept: readonly (readonly [Item, Item])[]
  readonly gone: readonly Item[]
  readonly came: readonly Item[]
}

/** Old and new ones that belong together, the nearest first; `near` is 0 for two that do not. */
function pairs<Item>(
  before: readonly Item[],
  after: readonly Item[],
  near: (old: Item, fresh: Item) => number,
): Pairs<Item> {
  const all = before.flatMap(old => after.map(fresh => ({ old, fresh, by: near(old, fresh) })))
  const [olds, freshes] = [new Set<Item>(), new Set<Item>()]
  const kept: (readonly [Item, Item])[] = []
  for (const { old, fresh, by } of all.sort((a, b) => b.by - a.by)) {
    if (by === 0 || olds.has(old) || freshes.has(fresh)) continue
    olds.add(old)
    freshes.add(fresh)
    kept.push([old, fresh])
  }
  return { kept, gone: before.filter(item => !olds.has(item)), came: after.filter(item => !freshes.has(item)) }
}
