import { expect, test } from 'vitest'
import { folderWith, ran } from './captured.ts'
import { TWO_OF_PORTS } from './documents.ts'

test.each([
  ['an id', 'korea-arms-2023-08', /^exact\n {2}korea-arms-2023-08 /u],
  [
    'an alias of a topic',
    'dprk',
    /^exact: the newest story of the topic north-korea\n {2}\S+[\s\S]*offered as earlier/u,
  ],
  ['a mistyped topic', 'nort korea', /^near: the newest story of the topic north-korea\n/u],
  ['no words', '', /^latest: nothing was asked\n(?: {2}\S+ .*\n){5}$/u],
])('%s is found, and it says why', async (_name, words, said) => {
  const { code, out } = await ran(['search', ...words.split(' ').filter(word => word !== '')])
  expect([code, out]).toEqual([0, expect.stringMatching(said)])
})

test('what cannot be meant is exit code 1, with what /story would offer instead', async () => {
  const { code, out } = await ran(['search', 'xyzzy', 'plugh'])
  expect([code, out]).toEqual([1, expect.stringMatching(/^none: the (?:nearest|latest) are offered\n {2}\S+/u)])
})

test('words of several stories leave the choice to the person', async () => {
  const { code, out } = await ran(['search', 'crane', 'offer'], {
    environment: { STORIES_DIR: folderWith(TWO_OF_PORTS) },
  })
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^several, exact: the person chooses\n {2}ports-2 .*\n {2}ports-1 /u),
  ])
})
