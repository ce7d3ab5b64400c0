import { expect, test } from 'vitest'
import { readTopicsFile } from '../../../src/core/library/topics-file.ts'

const BOMB = Array.from({ length: 8 }, (_, n) => {
  const given = n === 0 ? 'x' : `*a${n - 1}`
  return `t${n}: &a${n} [${Array.from({ length: 9 }, () => given).join(', ')}]`
}).join('\n')

test('a topics file gives its topics', () => {
  const { aliases, problems } = readTopicsFile('north-korea: {title: North Korea, aliases: [DPRK]}\n')
  expect([aliases.resolve('dprk'), problems]).toEqual(['north-korea', []])
})

test.each([
  ['broken YAML', 'a: {title: A}\nb: [', /^Line 2: .*Write one topic as `north-korea:/u],
  ['a thousand brackets', `a: ${'['.repeat(5_000)}`, /^Line 1: It is nested too deeply\. Write one topic/u],
  ['aliases of aliases', BOMB, /^Line 1: It repeats parts of itself with \* where a name belongs\. Write one topic/u],
  [
    'half a million characters',
    '#'.repeat(500_001),
    /^Line 1: The file has 500001 characters, and at most 500000 are read\./u,
  ],
])('a topics file with %s gives none, and says so', (_, text, problem) => {
  const { aliases, problems } = readTopicsFile(text)
  expect([aliases.topics(), problems]).toEqual([[], [expect.stringMatching(problem)]])
})
