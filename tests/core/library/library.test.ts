import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Story } from '../../../src/core/story/story.ts'
import { libraryOf, STORIES, sketch } from './world.ts'

const ids = (stories: readonly Story[]) => stories.map(story => story.id)

test('the newest stories come first, unknown dates last, and ties are ordered by id', () => {
  const library = libraryOf([
    sketch({ id: 'undated', title: 'Undated' }),
    sketch({ id: 'b', title: 'B', date: '2024-01-01' }),
    sketch({ id: 'old', title: 'Old', date: '1999-12-31' }),
    sketch({ id: 'a', title: 'A', date: '2024-01-01' }),
  ])
  expect(ids(library.latest(10))).toEqual(['a', 'b', 'old', 'undated'])
})

test('a topic answers with its newest story and up to four earlier ones', () => {
  const days = ['03', '01', '06', '02', '05', '04', '07']
  const library = libraryOf(
    days.map(day => sketch({ id: `day-${day}`, title: day, date: `2024-01-${day}`, topics: ['peru'] })),
  )
  expect(library.find('Perú')).toMatchObject({
    kind: 'story',
    topic: 'peru',
    story: { id: 'day-07' },
    earlier: [{ id: 'day-06' }, { id: 'day-05' }, { id: 'day-04' }, { id: 'day-03' }],
  })
})

test('a story found by its id comes with older stories on its subject, never newer ones', () => {
  expect(libraryOf(STORIES).find('korea-satellite')).toMatchObject({ earlier: [{ id: 'korea-arms-2023-08' }] })
})

test('topics are counted under one slug, whichever of its names the front matter uses', () => {
  const library = libraryOf(STORIES)
  expect(library.topics()[0]).toEqual({ topic: 'north-korea', title: 'North Korea', stories: 3 })
})

test('stories of a topic are listed by slug and by alias alike', () => {
  const library = libraryOf(STORIES)
  expect(ids(library.byTopic('Pyongyang', 2))).toEqual(ids(library.byTopic('north-korea', 2)))
})

test('a story is about a topic under any of its names, and about no other', () => {
  const library = libraryOf(STORIES)
  const asked = ['north-korea', 'Pyongyang', 'russia', 'nothing']
  expect(asked.map(topic => library.isAbout('korea-treaty', topic))).toEqual([true, true, true, false])
})

test('a story without topics is filed under the topic that it names', () => {
  const library = libraryOf([
    sketch({ id: 'talks', title: 'Kim Jong Un receives guests', facts: ['The guests arrived in Pyongyang.'] }),
  ])
  expect(ids(library.byTopic('north-korea', 5))).toEqual(['talks'])
})

test('a story put again replaces the earlier one wherever it was filed', () => {
  const library = libraryOf(STORIES)
  library.put(sketch({ id: 'whales', title: 'Elephants remember', topics: ['elephants'] }))
  expect([library.size, library.find('songs').kind, library.find('breeding season').kind]).toEqual([15, 'none', 'none'])
})

test('a removed story is found by nothing that found it', () => {
  const library = libraryOf(STORIES)
  library.remove('gaza-court')
  const queries = [
    'gaza-court',
    'example.org/watch?v=abc',
    'World court orders Israel to prevent genocidal acts in Gaza',
    'gaza',
  ]
  expect(queries.map(query => library.find(query).kind)).toEqual(['none', 'none', 'none', 'none'])
})

test('removing what is not there says so', () => {
  expect(libraryOf(STORIES).remove('no-such-story')).toBe(false)
})

test('two stories that cite one address are both offered', () => {
  const url = 'https://example.org/live'
  const library = libraryOf(['a', 'b'].map(id => sketch({ id, title: `Title ${id}`, date: '2024-01-01', url })))
  expect(library.find('example.org/live')).toMatchObject({ kind: 'several', nearest: [{ id: 'a' }, { id: 'b' }] })
})

test('a title that is also a topic offers both, so that neither hides the other', () => {
  const library = libraryOf([
    sketch({ id: 'essay', title: 'Ukraine', date: '2020-01-01' }),
    sketch({ id: 'front', title: 'The front holds', date: '2024-01-01', topics: ['ukraine'] }),
  ])
  expect(library.find('ukraine')).toMatchObject({ kind: 'several', nearest: [{ id: 'front' }, { id: 'essay' }] })
})

test('what is found does not depend on the order in which stories came, nor on what was there before', () => {
  const queries = [
    'north korea',
    'federal rates',
    'votes',
    'kim weapons',
    'korea',
    'noth koera',
    'court',
    '',
    '水',
    'treaty ships',
  ]
  const answers = (stories: readonly Story[]) => {
    const library = libraryOf(stories)
    return queries.map(query => [library.find(query), library.suggest(query, 10)])
  }
  const expected = answers(STORIES)
  fc.assert(
    fc.property(fc.shuffledSubarray([...STORIES], { minLength: STORIES.length }), fc.nat(4), (shuffled, again) => {
      expect(answers([...shuffled.slice(0, again), ...shuffled])).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

const word = fc.oneof(
  fc.constantFrom(
    'korea',
    'vote',
    'Суд',
    '東京',
    'غزة',
    'é',
    'US',
    "l'Iran",
    '한국',
    '"',
    '-',
    '42',
    '🙂',
    '(a|b)*',
    '\\p{L}',
  ),
  fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
)
const title = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map(words => words.join(' ').trim())
  .filter(text => /[^\p{C}\p{Z}\s]/u.test(text))

test('every story is found by its id and by its exact title', () => {
  const titles = fc.uniqueArray(title, { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(titles, some => {
      const stories = some.map((text, at) => sketch({ id: `story-number-${at}`, title: text, date: '2024-01-01' }))
      const library = libraryOf(stories)
      for (const story of stories) {
        expect(library.find(story.id)).toMatchObject({ kind: 'story', story, strength: 'exact' })
        const found = library.find(story.title)
        expect(found.kind === 'several' ? found.nearest : [found.kind === 'story' && found.story]).toContainEqual(story)
      }
    }),
    { numRuns: 200 },
  )
})

const HOSTILE = [
  '(a+)+$'.repeat(50),
  '[',
  '\\',
  '.*',
  '\0',
  '\ud800',
  '<!channel>',
  '"-',
  "'",
  'ﷺ'.repeat(2000),
  '🙂'.repeat(3000),
]

test('finding and suggesting never throw, whatever is typed', () => {
  const library = libraryOf(STORIES)
  // Any units of UTF-16: `binary` of fast-check takes a second to prepare.
  const unit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))
  const typed = fc.oneof(fc.string(), fc.string({ unit, maxLength: 300 }), title, fc.constantFrom(...HOSTILE))
  fc.assert(
    fc.property(typed, fc.nat(25), (text, n) => {
      library.find(text)
      expect(library.suggest(text, n).length).toBeLessThanOrEqual(n)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['10,000 letters', 'a'.repeat(10_000)],
  ['10,000 words', 'korea '.repeat(10_000)],
  ['10,000 different words', Array.from({ length: 10_000 }, (_, at) => `kore${at}`).join(' ')],
  ['10,000 characters without a space', '北朝鮮'.repeat(3334)],
  ['nested repetitions', '(a*)*b'.repeat(1500)],
  ['an address without end', `https://example.org/${'a.'.repeat(5000)}`],
  ['stacked accents', `e${'\u0301'.repeat(10_000)}`],
])('%s are looked at without delay', (_, query) => {
  const library = libraryOf(STORIES)
  library.find(query)
  // Of this thread alone: the machine may be busy with other things.
  const before = process.threadCpuUsage()
  library.find(query)
  library.suggest(query, 25)
  const { user, system } = process.threadCpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(50)
})
