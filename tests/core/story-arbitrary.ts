import fc from 'fast-check'
import type {
  Axis,
  Cited,
  Image,
  Narrative,
  Outlet,
  Source,
  Stance,
  Story,
  Update,
} from '../../src/core/story/story.ts'

/** Upper bounds, each inclusive; every story has at least one fact or one narrative. */
export interface StorySize {
  readonly facts?: number
  readonly narratives?: number
  readonly sources?: number
  /** Of one narrative, all its paragraphs together. */
  readonly narrativeCharacters?: number
  readonly titleCharacters?: number
}

const LABELS: readonly (readonly [string, Stance, Axis])[] = [
  ['Establishment-critical narrative', 'critical', 'establishment'],
  ['Pro-establishment narrative', 'pro', 'establishment'],
  ['Left narrative', 'left', 'left-right'],
  ['Right', 'right', 'left-right'],
  ['Republican narrative', 'republican', 'party'],
  ['DEMOCRATIC NARRATIVE', 'democratic', 'party'],
  ['Pro-Israel narrative', 'pro', 'subject'],
  ['Anti-China narrative', 'anti', 'subject'],
  ['Narrative A', 'other', 'numbered'],
  ['Narrative B', 'other', 'numbered'],
  ['Union view', 'other', 'other'],
  ['*Bold* <!channel> [view]', 'other', 'other'],
  ['وجهة نظر النقابة', 'other', 'other'],
]

const OUTLETS: readonly string[] = [
  'AntiWar',
  'DW',
  'St. Louis Post-Dispatch',
  'U.S. News & World Report',
  'The St. Louis Post, Ltd.',
  '7News',
  'Yahoo! News',
  '朝日新聞',
  'الجزيرة',
  'A [bracketed] (outlet)',
  'Back\\slash, and Sons',
  '<@U0123> & Co.',
]

const HOSTILE: readonly string[] = [
  '<!channel>',
  '<@U0123ABC>',
  '@everyone',
  '*bold* _it_ ~no~ `code`',
  '```js',
  '||spoiler||',
  '[a](javascript:alert(1))',
  '<script>alert(1)</script>',
  '<!-- gone -->',
  '&amp; &lt;!here&gt; &nbsp; &#10; &#x41;',
  '- a bullet',
  '• a dot',
  '* a star',
  '# a title',
  '## Facts',
  '### Left narrative',
  '[^1]: [X](https://example.org)',
  'ends with [^1]',
  '{LR: 3 CP: 5} in braces',
  '\\[^2] \\\\',
  'Provided by: [X]',
  'Sources: 1X, 2Y.',
  '---',
  '> quoted',
  '| a | b |',
  '1. one',
  '{n, plural, other {#}} {x} %s',
  'threats.5',
  'in 2023.4',
  ':smile:',
  'https://example.org/a_(b)?c=d&e#f',
  'a\u00a0no-break\u00adsoft',
  'zero\u200bwidth\u200djoin\u202eevil',
  'x'.repeat(200),
]

const WORDS: readonly string[] = [
  'The port',
  'reopened',
  'on Monday,',
  'officials said;',
  'crews',
  'café',
  'naïve “quotes”',
  'سلام عليكم',
  'שלום עולם',
  '東京で会議。',
  'Москва',
  '👩‍👩‍👧‍👦',
  '🇰🇵 🚀',
  'e\u0301le\u0301ve',
  '12.5%',
  'U.S.',
  '-5°C',
]

/** Ordinary objects, so that a story equals the one that is read. */
const PLAIN = { noNullPrototype: true } as const

/** Without control characters and outer white space, as every string of a story. */
function clean(text: string, max: number): string {
  const printable = text.toWellFormed().replace(/\p{Cc}/gu, character => (character === '\n' ? '\n' : ''))
  return printable.slice(0, max).toWellFormed().trim() || 'Text'
}

function line(max: number): fc.Arbitrary<string> {
  return text(max).map(value => clean(value.replaceAll('\n', ' '), max))
}

function text(max: number): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 12 }) },
  )
  const glue = fc.constantFrom(' ', ' ', ' ', '  ', '', '\n')
  const short = fc
    .array(fc.tuple(piece, glue), { minLength: 1, maxLength: 14 })
    .map(pieces => clean(pieces.flat().join(''), max))
  const long = short.map(value => clean(`${value} `.repeat(Math.ceil(max / (value.length + 1))), max))
  return fc.oneof({ weight: 12, arbitrary: short }, { weight: 1, arbitrary: long })
}

const url: fc.Arbitrary<string> = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom('https://example.org/a_(b)', 'http://example.org/?q=(', 'https://example.org/[x]\\)<y>&amp;'),
)

const day: fc.Arbitrary<string> = fc
  .date({ min: new Date('1999-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

const slug: fc.Arbitrary<string> = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', 'x', 'z', '0', '1', '9'), minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(words => words.join('-'))

const rating: fc.Arbitrary<string> = fc.oneof(fc.constantFrom('LR: 3 CP: 5', '{x} \\} 4/5', '[^1]'), line(20))

const outlet: fc.Arbitrary<Outlet> = fc
  .tuple(
    fc.oneof(fc.constantFrom(...OUTLETS), line(40)),
    fc.option(url, { nil: undefined }),
    fc.option(rating, { nil: undefined, freq: 3 }),
  )
  .map(([name, address, rated]) => ({
    name,
    ...(address === undefined ? {} : { url: address }),
    ...(rated === undefined ? {} : { rating: rated }),
  }))

function sources(max: number): fc.Arbitrary<Source[]> {
  const entry = fc.tuple(outlet, fc.option(line(120), { nil: undefined }))
  // Mostly 1, 2, 3; sometimes an editor has taken one out.
  const step = fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(2) })
  return fc.array(fc.tuple(entry, step), { maxLength: max }).map(entries => {
    let n = 0
    return entries.map(([[{ name, ...rest }, title], by]) => {
      n += by
      return { n, outlet: name, ...rest, ...(title === undefined ? {} : { title }) }
    })
  })
}

function cited(max: number, numbers: readonly number[]): fc.Arbitrary<Cited> {
  const cites = numbers.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...numbers), { maxLength: 4 })
  return fc.record({ text: text(max), cites }, PLAIN)
}

/** Paragraphs share `max` characters. */
function paragraphs(max: number, numbers: readonly number[]): fc.Arbitrary<Cited[]> {
  return fc
    .integer({ min: 1, max: 4 })
    .chain(count => fc.array(cited(Math.ceil(max / count), numbers), { minLength: 1, maxLength: count }))
}

function narrative(max: number, numbers: readonly number[]): fc.Arbitrary<Narrative> {
  return fc
    .tuple(fc.constantFrom(...LABELS), fc.array(outlet, { maxLength: 3 }), paragraphs(max, numbers))
    .map(([[label, stance, axis], providers, texts]) => ({ label, stance, axis, providers, paragraphs: texts }))
}

function update(numbers: readonly number[]): fc.Arbitrary<Update> {
  return fc.record(
    {
      date: day,
      kind: fc.constantFrom('corrected', 'added', 'updated', 'retracted'),
      text: cited(300, numbers),
    },
    PLAIN,
  )
}

const image: fc.Arbitrary<Image> = fc
  .record({ url, alt: line(120), credit: fc.option(line(60), { nil: undefined }) }, PLAIN)
  .map(({ url: address, alt, credit }) => ({ url: address, alt, ...(credit === undefined ? {} : { credit }) }))

function some<T>(arbitrary: fc.Arbitrary<T>, max: number): fc.Arbitrary<T[]> {
  const few = fc.array(arbitrary, { minLength: Math.min(1, max), maxLength: Math.min(6, max) })
  const many = fc.array(arbitrary, { maxLength: max, size: 'max' })
  return fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: many })
}

/**
 * Valid stories as the reader could have read them: strings without outer white space or control characters (a text may
 * hold line breaks; a title, label or name not), cites that are sources, stance and axis that fit the label.
 */
export function storyArbitrary(size: StorySize = {}): fc.Arbitrary<Story> {
  const max = { facts: 60, narratives: 4, sources: 60, narrativeCharacters: 9000, titleCharacters: 300, ...size }
  return sources(max.sources)
    .chain(printed => {
      const numbers = printed.map(source => source.n)
      return fc.record(
        {
          id: slug.map(words => words.slice(0, 60).replace(/-$/, '')),
          title: line(max.titleCharacters),
          date: day,
          topics: fc.uniqueArray(slug, { maxLength: 4 }),
          facts: some(cited(600, numbers), max.facts),
          narratives: some(narrative(max.narrativeCharacters, numbers), max.narratives),
          forecast: fc.record({ providers: fc.array(outlet, { maxLength: 2 }), text: cited(400, numbers) }, PLAIN),
          updates: fc.array(update(numbers), { maxLength: 3 }),
          sources: fc.constant(printed),
          image,
        },
        { ...PLAIN, requiredKeys: ['id', 'title', 'topics', 'facts', 'narratives', 'updates', 'sources'] },
      )
    })
    .filter(story => story.facts.length + story.narratives.length > 0)
}
