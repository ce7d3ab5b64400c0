import type { Story } from './story.ts'

/** What is known about names: the library's aliases are such a thing. */
export interface TopicNames {
  /** The slug that a topic goes by: `dprk` is `north-korea`; a slug that is not known stays as it is. */
  canonical(slug: string): string
  /** Every topic named in a text, once for each time. */
  mentions(text: string): readonly string[]
}

/** A name in the title says more about a story than one in a fact. */
const TITLE_WEIGHT = 3
const MOST_TOPICS = 3
/** Slugs are values of buttons and options; the platforms allow 100 characters. */
const LONGEST_SLUG = 60
/** What a story is about stands at its start; every name is looked for in all that is looked at, so both have an end. */
const LOOKED_AT = 8_000
const MOST_NAMES = 100

/**
 * The topics of a story, as slugs: its front matter's, and where it has none, those that its title and facts name most;
 * where no known topic is named, the names (or in scripts without capitals, the words) that the title and facts repeat.
 */
export function topicsOf(story: Story, names?: TopicNames): readonly string[] {
  if (story.topics.length > 0) return [...new Set(story.topics.map(slug => names?.canonical(slug) ?? slug))]
  const known = names === undefined ? [] : knownTopics(story, names)
  if (known.length > 0) return known
  const slugs = repeatedNames(story)
    .map(slugOf)
    .filter(slug => slug !== '')
  return [...new Set(slugs.map(slug => names?.canonical(slug) ?? slug))].slice(0, MOST_TOPICS)
}

/** `Camp David` becomes `camp-david`; letters of all scripts stay. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s(?![\p{L}\p{N}])/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
  return Array.from(slug).slice(0, LONGEST_SLUG).join('').replace(/^-|-$/g, '')
}

/** Topics at least half as present as the most present one, in that order; one passing mention is no topic. */
function knownTopics(story: Story, names: TopicNames): readonly string[] {
  const weights = new Map<string, number>()
  const weigh = (topics: Iterable<string>, weight: number) => {
    for (const topic of topics) weights.set(topic, (weights.get(topic) ?? 0) + weight)
  }
  weigh(new Set(names.mentions(story.title)), TITLE_WEIGHT)
  for (const fact of story.facts) weigh(new Set(names.mentions(fact.text)), 1)
  const ranked = [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const least = Math.max(2, (ranked[0]?.[1] ?? 0) / 2)
  return ranked
    .filter(([, weight]) => weight >= least)
    .map(([topic]) => topic)
    .slice(0, MOST_TOPICS)
}

function repeatedNames(story: Story): readonly string[] {
  const facts = startOf(story.facts.map(fact => fact.text))
  const namesIn = /\p{Lu}/u.test(facts.join('')) ? properNames : longWords
  // Names are taken from facts alone: in an English title every word may have a capital.
  const found = facts.flatMap(namesIn).filter(name => name.length <= LONGEST_SLUG)
  const names = new Map(found.slice(0, MOST_NAMES).map(name => [fold(name), name]))
  const texts = [story.title, ...facts].map(text => ` ${fold(text)} `)
  const printed = [...names].map(
    ([folded, name]) => [folded, { name, places: placesOf(folded, texts, namesIn === longWords) }] as const,
  )
  const repeated = printed.filter(([folded, { places }]) => places > 1 && !ordinary(folded, facts))
  // `Korea` is no name of its own beside `North Korea`.
  const partOfAnother = (name: string) =>
    repeated.some(([other]) => other !== name && ` ${other} `.includes(` ${name} `))
  return repeated
    .filter(([folded]) => !partOfAnother(folded))
    .sort(([a, x], [b, y]) => y.places - x.places || b.length - a.length || (a < b ? -1 : 1))
    .map(([, { name }]) => name)
}

/** The texts up to their first `LOOKED_AT` characters. */
function startOf(texts: readonly string[]): readonly string[] {
  let left = LOOKED_AT
  return texts.flatMap(text => {
    const start = text.slice(0, left).toWellFormed()
    left -= start.length
    return start === '' ? [] : [start]
  })
}

/** In how many texts a name stands, the title counted twice. Words of unspaced scripts have no edges to look for. */
function placesOf(folded: string, [title = '', ...facts]: readonly string[], anywhere: boolean): number {
  const stands = (text: string) => (anywhere ? text.includes(folded) : hasWord(text, folded))
  return facts.filter(stands).length + (stands(title) ? 2 : 0)
}

/** A word that is capitalised only where a sentence begins is elsewhere in small letters: no name. */
function ordinary(folded: string, facts: readonly string[]): boolean {
  if (CALENDAR.has(folded)) return true
  if (folded.toUpperCase() === folded || folded.includes(' ')) return false
  return facts.some(fact => hasWord(fact, folded))
}

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u

/** Whether `word` stands in `text` without a letter or digit beside it. A pattern made for each word costs milliseconds a story. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length
    const before = text.slice(Math.max(0, at - 2), at)
    if (!ENDS_IN_WORD.test(before) && !BEGINS_WITH_WORD.test(text.slice(end, end + 2))) return true
  }
  return false
}

const NAME = /\p{Lu}[\p{L}\p{M}\p{N}]*(?:[-\s]+\p{Lu}[\p{L}\p{M}\p{N}]*)*/gu
const SENTENCE_START = /(?:^|[.!?:"“«„]\s*)$/u

/** Runs of capitalised words. Where a sentence begins, small words (`The`, `On`) are dropped, and the first may be no name. */
function properNames(text: string): readonly string[] {
  return [...text.matchAll(NAME)].flatMap(({ 0: name, index }) => {
    const starts = SENTENCE_START.test(text.slice(Math.max(0, index - 3), index))
    const kept = starts ? name.replace(OPENERS, '') : name
    const rest = starts ? kept.replace(/^\S+\s*/, '') : ''
    return [kept, rest].filter(each => each.length > 1)
  })
}

const OPENERS =
  /^(?:A|An|The|This|That|These|Those|It|He|She|They|In|On|At|As|By|For|From|To|With|After|Before|While|Meanwhile|However|But|And|If|When|According|В|Во|На|По|С|Со|К|Но|А|И|Это|После|Между|Der|Die|Das|Ein|Eine|Im|In|Am|Le|La|Les|Un|Une|En|El|Los|Las|Una)(?:\s+|$)/u

const CALENDAR = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
   october november december jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr pres i`.split(/\s+/),
)

const WORDS = new Intl.Segmenter('en', { granularity: 'word' })
const HIRAGANA_ONLY = /^[\p{sc=Hira}ー]+$/u
const HAS_IDEOGRAPH_OR_KATAKANA = /[\p{sc=Han}\p{sc=Kana}]/u

/** Words long enough to be a subject: two characters in Chinese and Japanese (particles left out), else four letters. */
function longWords(text: string): readonly string[] {
  return [...WORDS.segment(text)]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment)
    .filter(word => !HIRAGANA_ONLY.test(word) && /\p{L}/u.test(word))
    .filter(word => Array.from(word).length >= (HAS_IDEOGRAPH_OR_KATAKANA.test(word) ? 2 : 4))
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
}
