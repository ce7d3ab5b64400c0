import fc from 'fast-check'
import type { Sorts } from './plain-story.ts'

/** A way of printing stories that leaves no doubt about what stands where. */
export interface Dialect {
  /** The heads of the facts and of the narratives; none where the page has none. */
  readonly heads: readonly [string, string] | undefined
  /** Before each fact and narrative; empty for plain lines, `1. ` for numbers that count on. */
  readonly bullet: string
  readonly citations:
    | 'glued'
    | 'comma'
    | 'raised'
    | 'brackets'
    | 'one bracket'
    | 'trailing'
    | 'glued outlet'
    | 'in parentheses'
    | 'footnotes'
    | 'none'
  /** Whether the names of sides are known words. */
  readonly names: 'known' | 'strange'
  readonly labels: 'provided' | 'own line' | 'provided below' | 'colon' | 'one paragraph'
  /** A colon behind a label that has a line of its own. */
  readonly colons: boolean
  readonly forecast: 'none' | 'narrative' | 'head' | 'empty head'
  readonly rated: boolean
  /** A blank line between all blocks. */
  readonly spaced: boolean
  /** Long bullets run on in a second line. */
  readonly wrapped: boolean
  readonly spaces: 'plain' | 'no-break'
  readonly hyphens: 'none' | 'soft'
  readonly lineEnd: '\n' | '\r\n'
  /** One day for the whole letter, with the way of writing it. */
  readonly day: { readonly printed: string; readonly date: string } | undefined
  /** What the site puts in: at the top, below titles, between blocks, at the end. */
  readonly furniture: {
    readonly top: readonly string[]
    readonly title: readonly string[]
    readonly between: readonly string[]
    readonly end: readonly string[]
  }
  readonly repeatsTitle: boolean
}

const HEADS = [
  ['The Facts', 'The Spin'],
  ['Facts', 'Narratives'],
  ['THE FACTS', 'THE SPIN'],
  ['Facts:', 'Narratives:'],
  ['facts', 'narratives'],
  ['**The Facts**', '**The Spin**'],
] as const

const DAYS = [
  { printed: 'Monday, June 3, 2024', date: '2024-06-03' },
  { printed: 'June 13, 2024', date: '2024-06-13' },
  { printed: '3 June 2024', date: '2024-06-03' },
  { printed: 'Thurs., Jan. 16, 2025', date: '2025-01-16' },
  { printed: '2024-11-30', date: '2024-11-30' },
] as const

const SPLITS: readonly (readonly string[])[] = [
  ['Political split', 'LEFT', 'RIGHT'],
  ['Establishment split', 'CRITICAL', 'PRO'],
]

/** Often nothing. */
function some<T>(...items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant<T[]>([]) }, fc.subarray([...items]))
}

const furniture = fc.record({
  top: some('Menu', 'Home', 'World', 'Politics', 'Log in', 'Subscribe'),
  title: fc
    .tuple(some('Version 3', 'Photo: Anna Field/Reuters', 'Image credit: Getty Images', 'Share'), some(...SPLITS))
    .map(([lines, splits]) => [...lines, ...splits.flat()]),
  between: some('Show more', 'Advertisement', 'Read more', 'See sources', 'Image copyright Getty Images'),
  end: fc
    .tuple(
      some('Go Deeper', 'Sign up to our daily newsletter', 'More neutral establishment stance articles', 'Show more'),
      some(...SPLITS),
    )
    .map(([lines, splits]) => [...splits.flat(), ...lines]),
})

const anything: fc.Arbitrary<Dialect> = fc.record({
  heads: fc.option(fc.constantFrom(...HEADS), { nil: undefined, freq: 4 }),
  bullet: fc.constantFrom('- ', '• ', '* ', '  • ', '1. ', ''),
  citations: fc.constantFrom(
    ...([
      'glued',
      'comma',
      'raised',
      'brackets',
      'one bracket',
      'trailing',
      'glued outlet',
      'in parentheses',
      'footnotes',
      'none',
    ] as const),
  ),
  names: fc.constantFrom(...(['known', 'known', 'known', 'strange'] as const)),
  labels: fc.constantFrom(...(['provided', 'own line', 'provided below', 'colon', 'one paragraph'] as const)),
  colons: fc.boolean(),
  forecast: fc.constantFrom(...(['none', 'narrative', 'head', 'empty head'] as const)),
  rated: fc.boolean(),
  spaced: fc.boolean(),
  wrapped: fc.boolean(),
  spaces: fc.constantFrom(...(['plain', 'no-break'] as const)),
  hyphens: fc.constantFrom(...(['none', 'soft'] as const)),
  lineEnd: fc.constantFrom(...(['\n', '\r\n'] as const)),
  day: fc.option(fc.constantFrom(...DAYS), { nil: undefined, freq: 1 }),
  furniture,
  repeatsTitle: fc.boolean(),
})

/** Any mixture of what people paste, without the mixtures that nobody could read. */
export const dialect: fc.Arbitrary<Dialect> = anything.map(given => {
  const bare = given.heads === undefined
  // Nobody knows a strange name by its words, so its place has to tell it.
  const placed =
    given.labels === 'provided below' ||
    (!bare && (given.labels === 'provided' || (given.labels === 'own line' && given.spaced)))
  const strange = given.names === 'strange' && placed
  // One number below a title could be the title's.
  const bullet = given.bullet === '1. ' && bare ? '- ' : given.bullet
  return {
    ...given,
    bullet,
    names: strange ? ('strange' as const) : ('known' as const),
    // A known name among strange ones would be the only side.
    forecast: strange && given.forecast === 'narrative' ? ('head' as const) : given.forecast,
    // Facts that nothing marks are words on a page.
    citations: bare && given.citations === 'none' ? ('glued' as const) : given.citations,
    // A plain line that goes on is a new line.
    wrapped: given.wrapped && bullet !== '' && given.labels !== 'one paragraph',
  }
})

/** The stories that can be told in a dialect. */
export function sortsOf({ heads, bullet, citations, names, labels, forecast, rated }: Dialect): Sorts {
  const bare = heads === undefined
  const cited = citations === 'none' ? { min: 0, max: 0 } : { min: bare || bullet === '' ? 1 : 0, max: 3 }
  const named = labels === 'provided' || labels === 'provided below'
  const forecasters = {
    none: undefined,
    'empty head': undefined,
    head: [{ name: 'Metaculus' }],
    narrative: labels === 'provided' ? [{ name: 'Metaculus Prediction Community' }] : [],
  }
  return {
    facts: { min: bare ? 1 : 0, max: 4 },
    cites: cited,
    // Alone, a strange name has none like it.
    narratives: { min: names === 'strange' ? 2 : 1, max: 3 },
    names,
    providers: named ? { min: 1, max: 3 } : { min: 0, max: 0 },
    rated,
    forecast: forecasters[forecast],
  }
}
