import { expect, test } from 'vitest'
import { completed, openOptions, sentText } from '../../../src/playground/page/typed.ts'

const OPTIONS = ['query', 'visibility']
const PICKS = new Map([
  ['North Korea', 'north-korea'],
  ['Only me', 'only me'],
  ['story', 'a-story'],
])

test.each([
  ['/story query:North Korea', '/story query:north-korea'],
  ['/story North Korea', '/story north-korea'],
  ['/story query:North Korea visibility:Only me', '/story query:north-korea visibility:only me'],
  ['/story North Korea visibility:Only me', '/story north-korea visibility:only me'],
  ['/story query:North Korea and Russia', '/story query:North Korea and Russia'],
  ['/story query:dprk', '/story query:dprk'],
  ['/story', '/story'],
  ['North Korea', 'North Korea'],
])('%s is sent as %s', (typed, sent) => {
  expect(sentText(typed, PICKS, OPTIONS)).toBe(sent)
})

test('a platform without named options sends what was typed', () => {
  expect(sentText('/story North Korea', PICKS, [])).toBe('/story North Korea')
})

test.each([
  ['/story kor', '/story North Korea'],
  ['/story query:kor', '/story query:North Korea'],
  ['/story query:', '/story query:North Korea'],
  ['/story visibility:only me query:kor', '/story visibility:only me query:North Korea'],
  ['/story kor visibility:o', '/story kor visibility:North Korea'],
  ['/story ', '/story North Korea'],
])('a name picked after "%s" makes of it "%s"', (typed, next) => {
  expect(completed(typed, 'North Korea', OPTIONS)).toBe(next)
})

test.each([
  ['/story ', ['query', 'visibility']],
  ['/story query:dprk', ['visibility']],
  ['/story dprk', ['visibility']],
  ['/story visibility:only me', ['query']],
  ['/story query:dprk visibility:only me', []],
])('after "%s" there is room for %j', (typed, left) => {
  expect(openOptions(typed, OPTIONS)).toEqual(left)
})

test('the options of a subcommand stand behind both names', () => {
  const options = ['time', 'timezone']
  const picks = new Map([['Berlin', 'Europe/Berlin']])
  const typed = '/digest daily time:08:30 timezone:Berl'
  expect([
    completed(typed, 'Berlin', options, 2),
    sentText('/digest daily time:08:30 timezone:Berlin', picks, options, 2),
    openOptions('/digest daily 08:30 ', options, 2),
    openOptions('/digest daily ', options, 2),
    completed('/digest daily 08', '08:30', options, 2),
  ]).toEqual([
    '/digest daily time:08:30 timezone:Berlin',
    '/digest daily time:08:30 timezone:Europe/Berlin',
    ['timezone'],
    ['time', 'timezone'],
    '/digest daily 08:30',
  ])
})
