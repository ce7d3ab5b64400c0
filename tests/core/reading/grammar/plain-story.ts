import fc from 'fast-check'
import type { Axis, Cited, Stance } from '../../../../src/core/story/story.ts'
import type { Expected } from '../dialects/expected.ts'

export type PlainStory = Expected['stories'][number]
type Narrative = PlainStory['narratives'][number]
type Outlet = Narrative['providers'][number]

// `%` becomes a word that stands nowhere else, so that each sentence can be told from every other.
const SENTENCES: readonly string[] = [
  'The council of % voted 31 to 22 on Monday.',
  'Left without power, % closed its port.',
  'Right after the vote, % sent 12,000 liters of water.',
  'Facts about % remain few, the ministry said.',
  'Pres. Okoro flew to % on Thurs., officials said.',
  '“Nobody leaves %,” the mayor said — twice.',
  'The S&P 500 fell as % sold £1B in bonds, which was more than expected.',
  'The pipe to % runs 1,240 miles (2,000 km).',
  'Growth in % slowed to 3.5%.',
  'The mayor of % called the bridge “a promise kept.”',
  'The mayor of % called the dam "a promise kept."',
  'A witness in % asked: “Who pays [...] for this?”',
  'The plan has two parts: % pays first, the state second.',
  'Will % hold?',
  'In % the U.S. opened a third mission.',
  'Sources close to %: none would speak on the record.',
  'Show more care, % asked its drivers.',
  'Exports of % grew 3.5 percent, and prices fell.',
  'Nobody in % has lived there since 1998.',
  'It’s the second such vote in % — the first failed on Sept. 4.',
  'Narratives differ in %, and so do prices.',
  'Город % открыл вторую линию метро.',
  '%は四月から観光バスを予約制にする。',
  'قالت وزارة % إن السوق ستفتح في الربيع.',
  '서울 시장은 다음 주에 %를 방문한다.',
  '% की उड़ान मार्च में शुरू होगी।',
  '%市长说，新桥将于五月开放。',
  'ראש עיריית % אמר שהגשר ייפתח.',
  'The firm moved from % to the U.S.',
  'The train to % leaves at 3 p.m.',
  'The mayor of % thanked the House of Lords.',
  'Three ministers resigned in %: Ana Brandt, Joe Marlow and Lee Kim.',
  'According to The Guardian, % will pay $2.1 million.',
  'A bill of % passed (by one vote).',
  'Crews in % turned down “a final offer”; talks go on...',
]

const TITLES: readonly string[] = [
  '% Reopens Its Port',
  'Court Halts Sale of % Mills',
  '“No More %,” Says Mayor',
  'Will % Hold?',
  'U.S. Sends Envoy to %',
  '%: Two Years On',
  'Left Wins in %',
  'Казахстан: % открывает метро',
  '%市、観光バスを予約制に',
  'Anti-% Bill Fails',
  'Facts About % Emerge',
  'St. % Votes, Then Dances!',
]

const FORECASTS: readonly string[] = [
  'There is a 13% chance that % holds a vote before June 2031.',
  'There is a 0.5% chance that % floods in 2030.',
]

const LABELS: readonly (readonly [string, Stance, Axis])[] = [
  ['Establishment-critical narrative', 'critical', 'establishment'],
  ['Pro-establishment narrative', 'pro', 'establishment'],
  ['Pro-Establishment Narrative', 'pro', 'establishment'],
  ['Left narrative', 'left', 'left-right'],
  ['Right Narrative', 'right', 'left-right'],
  ['Left', 'left', 'left-right'],
  ['RIGHT', 'right', 'left-right'],
  ['Republican narrative', 'republican', 'party'],
  ['Democratic narrative', 'democratic', 'party'],
  ['Pro-Rio Indio dam narrative', 'pro', 'subject'],
  ['Anti-China narrative', 'anti', 'subject'],
  ['Pro-tax', 'pro', 'subject'],
  ['Anti-“deep state” narrative', 'anti', 'subject'],
  ['PRO-CHOICE NARRATIVE', 'pro', 'subject'],
  ['Anti-G20', 'anti', 'subject'],
  ['Left-wing narrative', 'left', 'left-right'],
  ['Anti-establishment narrative', 'anti', 'establishment'],
  ['Narrative A', 'other', 'numbered'],
  ['Narrative B', 'other', 'numbered'],
]

/** As other languages have them; none is known, so none has a stance. */
const STRANGE: readonly string[] = [
  'Récit de gauche',
  'Récit de droite',
  'Linke Sicht',
  'Линке Sicht',
  'Взгляд оппозиции',
  '親露的',
  '反露的な見方',
  'وجهة نظر الحكومة',
  '진보 진영',
  'सरकार का पक्ष',
  'Point de vue des élèves',
  'Visión crítica',
]

/** Outlets that few have heard of. */
export const OBSCURE: readonly string[] = ['49ers Wire', 'The Evening Courier']

const OUTLETS: readonly string[] = [
  ...OBSCURE,
  'Reuters',
  'Al Jazeera',
  'DW',
  '7News',
  'St. Louis Post-Dispatch',
  'U.S. News',
  'The Times of Israel (a)',
  'The Times of Israel (b)',
  'Yahoo! News',
  'Stars and Stripes',
  'The Guardian',
  'L.A. Times',
  'El País',
  'Agence France-Presse',
  'Town & Country',
  'RFE/RL',
  'Al-Monitor',
  'Медуза',
  'Antiwar.com',
  'rnz.com',
  '朝日新聞',
]

const RATINGS: readonly string[] = ['LR: 3 CP: 5', 'LR: 1 CP: 3', 'LR: 4 CP: 2']

/** A word for each number, alike for nobody: `Zabab`, `Zabac`. */
export function markerOf(n: number): string {
  const [vowels, consonants] = ['aeiou', 'bcdfgklmnprstvz']
  const sound = (letters: string, at: number): string => letters.charAt(Math.floor(n / at) % letters.length)
  return `Z${sound(vowels, 1125)}${sound(consonants, 75)}${sound(vowels, 15)}${sound(consonants, 1)}`
}

/** One or two sentences. */
export const sentences = fc
  .array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 2 })
  .map(some => some.join(' '))

const outlet = (rated: boolean): fc.Arbitrary<Outlet> =>
  fc
    .tuple(fc.constantFrom(...OUTLETS), fc.constantFrom(...RATINGS), fc.boolean())
    .map(([name, rating, given]) => (rated && given ? { name, rating } : { name }))

const outlets = (rated: boolean, min: number, max: number): fc.Arbitrary<Outlet[]> =>
  fc.uniqueArray(outlet(rated), { minLength: min, maxLength: max, selector: ({ name }) => name })

/** What the way of printing allows a story to have. */
export interface Sorts {
  readonly facts: { readonly min: number; readonly max: number }
  /** How many sources a fact has; 0 for all where nothing is cited. */
  readonly cites: { readonly min: number; readonly max: number }
  readonly narratives: { readonly min: number; readonly max: number }
  /** Whether the names of sides are known words. */
  readonly names: 'known' | 'strange'
  readonly providers: { readonly min: number; readonly max: number }
  readonly rated: boolean
  readonly forecast: readonly Outlet[] | undefined
}

/** A story in plain sentences with `%` for the words that tell them apart; `mark` puts words in. */
export function plainStory(sorts: Sorts): fc.Arbitrary<PlainStory> {
  const most = Math.max(1, sorts.cites.max * 2)
  const picks = fc.uniqueArray(fc.nat({ max: most - 1 }), { minLength: sorts.cites.min, maxLength: sorts.cites.max })
  const narrative = fc
    .record({ text: sentences, providers: outlets(sorts.rated, sorts.providers.min, sorts.providers.max) })
    .map(given => ({ providers: given.providers, paragraphs: [{ text: given.text, cites: [] }] }))
  return fc
    .record({
      title: fc.constantFrom(...TITLES),
      facts: fc.array(fc.tuple(sentences, picks), { minLength: sorts.facts.min, maxLength: sorts.facts.max }),
      outlets: outlets(sorts.rated, most, most),
      sides: fc.array(narrative, { minLength: sorts.narratives.min, maxLength: sorts.narratives.max }),
      labels: fc.shuffledSubarray([...labelsOf(sorts)], { minLength: 3, maxLength: 3 }),
      forecast: fc.constantFrom(...FORECASTS),
    })
    .map(given => ({
      title: given.title,
      ...numbered(given.facts, given.outlets),
      narratives: given.sides.map((side, at) => {
        const [label, stance, axis] = given.labels[at]!
        return { label, stance, axis, ...side }
      }),
      ...(sorts.forecast === undefined
        ? {}
        : { forecast: { providers: [...sorts.forecast], text: { text: given.forecast, cites: [] } } }),
    }))
}

function labelsOf({ names }: Sorts): typeof LABELS {
  return names === 'known' ? LABELS : STRANGE.map(label => [label, 'other', 'other'] as const)
}

/** Numbers the outlets by their first citation, as pages do, and leaves out those that nothing cites. */
function numbered(facts: readonly (readonly [string, readonly number[]])[], named: readonly Outlet[]) {
  const order = [...new Set(facts.flatMap(([, picks]) => picks))]
  const sources = order.map((pick, at) => {
    const { name, ...rating } = named[pick]!
    return { n: at + 1, outlet: name, ...rating }
  })
  const cited = facts.map(([given, picks]): Cited => {
    const cites = picks.map(pick => order.indexOf(pick) + 1)
    return { text: given, cites: cites.toSorted((a, b) => a - b) }
  })
  return { facts: cited, sources }
}

/** Puts a word of its own into each sentence of a story; `from` is the number of the first. */
export function mark(story: PlainStory, from: number): { story: PlainStory; next: number } {
  let n = from
  // `3.5%` is no place for a word.
  const words = (given: string): string => given.replace(/(?<!\d)%/gu, () => markerOf(n++))
  const cited = (given: Cited): Cited => ({ ...given, text: words(given.text) })
  const marked = {
    ...story,
    title: words(story.title),
    facts: story.facts.map(cited),
    narratives: story.narratives.map(side => ({ ...side, paragraphs: side.paragraphs.map(cited) })),
    ...(story.forecast === undefined ? {} : { forecast: { ...story.forecast, text: cited(story.forecast.text) } }),
  }
  return { story: marked, next: n }
}
