import { expect, test } from 'vitest'
import type { Read } from '../../src/commands/digest-asked.ts'
import { typedDigest } from '../../src/commands/digest-example.ts'
import { topicBook } from '../../src/commands/digest-topic.ts'
import { readTyped } from '../../src/commands/digest-typed.ts'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'

const { aliases } = readAliases({
  ukraine: { title: 'Ukraine' },
  gaza: { title: 'Gaza', aliases: ['Gaza Strip'] },
  'north-korea': { title: 'North Korea', aliases: ['DPRK'] },
  'bosnia-and-herzegovina': { title: 'Bosnia and Herzegovina' },
  germany: { title: 'Germany', aliases: ['Berlin'] },
  'full-employment': { title: 'Full employment' },
  jordan: { title: 'Jordan' },
  climate: { title: 'Climate' },
  georgia: { title: 'Georgia (country)' },
  'united-kingdom': { title: 'United Kingdom', aliases: ['UK'] },
})
const topics = topicBook(createLibrary(aliases), aliases)

function read(typed: string, zone: string | undefined = 'Europe/Berlin'): Read {
  return readTyped(typed, { topics, zone, now: Date.parse('2026-11-22T12:00:00Z') })
}

/** As it would be typed again, so that the whole of it stands in one line. */
function meant(typed: string, zone?: string): string {
  const found = read(typed, zone)
  const wanted = found.kind === 'wanted' ? found : found.nearest
  return typedDigest({ lead: '/digest', manner: { asks: 'in-a-row' } }, wanted)
}

test.each([
  ['daily 08:30 Europe/Berlin', 'daily 08:30 Europe/Berlin'],
  ['weekdays 8:30am', 'weekdays 08:30 Europe/Berlin'],
  ['weekly fri 16:00', 'weekly fri 16:00 Europe/Berlin'],
  ['every monday at noon in New York', 'weekly mon 12:00 America/New_York'],
  ['daily 08:30 topics ukraine, gaza full 3 stories', 'daily 08:30 Europe/Berlin topics gaza, ukraine full 3 stories'],
  [
    '3 stories full topics gaza and ukraine, daily 08:30',
    'daily 08:30 Europe/Berlin topics gaza, ukraine full 3 stories',
  ],
  ['topics north korea weekly mon, wed 8:00 Tokyo', 'weekly mon,wed 08:00 Asia/Tokyo topics north-korea'],
  ['topics: DPRK, mon,wed 08:30 New York', 'weekly mon,wed 08:30 America/New_York topics north-korea'],
  [
    'about bosnia and herzegovina and gaza strip daily 7pm',
    'daily 19:00 Europe/Berlin topics bosnia-and-herzegovina, gaza',
  ],
  ['topics full employment daily 08:30 full', 'daily 08:30 Europe/Berlin topics full-employment full'],
  ['topics ukraine Europe/Kyiv 09:00 every day', 'daily 09:00 Europe/Kyiv topics ukraine'],
  ['topics all daily 08:30', 'daily 08:30 Europe/Berlin'],
  ['daily 08:30 oldest 3 days', 'daily 08:30 Europe/Berlin oldest 3 days'],
  ['daily 08:30 not older than 3 days, at most 8 stories', 'daily 08:30 Europe/Berlin 8 stories oldest 3 days'],
  ['daily 08:30 compact 5 stories', 'daily 08:30 Europe/Berlin'],
  ['daily 08:30 one story newer than 1 week', 'daily 08:30 Europe/Berlin 1 story'],
  ['daily 08:30 one story a day', 'daily 08:30 Europe/Berlin 1 story'],
  ['daily 08:30 3 storys', 'daily 08:30 Europe/Berlin 3 stories'],
  ['daily 08:30 top 3 last 48 hours', 'daily 08:30 Europe/Berlin 3 stories oldest 2 days'],
  ['daily 08:30 oldest 24 hours', 'daily 08:30 Europe/Berlin oldest 1 day'],
  [
    'daily time:08:30 topics:ukraine, gaza layout:full stories:3 oldest:3 timezone:Tokyo',
    'daily 08:30 Asia/Tokyo topics gaza, ukraine full 3 stories oldest 3 days',
  ],
  ['daily 08:30 about the ukraine', 'daily 08:30 Europe/Berlin topics ukraine'],
  // Gaza is a zone too, and Berlin another name of Germany.
  ['daily 08:30 topics ukraine gaza', 'daily 08:30 Europe/Berlin topics gaza, ukraine'],
  ['daily 08:30 topics ukraine Gaza Tokyo', 'daily 08:30 Asia/Tokyo topics gaza, ukraine'],
  ['daily 08:30 Tokyo topics ukraine, Berlin', 'daily 08:30 Asia/Tokyo topics germany, ukraine'],
  ['daily 08:30 topics Berlin', 'daily 08:30 Europe/Berlin topics germany'],
])('“%s” is understood', (typed, again) => {
  expect([read(typed).kind, meant(typed)]).toEqual(['wanted', `/digest ${again}`])
})

test.each([
  ['daily 08:30 topics ukrane', '“ukrane” is not a topic that Counterpoint knows.'],
  ['daily 08:30 topics gaza, peace in our time full', '“peace” is not a topic that Counterpoint knows.'],
  ['daily 08:30 20 stories', 'A digest tells from 1 to 10 stories.'],
  ['daily 08:30 0 stories', 'A digest tells from 1 to 10 stories.'],
  ['daily 08:30 oldest 31 days', 'Stories in a digest can be from 1 to 30 days old.'],
  ['daily 8 99 stories', 'Write 08:00 or 20:00. A digest tells from 1 to 10 stories.'],
  ['daily 08:30 topics gaza, art', '“art” is not a topic that Counterpoint knows.'],
  ['daily 08:30 topics qqqq, xxxx', '“qqqq” and “xxxx” are not topics that Counterpoint knows.'],
  ['topics gaza', 'The time is missing.'],
  ['daily 08:30 layout tiny', '“tiny” is not a layout. Write compact or full.'],
])('“%s” is refused with what is wrong', (typed, problem) => {
  const found = read(typed)
  expect(found.kind === 'wrong' && found.problem).toContain(problem)
})

test.each([
  ['daily 08:30 topics ukraine, Berlin', 'Asia/Tokyo', '“Germany” for the topic, or Europe/Berlin for the time zone.'],
  ['topics gaza and Berlin daily 08:30', 'Asia/Tokyo', '“Germany” for the topic, or Europe/Berlin for the time zone.'],
  ['daily 08:30 topics gaza UK', 'Asia/Tokyo', '“United Kingdom” for the topic, or Europe/London for the time zone.'],
  ['daily 08:30 Jordan', 'Europe/Berlin', '“topics jordan” for the topic, or Asia/Amman for the time zone.'],
])(
  'what could be a topic as well as the zone is asked, because the digest would come at another hour: %s',
  (typed, zone, choice) => {
    const found = read(typed, zone)
    expect(found.kind === 'wrong' && found.problem).toMatch(
      new RegExp(`could be a topic or the time zone. Write ${choice}$`, 'u'),
    )
  },
)

test.each([
  ['daily 08:30 topics ukraine, Germany', 'Asia/Tokyo topics germany, ukraine'],
  ['daily 08:30 Europe/Berlin topics ukraine', 'Europe/Berlin topics ukraine'],
  ['daily 08:30 topics ukraine Europe/Berlin', 'Europe/Berlin topics ukraine'],
  ['daily 08:30 topics jordan', 'Asia/Tokyo topics jordan'],
  ['daily 08:30 in Jordan', 'Asia/Amman'],
  // Nothing is in doubt where another zone is named, or more topics follow, or it is a country among countries.
  ['topics ukraine, Berlin daily 08:30 New York', 'America/New_York topics germany, ukraine'],
  ['daily 08:30 New York topics ukraine, Berlin', 'America/New_York topics germany, ukraine'],
  ['daily 08:30 topics ukraine, Berlin, gaza', 'Asia/Tokyo topics gaza, germany, ukraine'],
  ['daily 08:30 topics ukraine, UK', 'Asia/Tokyo topics ukraine, united-kingdom'],
  ['daily 08:30 topics jordan, Georgia', 'Asia/Tokyo topics georgia, jordan'],
])('what is said so that nobody can doubt it is not asked: %s', (typed, expected) => {
  const found = read(typed, 'Asia/Tokyo')
  expect([found.kind, meant(typed, 'Asia/Tokyo')]).toEqual(['wanted', `/digest daily 08:30 ${expected}`])
})

test.each([
  ['daily 08:30 ukraine', 'daily 08:30 Europe/Berlin topics ukraine'],
  ['daily 08:30 for north korea', 'daily 08:30 Europe/Berlin topics north-korea'],
  ['daily 08:30 Berlin ukraine', 'daily 08:30 Europe/Berlin topics ukraine'],
  ['daily 08:30 Tokyo ukraine full', 'daily 08:30 Asia/Tokyo topics ukraine full'],
])('a topic that stands where the zone does is not looked for among the zones: %s', (typed, again) => {
  const found = read(typed)
  const problem = found.kind === 'wrong' ? found.problem : ''
  expect([problem.replace(/^“.*?” /u, ''), meant(typed)]).toEqual([
    'is a topic. Write “topics” before it.',
    `/digest ${again}`,
  ])
})

/** What is offered where a name has two readings, in the order in which it is shown. */
function offered(typed: string, zone?: string): readonly string[] {
  const found = read(typed, zone)
  if (found.kind === 'wanted' || found.either === undefined) return [found.kind]
  const { nearest, either } = found
  const [first, second] =
    nearest === either.asTopic ? (['asTopic', 'asZone'] as const) : (['asZone', 'asTopic'] as const)
  return [first, second].map(
    as => `${as} ${typedDigest({ lead: '/digest', manner: { asks: 'in-a-row' } }, either[as])}`,
  )
}

const BERLIN_OR_GERMANY = [
  'asZone /digest daily 08:30 Europe/Berlin topics ukraine',
  'asTopic /digest daily 08:30 Asia/Tokyo topics germany, ukraine',
]

test.each([
  'daily 08:30 Berlin, ukraine',
  'daily 08:30 Berlin,ukraine',
  'daily 08:30 Berlin and ukraine',
  'daily 08:30 ukraine, Berlin',
  'daily 08:30 ukraine or Berlin',
  'daily 08:30 topics ukraine, Berlin',
  'Berlin, ukraine daily 08:30',
  'Berlin, ukraine',
])('a city in a list of topics is the zone first, and the topic that it names second: %s', typed => {
  expect(offered(typed, 'Asia/Tokyo')).toEqual(BERLIN_OR_GERMANY)
})

test.each([
  ['daily 08:30 Berlin, Climate, Gaza Strip full', 'asZone', 'Europe/Berlin topics climate, gaza full'],
  ['daily 08:30 Gaza, ukraine', 'asTopic', 'Asia/Tokyo topics gaza, ukraine'],
  ['daily 08:30 Jordan, ukraine', 'asTopic', 'Asia/Tokyo topics jordan, ukraine'],
  ['daily 08:30 Jordan', 'asTopic', 'Asia/Tokyo topics jordan'],
])('the likelier of two readings is shown first: %s', (typed, first, example) => {
  expect(offered(typed, 'Asia/Tokyo')[0]).toBe(`${first} /digest daily 08:30 ${example}`)
})

test.each([
  'daily 08:30 Berlin ukraine',
  'daily 08:30 in Berlin, ukraine',
  'daily 08:30 Tokyo, ukraine',
  'daily 08:30 ukraine, Tokyo',
  'daily 08:30 ukraine, gaza',
])('where only one reading is possible only that is shown: %s', typed => {
  expect(offered(typed)).toEqual(['wrong'])
})

test('a city that is no topic is the zone of the topics before it', () => {
  expect(meant('daily 08:30 ukraine, Tokyo')).toBe('/digest daily 08:30 Asia/Tokyo topics ukraine')
})

test('of two readings it is said what is in doubt, and the likelier stands in the form', () => {
  const found = read('daily 25:00 Berlin, ukraine', 'Asia/Tokyo')
  expect(found.kind === 'wrong' && [found.problem, found.filled.timezone, found.filled.topics]).toEqual([
    '“ukraine” is a topic. Write “topics” before it. There is no hour 25: hours go from 0 to 23. “Berlin” could be a topic or the time zone. Write “Germany” for the topic, or Europe/Berlin for the time zone.',
    'Europe/Berlin',
    'ukraine',
  ])
})

test.each(BERLIN_OR_GERMANY)('what is offered of two readings is understood: %s', line => {
  expect(read(line.replace(/^\S+ \/digest /u, '')).kind).toBe('wanted')
})

test('a topic after a city is not passed over as its region would be', () => {
  const typed = 'daily 08:30 Tokyo, Climate'
  expect([read(typed).kind, meant(typed)]).toEqual(['wrong', '/digest daily 08:30 Asia/Tokyo topics climate'])
})

test('several topics that stand where the zone does are told together', () => {
  const found = read('daily 8am, ukraine and gaza')
  expect(found.kind === 'wrong' && found.problem).toBe('“ukraine and gaza” are topics. Write “topics” before them.')
  expect(meant('daily 8am, ukraine and gaza')).toBe('/digest daily 08:00 Europe/Berlin topics gaza, ukraine')
})

test('a topic alone is told as one, with all else that is missing', () => {
  const found = read('ukraine')
  expect(found.kind === 'wrong' && found.problem).toBe(
    '“ukraine” is a topic. Write “topics” before it. Say on which days: daily, weekdays, or weekly with a day. The time is missing.',
  )
})

test('a city alone is the zone, although it is another name of a topic', () => {
  const found = read('Berlin')
  expect(found.kind === 'wrong' && found.problem).toBe(
    'Say on which days: daily, weekdays, or weekly with a day. The time is missing.',
  )
})

test('nothing is said of words that do not stand so', () => {
  const found = read('daily 08:30 Tokyo full 3 ukraine')
  expect(found.kind === 'wrong' && found.problem).toMatch(/^“Tokyo 3 ukraine” is not a time zone/u)
})

test.each(['daily 8:30 topics nowhere full', 'weekly 25:00 in Atlantis 99 stories', 'hello', 'topics', ','])(
  'what is offered in place of “%s” is understood',
  typed => {
    expect(read(meant(typed).replace('/digest ', '')).kind).toBe('wanted')
  },
)

test('what was wrong is kept as it was typed, so that it can be mended', () => {
  const found = read('daily 08:30 topics gaza, ukrane 99 stories')
  expect(found.kind === 'wrong' && found.filled).toMatchObject({ time: '08:30', topics: 'gaza, ukrane', stories: '99' })
})

test('without a zone of the asker one has to be named', () => {
  expect(readTyped('daily 08:30', { topics, now: 0 })).toMatchObject({ kind: 'wrong' })
})

test('a very long text is answered at once', () => {
  expect(read(`daily 08:30 topics ${'peace, '.repeat(100_000)}`).kind).toBe('wrong')
})

test.each([
  ['daily 8:30 ukraine; gaza', '“ukraine; gaza” are topics. Write “topics” before them.'],
  ['daily 8:30 ukraine & gaza', '“ukraine & gaza” are topics. Write “topics” before them.'],
  ['daily 8:30 bosnia and herzegovina', '“bosnia and herzegovina” is a topic. Write “topics” before it.'],
])('“%s” is told of as many topics as it names: %s', (typed, problem) => {
  expect(read(typed)).toMatchObject({ kind: 'wrong', problem })
})
