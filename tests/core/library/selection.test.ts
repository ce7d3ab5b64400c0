import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Library } from '../../../src/core/library/library.ts'
import { createLibrary } from '../../../src/core/library/library.ts'
import type { Wanted } from '../../../src/core/library/selection.ts'
import { choose, createChooser } from '../../../src/core/library/selection.ts'
import { isBalanced } from '../../../src/core/story/balance.ts'
import { revisionOf } from '../../../src/core/story/revision.ts'
import type { Narrative, Story } from '../../../src/core/story/story.ts'
import { ALIASES } from './world.ts'

const DAY = '2024-06-30'

function side(label: string, outlet: string, text = 'Ten words on one side, as many as there.'): Narrative {
  return { label, stance: 'other', axis: 'other', providers: [{ name: outlet }], paragraphs: [{ text, cites: [] }] }
}

function story(id: string, date: string | undefined, more: Partial<Story> = {}): Story {
  return {
    id,
    title: `Title of ${id}`,
    ...(date === undefined ? {} : { date }),
    topics: ['space'],
    facts: [{ text: `What happened in ${id}.`, cites: [1] }],
    narratives: [side('One side', 'DW'), side('Other side', 'AntiWar')],
    updates: [],
    sources: [{ n: 1, outlet: 'Reuters' }],
    ...more,
  }
}

function libraryOf(stories: readonly Story[]): Library {
  const library = createLibrary(ALIASES)
  for (const one of stories) library.put(one)
  return library
}

function wanted(more: Partial<Wanted> = {}): Wanted {
  return { topics: [], most: 5, day: DAY, told: new Map(), ignoreAge: false, ...more }
}

function told(...stories: readonly Story[]): Wanted['told'] {
  return new Map(stories.map(one => [one.id, revisionOf(one)]))
}

function chosen(stories: readonly Story[], more: Partial<Wanted> = {}): readonly string[] {
  return choose(libraryOf(stories), wanted(more)).map(item => item.story.id)
}

describe('a digest tells', () => {
  const days = ['2024-06-28', '2024-06-30', '2024-06-01', '2024-06-29'].map(date => story(`on-${date}`, date))

  test('the newest stories first', () => {
    expect(chosen(days, { most: 3 })).toEqual(['on-2024-06-30', 'on-2024-06-29', 'on-2024-06-28'])
  })

  test('nothing that is older than wanted', () => {
    expect(chosen(days, { oldest: '2024-06-29' })).toEqual(['on-2024-06-30', 'on-2024-06-29'])
  })

  test('older ones too where age is ignored', () => {
    expect(chosen(days, { oldest: '2024-06-29', ignoreAge: true })).toHaveLength(4)
  })

  test('no story of a day to come or of an unknown day, even where age is ignored', () => {
    const stories = [story('tomorrow', '2024-07-01'), story('sometime', undefined), story('today', DAY)]
    expect(chosen(stories, { ignoreAge: true })).toEqual(['today'])
  })

  test('no story without a fact to lead with', () => {
    const factless = story('factless', DAY, { facts: [], sources: [] })
    expect([isBalanced(factless), chosen([factless, story('told', DAY)])]).toEqual([true, ['told']])
  })

  test('no lopsided and no retracted story', () => {
    const retracted = { date: DAY, kind: 'retracted', text: { text: 'it was a hoax.', cites: [] } }
    const stories = [
      story('one-sided', DAY, { narratives: [side('One side', 'DW')] }),
      story('unsourced', DAY, { facts: [{ text: 'Somebody says.', cites: [] }] }),
      story('retracted', DAY, { updates: [retracted] }),
      story('fair', DAY),
    ]
    expect(chosen(stories)).toEqual(['fair'])
  })

  test('no story twice while readers would see the same', () => {
    const had = story('had', DAY)
    expect(chosen([{ ...had, topics: ['space', 'moon'] }, story('new', DAY)], { told: told(had) })).toEqual(['new'])
  })

  test('nothing where nothing is new, wanted or there', () => {
    const had = story('had', DAY)
    expect([chosen([had], { told: told(had) }), chosen([had], { most: 0 }), chosen([])]).toEqual([[], [], []])
  })
})

describe('by topic a digest tells', () => {
  const stories = [
    story('kim', '2024-06-28', { topics: ['north-korea'] }),
    story('moon', '2024-06-30'),
    story('both', '2024-06-27', { topics: ['ukraine', 'north-korea'] }),
    story('swiss', '2024-06-29', { topics: ['switzerland'] }),
  ]

  test.each([
    [['north-korea'], ['kim', 'both']],
    [['DPRK'], ['kim', 'both']],
    [
      ['North Korea', 'space'],
      ['moon', 'kim', 'both'],
    ],
    [['Ukraine'], ['both']],
    [['no such topic'], []],
  ])('of %j what /story knows under that name', (topics, expected) => {
    expect(chosen(stories, { topics })).toEqual(expected)
  })

  test('an update only of what it is limited to', () => {
    const before = told(...stories.map(one => ({ ...one, title: 'Before' })))
    const updates = choose(libraryOf(stories), wanted({ topics: ['dprk'], told: before }))
    expect(updates).toEqual([
      { story: stories[0], changes: ['The headline was changed.'] },
      { story: stories[2], changes: ['The headline was changed.'] },
    ])
  })

  test('as many of one topic as of another when those are the newest', () => {
    const many = Array.from({ length: 90 }, (_, n) =>
      story(`s-${n}`, `2024-0${1 + (n % 6)}-1${n % 10}`, { topics: [n % 2 === 0 ? 'space' : 'ukraine'] }),
    )
    const all = chosen(many, { most: 90 })
    expect(chosen(many, { most: 40, topics: ['space', 'ukraine'] })).toEqual(all.slice(0, 40))
  })
})

describe('an update', () => {
  const before = story('ferry', '2024-05-01')
  const corrected = { date: '2024-06-29', kind: 'corrected', text: { text: 'nine, not ten.', cites: [1] } }
  const after = { ...before, updates: [corrected] }

  test('says what changed, and comes however old its story is', () => {
    const items = choose(libraryOf([after]), wanted({ oldest: '2024-06-20', told: told(before) }))
    expect(items).toEqual([{ story: after, changes: ['29 Jun 2024, corrected: nine, not ten.'] }])
  })

  test('stands where the day of its latest update puts it', () => {
    const stories = [story('new', '2024-06-30'), after, story('older', '2024-06-28')]
    expect(chosen(stories, { told: told(before) })).toEqual(['new', 'ferry', 'older'])
  })

  test('tells of a retraction', () => {
    const gone = { ...before, updates: [{ ...corrected, kind: 'retracted' }] }
    expect(chosen([gone], { told: told(before) })).toEqual(['ferry'])
  })

  test('of a story that became lopsided, lost its day or is gone does not come', () => {
    const { date: _, ...undated } = after
    const lopsided = { ...after, narratives: after.narratives.slice(1) }
    expect([undated, lopsided].map(one => chosen([one], { told: told(before) }))).toEqual([[], []])
    expect(chosen([], { told: told(before) })).toEqual([])
  })
})

const ids = Array.from({ length: 12 }, (_, n) => `story-${n}`)
const anyStory = (id: string): fc.Arbitrary<Story> =>
  fc
    .record({
      day: fc.option(fc.integer({ min: 20, max: 33 }), { nil: undefined, freq: 6 }),
      topics: fc.subarray(['space', 'ukraine', 'north-korea'], { minLength: 1 }),
      version: fc.integer({ min: 1, max: 2 }),
      sides: fc.constantFrom(1, 2, 2, 2),
    })
    .map(({ day, topics, version, sides }) => {
      const date = day === undefined ? undefined : new Date(Date.UTC(2024, 5, day)).toISOString().slice(0, 10)
      const narratives = [side('One side', 'DW'), side('Other side', 'AntiWar')].slice(0, sides)
      return story(id, date, { topics, title: `${id} ${version}`, narratives })
    })
const anyShelf = fc.tuple(...ids.map(anyStory))
const anyWish = fc.record({
  topics: fc.subarray(['space', 'Ukraine', 'dprk']),
  most: fc.integer({ min: 0, max: 12 }),
  oldest: fc.constantFrom('2024-06-25', '2024-06-29'),
  ignoreAge: fc.boolean(),
})

test('whatever is on the shelf and was told, each rule holds and nothing that may be told is missing', () => {
  fc.assert(
    fc.property(anyShelf, fc.array(fc.tuple(...ids.map(anyStory)), { maxLength: 1 }), anyWish, (shelf, past, wish) => {
      const had = told(...past.flat().filter((_, index) => index % 2 === 0))
      const all = choose(libraryOf(shelf), wanted({ ...wish, most: 99, told: had }))
      const slugs = wish.topics.map(topic => ALIASES.resolve(topic))
      const expected = shelf.filter(one => {
        const before = had.get(one.id)
        const known = one.date !== undefined && one.date <= DAY && isBalanced(one)
        const young = wish.ignoreAge || before !== undefined || (one.date ?? '') >= wish.oldest
        const meant = slugs.length === 0 || one.topics.some(topic => slugs.includes(topic))
        return known && young && meant && before?.hash !== revisionOf(one).hash
      })
      expect(new Set(all.map(item => item.story.id))).toEqual(new Set(expected.map(one => one.id)))
      expect(all.filter(item => (item.changes?.length ?? 0) > 0).map(item => item.story.id)).toEqual(
        all.filter(item => had.has(item.story.id)).map(item => item.story.id),
      )
      const days = all.map(item => item.story.date ?? '')
      expect(days).toEqual([...days].sort().reverse())
      expect(choose(libraryOf(shelf), wanted({ ...wish, told: had }))).toEqual(all.slice(0, wish.most))
    }),
    { numRuns: 20, interruptAfterTimeLimit: 3_000 },
  )
})

test('one chooser gives many channels what each would get alone, and asks the library once', () => {
  const library = libraryOf(ids.map((id, n) => story(id, `2024-06-${n + 10}`)))
  let asked = 0
  const latest = (n: number) => {
    asked += 1
    return library.latest(n)
  }
  const counting: Library = { ...library, size: library.size, latest }
  const chooser = createChooser(counting)
  const wishes = [1, 5, 12, 3].map(most => wanted({ most }))
  expect(wishes.map(chooser)).toEqual(wishes.map(wish => choose(library, wish)))
  expect(asked).toBe(1)
})

test('a correction of an old story is told without opening all that came after it', () => {
  const library = libraryOf(Array.from({ length: 300 }, (_, n) => story(`s-${n}`, `2024-06-${10 + (n % 19)}`)))
  const old = story('old', '2001-01-01')
  library.put(old)
  const corrected = new Map([['old', { hash: 'another', snapshot: revisionOf(old).snapshot }]])
  let opened = 0
  const counted = (stories: readonly Story[]) => {
    opened += stories.length
    return stories
  }
  const counting: Library = {
    ...library,
    size: library.size,
    latest: n => counted(library.latest(n)),
    byTopic: (topic, n) => counted(library.byTopic(topic, n)),
  }
  const items = ['every', 'one'].map(which =>
    choose(
      counting,
      wanted({ most: 9, oldest: '2024-07-01', told: corrected, topics: which === 'one' ? old.topics : [] }),
    ),
  )
  expect([items.map(chosen => chosen.map(item => item.story.id)), opened < 100]).toEqual([[['old'], ['old']], true])
})
