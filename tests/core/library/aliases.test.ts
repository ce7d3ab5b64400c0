import { expect, test } from 'vitest'
import { noAliases, readAliases } from '../../../src/core/library/aliases.ts'
import { ALIAS_PROBLEMS, ALIASES } from './world.ts'

test('the topics that the bot is delivered with have no problems', () => {
  expect(ALIAS_PROBLEMS).toEqual([])
})

test.each([
  ['Корея', undefined],
  ['us', 'united-states'],
  ['U.S.', 'united-states'],
  ['États-Unis', 'united-states'],
  ['WHO', 'world-health-organization'],
  ['ＮＡＴＯ', 'nato'],
  ['Turkiye', 'turkey'],
  ['إيران', 'iran'],
  ['ایران', 'iran'],
  ['Украины', 'ukraine'],
  ['Ｓｅｏｕｌ', 'south-korea'],
  ['ｳｸﾗｲﾅ', 'ukraine'],
  ['मोदी', 'india'],
  ['north korea and china', undefined],
  ['', undefined],
])('“%s” names the topic %s', (text, topic) => {
  expect(ALIASES.resolve(text)).toBe(topic)
})

test('in a text, initials are names only in capitals', () => {
  expect(ALIASES.mentions('The WHO told us who pays; the US does not.')).toEqual([
    'world-health-organization',
    'united-states',
  ])
})

test('the longest name wins: South Sudan is not Sudan', () => {
  expect(ALIASES.mentions('Talks on South Sudan')).toEqual(['south-sudan'])
})

test('a topic that is not known keeps its slug and gets a readable title', () => {
  expect([noAliases().canonical('arms-control'), noAliases().title('arms-control')]).toEqual([
    'arms-control',
    'Arms control',
  ])
})

test.each([
  [
    'a list',
    ['north-korea'],
    'The topics file is not a list of topics. Write one as `north-korea: {title: North Korea, aliases: [DPRK]}`.',
  ],
  [
    'a slug in capitals',
    { 'North Korea': { title: 'North Korea' } },
    'Topic "North Korea": a topic is named by at most 60 lower-case letters and digits, with words joined by hyphens. Write `north-korea`.',
  ],
  [
    'no title',
    { peru: { aliases: ['Lima'] } },
    'Topic "peru": it needs a title. Add a line such as `title: North Korea`.',
  ],
  [
    'one alias without a list',
    { peru: { title: 'Peru', aliases: 'Lima' } },
    'Topic "peru": its aliases are not a list of names. Write them as `aliases: [DPRK, Pyongyang]`, with quotes around a name that is `yes`, `no` or `null`.',
  ],
  [
    'an alias that YAML reads as nothing',
    { peru: { title: 'Peru', aliases: [null] } },
    'Topic "peru": its aliases are not a list of names. Write them as `aliases: [DPRK, Pyongyang]`, with quotes around a name that is `yes`, `no` or `null`.',
  ],
  [
    'a misspelt key',
    { peru: { title: 'Peru', alias: ['Lima'] } },
    'Topic "peru": it may hold only `title` and `aliases`. Remove the rest, or indent it under the topic it belongs to.',
  ],
  [
    'an alias of signs',
    { peru: { title: 'Peru', aliases: ['--'] } },
    'Topic "peru": the alias "--" has no letters. Remove it.',
  ],
  [
    'one alias for two topics',
    { peru: { title: 'Peru', aliases: ['Andes'] }, chile: { title: 'Chile', aliases: ['andes'] } },
    'Topic "chile": "andes" already names the topic "peru". Remove it from one of the two.',
  ],
  [
    'an alias that is another topic',
    { peru: { title: 'Peru', aliases: ['Chile'] }, chile: { title: 'Chile' } },
    'Topic "peru": "Chile" already names the topic "chile". Remove it from one of the two.',
  ],
])('%s is told with what to do', (_, parsed, problem) => {
  expect(readAliases(parsed).problems).toEqual([problem])
})

test('a wrong topic does not take the others with it', () => {
  const { aliases } = readAliases({ peru: {}, chile: { title: 'Chile', aliases: ['Santiago'] } })
  expect(aliases.resolve('santiago')).toBe('chile')
})

test('an empty file is no topics and no problem', () => {
  expect(readAliases(null).problems).toEqual([])
})

test('names in which two alphabets are mixed by mistake are not in the list: nobody could type them', () => {
  const names = ALIASES.topics().flatMap(slug => ALIASES.namesOf(slug))
  const mixed =
    /\p{sc=Latin}.*[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Arabic}]|[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Arabic}].*\p{sc=Latin}/u
  expect(names.filter(name => mixed.test(name))).toEqual([])
})
