import type { Cited, Narrative, Story } from './story.ts'
import { isSeen } from './visible.ts'

/** From this ratio of their lengths on, two sides no longer have the same room. */
const LENGTHS_APART = 1.5

/** Something that makes a story lopsided, as data. Facts and sides are counted from 1. */
export type Imbalance =
  | { readonly kind: 'too-few-sides'; readonly sides: number }
  | { readonly kind: 'uncited-facts'; readonly facts: readonly number[]; readonly of: number }
  | { readonly kind: 'citations-without-source'; readonly cites: readonly number[]; readonly sources: number }
  | {
      readonly kind: 'sources-never-cited'
      readonly sources: readonly { readonly n: number; readonly outlet: string }[]
    }
  | { readonly kind: 'same-provider'; readonly provider: string; readonly sides: readonly string[] }
  | { readonly kind: 'side-without-provider'; readonly side: string; readonly number: number }
  | { readonly kind: 'lengths-apart'; readonly longer: string; readonly shorter: string; readonly ratio: number }

/** Everything that is lopsided in a story, in the order of the union above. A forecast is not a side. */
export function imbalances(story: Story): readonly Imbalance[] {
  return [
    ...tooFewSides(story),
    ...uncitedFacts(story),
    ...citationsWithoutSource(story),
    ...sourcesNeverCited(story),
    ...sameProviders(story.narratives),
    ...sidesWithoutProvider(story.narratives),
    ...lengthsApart(story.narratives),
  ]
}

/** Nothing is lopsided: at least two sides with the same room, each credited to its own outlets, and each fact sourced. */
export function isBalanced(story: Story): boolean {
  return imbalances(story).length === 0
}

function tooFewSides({ narratives }: Story): readonly Imbalance[] {
  return narratives.length < 2 ? [{ kind: 'too-few-sides', sides: narratives.length }] : []
}

function uncitedFacts({ facts }: Story): readonly Imbalance[] {
  const uncited = facts.flatMap((fact, at) => (fact.cites.length === 0 ? [at + 1] : []))
  return uncited.length > 0 ? [{ kind: 'uncited-facts', facts: uncited, of: facts.length }] : []
}

function citationsWithoutSource(story: Story): readonly Imbalance[] {
  const known = new Set(story.sources.map(source => source.n))
  const cites = [...citedNumbers(story)].filter(n => !known.has(n)).sort((a, b) => a - b)
  return cites.length > 0 ? [{ kind: 'citations-without-source', cites, sources: story.sources.length }] : []
}

function sourcesNeverCited(story: Story): readonly Imbalance[] {
  const cited = citedNumbers(story)
  const sources = story.sources.filter(source => !cited.has(source.n)).map(({ n, outlet }) => ({ n, outlet }))
  return sources.length > 0 ? [{ kind: 'sources-never-cited', sources }] : []
}

function citedNumbers({ facts, narratives, forecast, updates }: Story): ReadonlySet<number> {
  const texts: readonly Cited[] = [
    ...facts,
    ...narratives.flatMap(narrative => narrative.paragraphs),
    ...(forecast === undefined ? [] : [forecast.text]),
    ...updates.map(update => update.text),
  ]
  return new Set(texts.flatMap(text => text.cites))
}

/** An outlet that speaks for more than one side; `The Hill` and `the hill` are one outlet. A name of which nothing can be seen is none. */
function sameProviders(narratives: readonly Narrative[]): readonly Imbalance[] {
  const holders = new Map<string, { readonly provider: string; readonly sides: Map<number, string> }>()
  for (const [at, narrative] of narratives.entries()) {
    for (const { name } of narrative.providers.filter(provider => isSeen(provider.name))) {
      const key = outletKey(name)
      const holder = holders.get(key) ?? { provider: name, sides: new Map<number, string>() }
      holder.sides.set(at, narrative.label)
      holders.set(key, holder)
    }
  }
  return [...holders.values()]
    .filter(holder => holder.sides.size > 1)
    .map(({ provider, sides }) => ({ kind: 'same-provider', provider, sides: [...sides.values()] }))
}

function outletKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[\s.,'’-]+/g, '')
}

function sidesWithoutProvider(narratives: readonly Narrative[]): readonly Imbalance[] {
  return narratives.flatMap((narrative, at) =>
    narrative.providers.every(({ name }) => !isSeen(name))
      ? [{ kind: 'side-without-provider' as const, side: narrative.label, number: at + 1 }]
      : [],
  )
}

function lengthsApart(narratives: readonly Narrative[]): readonly Imbalance[] {
  const byLength = narratives
    .map(narrative => ({ label: narrative.label, length: lengthOf(narrative) }))
    .sort((a, b) => b.length - a.length)
  const [longest, shortest] = [byLength[0], byLength.at(-1)]
  if (longest === undefined || shortest === undefined || longest.length === 0) return []
  const ratio = longest.length / shortest.length
  if (ratio <= LENGTHS_APART) return []
  return [{ kind: 'lengths-apart', longer: longest.label, shorter: shortest.label, ratio }]
}

/** In characters as Unicode counts them (code points), so that no script weighs double. */
function lengthOf(narrative: Narrative): number {
  return narrative.paragraphs.reduce((sum, paragraph) => sum + Array.from(paragraph.text).length, 0)
}

/** What is lopsided and why that matters, in one plain sentence; never an opinion about the sides. */
export function describeImbalance(imbalance: Imbalance): string {
  switch (imbalance.kind) {
    case 'too-few-sides':
      return imbalance.sides === 0
        ? 'There is no narrative, so readers see no side of the story.'
        : 'There is only one narrative, so readers see one side of the story.'
    case 'uncited-facts': {
      const [verb, pronoun] = imbalance.facts.length === 1 ? ['has', 'it'] : ['have', 'them']
      const facts = `${noun(imbalance.facts, 'Fact')} ${listed(imbalance.facts)} of ${imbalance.of}`
      return `${facts} ${verb} no source, so readers cannot check ${pronoun}.`
    }
    case 'citations-without-source': {
      const verb = imbalance.cites.length === 1 ? 'points' : 'point'
      return `${noun(imbalance.cites, 'Citation')} ${listed(imbalance.cites)} ${verb} to no source: the story lists ${sourceCount(imbalance.sources)}.`
    }
    case 'sources-never-cited': {
      const names = listed(
        imbalance.sources.map(source => (source.outlet === '' ? `${source.n}` : `${source.n} (${source.outlet})`)),
      )
      const verb = imbalance.sources.length === 1 ? 'is' : 'are'
      return `${noun(imbalance.sources, 'Source')} ${names} ${verb} listed but never cited, so it is not clear what rests on ${imbalance.sources.length === 1 ? 'it' : 'them'}.`
    }
    case 'same-provider':
      return `${imbalance.provider} is credited for ${listed(imbalance.sides.map(quoted))}, so these sides do not come from different outlets.`
    case 'side-without-provider':
      return `${quoted(imbalance.side)} (side ${imbalance.number}) names no outlet, so readers cannot tell who holds it.`
    case 'lengths-apart':
      return Number.isFinite(imbalance.ratio)
        ? `${quoted(imbalance.longer)} is ${imbalance.ratio.toFixed(1)} times as long as ${quoted(imbalance.shorter)}, so the two do not get the same room.`
        : `${quoted(imbalance.shorter)} has no text, so it gets no room beside ${quoted(imbalance.longer)}.`
  }
}

function noun(items: readonly unknown[], singular: string): string {
  return items.length === 1 ? singular : `${singular}s`
}

function sourceCount(count: number): string {
  if (count === 0) return 'none'
  return count === 1 ? '1 source' : `${count} sources`
}

function quoted(label: string): string {
  return `“${label}”`
}

function listed(items: readonly (string | number)[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
