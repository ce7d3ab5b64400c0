import type { Specimen } from './expected.ts'

type Holds = (specimen: Specimen) => boolean

const HEAD = /^\W*(?:the )?(?:facts|spin|narratives)\W*$/imu

/** What people paste, and how to see that a specimen holds it; the specimens together have to hold all of it. */
export const COVERAGE: readonly (readonly [string, Holds])[] = [
  ['heads The Facts and The Spin', both(/^The Facts$/mu, /^The Spin$/mu)],
  ['heads Facts and Narratives', both(/^Facts$/mu, /^Narratives$/mu)],
  ['heads in capitals', both(/^(?:THE )?FACTS:?$/mu, /^(?:THE SPIN|NARRATIVES):?$/mu)],
  ['heads in lower case', both(/^(?:the )?facts$/mu, /^(?:the spin|narratives)$/mu)],
  ['no heads at all', allOf(lacks(HEAD), sides(2), facts(1))],

  ['the bullet •', has(/^• /mu)],
  ['the bullet -', has(/^- /mu)],
  ['the bullet *', has(/^\* /mu)],
  ['indented bullets', has(/^[ \t]+[•*-] /mu)],
  ['a numbered list', has(/^2\.\s/mu)],
  ['a numbered list of one fact', has(/^Facts\n1\. .*\n(?: +.*\n)?Sources/mu)],
  ['plain lines', allOf(lacks(/^\s*[•*-] /mu), facts(2))],

  ['glued citations', has(/[a-z]\.\d$/mu)],
  ['two glued citations in one run', has(/[a-z]\.12$/mu)],
  ['citations with a comma', has(/\.\d,\d$/mu)],
  ['a glued citation behind a quote', has(/\.["”]\d$/mu)],
  ['a glued citation behind a figure', has(/(?:\d|%)\.\d$/mu)],
  ['a glued citation inside a bullet', has(/[a-z]\.\d [A-Z]/u)],
  ['superscript citations', has(/[⁰¹²³⁴-⁹]$/mu)],
  ['citations [1][2]', has(/\[\d\]\[\d\]/u)],
  ['citations [1, 2]', has(/\[\d, \d\]/u)],
  ['a trailing outlet', allOf(lacks(/^sources:/imu), has(/\. [A-Z][A-Za-z ]+$/mu), sources(1))],
  ['a trailing outlet with its rating', has(/\. [A-Z][A-Za-z ]+ \(LR: \d CP: \d\)$/mu)],
  ['a rating in a list of sources', has(/^sources:.*\(LR: \d CP: \d\)/imu)],
  [
    'a rated provider',
    ({ expected }) => everySide(expected).some(({ providers }) => providers.some(p => 'rating' in p)),
  ],
  ['an outlet with a letter', has(/The Times of Israel \(a\)/u)],
  ['an outlet with a letter and a rating', has(/\([a-c]\) \(LR: \d CP: \d\)/u)],
  ['a bare domain', has(/\. [a-z-]+\.(?:com|org|co\.uk)$/mu)],
  ['footnotes below heads in bold', both(/^\*\*(?:The )?Facts\*\*$/mu, /^\[\^1\]: /mu)],
  ['footnotes without heads', allOf(lacks(HEAD), has(/^\[\^1\]: /mu))],
  ['a source with its title', ({ expected }) => expected.stories.some(story => story.sources.some(s => 'title' in s))],
  ['facts without any source', allOf(sources(0), facts(2))],

  ['Left', label(/^left\b/iu)],
  ['Right', label(/^right\b/iu)],
  ['Republican', label(/^republican/iu)],
  ['Democratic', label(/^democratic/iu)],
  ['Pro-X for any X', label(/^pro-(?!establishment)/iu)],
  ['Anti-X for any X', label(/^anti-/iu)],
  ['Pro-X with several words', label(/^pro-\S+ (?!narrative)\S+/iu)],
  ['Narrative A and B', both(/narrative a\b/iu, /narrative b\b/iu)],
  ['Establishment-critical', label(/^establishment-critical/iu)],
  ['Pro-establishment', label(/^pro-establishment/iu)],
  ['Nerd', allOf(has(/^\W*nerd narrative/imu), forecast(true))],
  ['Narrative with a capital', label(/ Narrative$/u)],
  ['narrative in lower case', label(/ narrative$/u)],
  ['a label without the word narrative', label(/^(?:left|right|republican|democratic|pro-\S+|anti-\S+)$/iu)],

  [
    'a label on a line of its own',
    has(/^(?:left|right|pro-\S+|anti-\S+|\S+-critical|narrative [ab])(?: narrative)?$/imu),
  ],
  ['a label before a colon', has(/^\W*(?!sources)[a-z]\S+(?: narrative)?: \S/imu)],
  [
    'labels before colons in one paragraph under a title in capitals',
    both(/^[^a-z\n]{12,}$/mu, /\S: \S.*[.!?] [A-Z -]+: \S/u),
  ],
  ['as provided by X and Y', has(/, as provided by [^.]+ and /u)],
  ['names of sides in words that nobody knows', allOf(lacks(/provided by/iu), otherSides(2))],
  ['a name in words that nobody knows above Provided by', allOf(has(/^\p{L}+\nProvided by /mu), otherSides(2))],
  ['a name in another script above Provided by', allOf(has(/^\p{sc=Han}+\nProvided by /mu), otherSides(1))],
  [
    'a strange name that may be nobody’s',
    ({ expected }) => expected.problems.some(({ says }) => says.includes('a line below it')),
  ],
  ['a strange name in capitals', has(/^LEFT: .*[.] [A-Z]+: .*RIGHT: /mu)],
  ['left before right', order('left', 'right')],
  ['right before left', order('right', 'left')],
  ['critical before pro', order('critical', 'pro')],
  ['pro before critical', order('pro', 'critical')],
  [
    'an asymmetric pair',
    ({ expected }) => expected.stories.some(story => new Set(story.narratives.map(n => n.axis)).size > 1),
  ],
  ['three sides', sides(3)],
  ['one side only', sides(1)],
  ['sides without provider', ({ expected }) => everySide(expected).some(({ providers }) => providers.length === 0)],
  [
    'a narrative of several paragraphs',
    ({ expected }) => everySide(expected).some(({ paragraphs }) => paragraphs.length > 1),
  ],

  ['a forecast under Metaculus Prediction', allOf(has(/^Metaculus Prediction$/mu), forecast(true))],
  ['an empty Metaculus Prediction at the end', allOf(has(/^Metaculus Prediction\s*$(?![\s\S]*\S)/mu), forecast(false))],
  [
    'an empty Metaculus Prediction between two stories',
    allOf(has(/^Metaculus Prediction$/mu), forecast(false), stories(2)),
  ],
  ['a story without facts', ({ expected }) => expected.stories.some(story => story.facts.length === 0)],
  ['a letter with a date line', allOf(dated(1), stories(2))],
  ['a letter of three stories', stories(3)],
  ['two date lines in one text', dated(2)],

  ['a site menu', has(/^(?:Home|World|Politics|Business|Menu)$/mu)],
  ['Show more', has(/^Show more$/imu)],
  ['a photo credit', has(/^Photo(?: by| credit)?:? /imu)],
  ['an image credit', has(/^Image(?: copyright| credit)?:? /imu)],
  ['a caption', has(/(?:Getty Images|\/AFP|\/Reuters)/u)],
  ['a repeated title', ({ text, expected }) => expected.stories.some(({ title }) => text.split(title).length > 2)],
  ['Sign up to our daily newsletter', has(/^Sign up to our daily newsletter/mu)],
  ['See sources', has(/^See sources$/imu)],
  ['Political split', has(/^Political split$/mu)],
  ['Establishment split', has(/^Establishment split$/mu)],
  ['LEFT and RIGHT as ends of a scale', has(/split\s+LEFT\s+RIGHT/u)],
  ['CRITICAL and PRO as ends of a scale', has(/split\s+CRITICAL\s+PRO/u)],
  ['More neutral stance articles', has(/^More neutral .*stance articles$/mu)],
  ['Go Deeper', has(/^Go Deeper$/mu)],
  ['a version line', has(/^Version:? \d+/mu)],

  ['curly quotes', has(/“[^”]+”/u)],
  ['no-break spaces', has(/\u00a0/u)],
  ['soft hyphens', has(/\u00ad/u)],
  ['em dashes', has(/—/u)],
  ['words left out of a quote', has(/\[(?:\.\.\.|…)\]/u)],
  ['£1B', has(/£1B/u)],
  ['S&P 500', has(/S&P 500/u)],
  ['Pres.', has(/Pres\. /u)],
  ['Thurs.', has(/Thurs\. /u)],
  ['1,240 miles (2,000 km)', has(/1,240 miles \(2,000 km\)/u)],
  ['Windows line ends', has(/\r\n/u)],
  ['a byte-order mark', has(/^\ufeff/u)],
  ['wrapped lines', has(/[a-z,]\n(?: {2})?[a-z]/u)],

  ['Cyrillic', has(/\p{sc=Cyrl}{4}/u)],
  ['Arabic', has(/\p{sc=Arab}{3}/u)],
  ['Japanese', has(/[\p{sc=Hira}\p{sc=Kana}]{2}/u)],
  ['Devanagari', has(/\p{sc=Deva}{2}/u)],
  ['Korean', has(/\p{sc=Hang}{2}/u)],

  ['a year beside a citation', has(/ (?:19|20)\d\d\.\d/u)],
  ['a decimal that is no citation', has(/grew 3\.5/u)],
  ['37News as third source', has(/37News/u)],
  ['an outlet with a full stop in its name', has(/St\. Louis Post-Dispatch|U\.S\. News/u)],
  ['an outlet with a comma in its name', has(/, (?:Ltd|Inc)\./u)],
  ['an outlet with "and" in its name', has(/Stars and Stripes|Town and Country|U\.S\. News and World Report/u)],
  ['a fact that begins with Left', fact(/^Left\b/u)],
  ['a fact that begins with Right', fact(/^Right\b/u)],
  ['a fact that begins with Facts', fact(/^Facts\b/u)],
  [
    'a colon inside a narrative',
    ({ expected }) => everySide(expected).some(n => n.paragraphs.some(p => p.text.includes(': '))),
  ],
  ['a menu word that is a title', ({ expected }) => expected.stories.some(({ title }) => /^\w+$/u.test(title))],
  ['a line that belongs nowhere', ({ expected }) => expected.problems.some(({ says }) => says === 'not read')],
  [
    'a list of sources that misses a number',
    ({ expected }) => expected.problems.some(({ says }) => says.includes('comes source')),
  ],
]

function has(pattern: RegExp): Holds {
  return ({ text }) => pattern.test(text)
}

function lacks(pattern: RegExp): Holds {
  return ({ text }) => !pattern.test(text)
}

function both(one: RegExp, other: RegExp): Holds {
  return allOf(has(one), has(other))
}

function allOf(...all: readonly Holds[]): Holds {
  return specimen => all.every(holds => holds(specimen))
}

function everySide({ stories: read }: Specimen['expected']) {
  return read.flatMap(story => story.narratives)
}

function label(pattern: RegExp): Holds {
  return ({ expected }) => everySide(expected).some(side => pattern.test(side.label))
}

function fact(pattern: RegExp): Holds {
  return ({ expected }) => expected.stories.some(story => story.facts.some(({ text }) => pattern.test(text)))
}

function facts(least: number): Holds {
  return ({ expected }) => expected.stories.some(story => story.facts.length >= least)
}

/** A story with no sources, or with at least so many. */
function sources(least: 0 | 1): Holds {
  return ({ expected }) => expected.stories.some(story => Math.min(1, story.sources.length) === least)
}

function sides(count: number): Holds {
  return ({ expected }) => expected.stories.some(story => story.narratives.length === count)
}

/** At least so many sides of a story whose stance nobody knows. */
function otherSides(least: number): Holds {
  return ({ expected }) =>
    expected.stories.some(({ narratives }) => narratives.filter(side => side.axis === 'other').length >= least)
}

function stories(least: number): Holds {
  return ({ expected }) => expected.stories.length >= least
}

function forecast(given: boolean): Holds {
  return ({ expected }) => expected.stories.some(story => (story.forecast !== undefined) === given)
}

/** Stories of at least so many different days. */
function dated(least: number): Holds {
  return ({ expected }) => new Set(expected.stories.flatMap(({ date }) => date ?? [])).size >= least
}

function order(first: string, second: string): Holds {
  return ({ expected }) =>
    expected.stories.some(({ narratives }) => narratives.map(({ stance }) => stance).join() === `${first},${second}`)
}
