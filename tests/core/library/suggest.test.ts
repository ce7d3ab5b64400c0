import { expect, test } from 'vitest'
import { libraryOf, STORIES, sketch } from './world.ts'

const library = libraryOf(STORIES)

const values = (typed: string, n = 4) => library.suggest(typed, n).map(({ kind, value }) => `${kind} ${value}`)

test.each([
  ['nor', ['topic north-korea', 'story korea-satellite', 'story korea-treaty', 'story korea-arms-2023-08']],
  ['north k', ['topic north-korea', 'story korea-satellite', 'story korea-treaty', 'story korea-arms-2023-08']],
  ['pyong', ['topic north-korea']],
  ['dprk', ['topic north-korea', 'story korea-treaty', 'story korea-satellite', 'story korea-arms-2023-08']],
  ['сев', ['topic north-korea', 'story kursk']],
  ['北', ['topic north-korea']],
  ['كوريا', ['topic north-korea']],
  ['kim jong un w', ['story korea-arms-2023-08']],
  ['weapons', ['story korea-arms-2023-08']],
  ['weap', ['story korea-arms-2023-08']],
  ['処理', ['story fukushima']],
  ['federal reserve c', ['story fed-cuts']],
  ['korea-arms-2023-08', ['story korea-arms-2023-08']],
  ['parthenom', ['story parthenon']],
  ['xyzzy', []],
])('“%s” is completed', (typed, expected) => {
  expect(values(typed)).toEqual(expected)
})

test('with nothing typed, topics with most stories come before the latest stories', () => {
  expect(values('')).toEqual(['topic north-korea', 'topic economy', 'story ivoire', 'story kursk'])
})

test('a title is whole however long it is: whoever shows it cuts it', () => {
  const title = `Korea ${'and so on '.repeat(30)}`.trim()
  expect(libraryOf([sketch({ id: 'long', title })]).suggest('kor', 1)[0]?.label).toBe(title)
})

test('each suggestion, chosen, finds what it said', () => {
  const chosen = ['', 'n', 'k', 'a', 'с', '北'].flatMap(typed => library.suggest(typed, 25))
  const found = chosen.map(({ value }) => library.find(value))
  expect(found.map(each => each.kind === 'story' && (each.topic ?? each.story.id))).toEqual(
    chosen.map(({ value }) => value),
  )
})

test('a topic that has the name of a story’s id is not offered, because choosing it would give that story', () => {
  const some = libraryOf([sketch({ id: 'peru', title: 'One' }), sketch({ id: 'two', title: 'Two', topics: ['peru'] })])
  expect(some.suggest('peru', 5).map(each => each.kind)).not.toContain('topic')
})

test('nor is it offered for a text that only mentions it', () => {
  const some = libraryOf([sketch({ id: 'gaza', title: 'One' }), sketch({ id: 'two', title: 'Two', topics: ['gaza'] })])
  expect(some.suggest('the غزة', 5).map(each => each.kind)).not.toContain('topic')
})

test('no value is longer than 100 characters', () => {
  const topic = `a${'b'.repeat(150)}`
  expect(libraryOf([sketch({ id: 'x', title: 'X', topics: [topic] })]).suggest('ab', 5)).not.toContainEqual(
    expect.objectContaining({ value: topic }),
  )
})
