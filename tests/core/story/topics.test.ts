import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readAliases } from '../../../src/core/library/aliases.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { slugOf, topicsOf } from '../../../src/core/story/topics.ts'

const { aliases } = readAliases(parse(readFileSync(new URL('../../../config/topics.yaml', import.meta.url), 'utf8')))

const story = (title: string, facts: readonly string[], topics: readonly string[] = []): Story => ({
  id: 'x',
  title,
  topics,
  facts: facts.map(text => ({ text, cites: [] })),
  narratives: [],
  updates: [],
  sources: [],
})

const KOREA = story("Kim Jong Un Demands 'Drastic Boost' in Weapons Production", [
  'North Korea\'s state media reported Monday that Kim Jong Un has called for a "drastic boost" in the production of missiles.',
  'On Friday and Saturday, the reclusive leader visited military plants for the second time in recent weeks.',
  'US officials claim that Russia negotiated the purchase of munitions during a visit to Pyongyang last month.',
  'Meanwhile, South Korea and the US confirmed Monday that the annual exercise will start on Aug. 21.',
])

test('topics of the front matter stand, under the slugs that their topics go by', () => {
  expect(topicsOf(story('A', [], ['dprk', 'north-korea', 'arms-control']), aliases)).toEqual([
    'north-korea',
    'arms-control',
  ])
})

test('a story about Kim Jong Un and Pyongyang is a story about North Korea', () => {
  expect(topicsOf(KOREA, aliases)).toEqual(['north-korea'])
})

test('one mention in passing is no topic', () => {
  expect(topicsOf(story('Parliament votes', ['A guest from Peru was there.']), aliases)).toEqual([])
})

test.each([
  ['Ким Чен Ын посетил завод', ['Завод стоит близ Пхеньяна.'], ['north-korea']],
  ['北朝鮮がミサイルを発射', ['日本政府は抗議した。'], ['north-korea']],
  ['كوريا الشمالية تطلق صاروخا', ['قالت بيونغ يانغ ذلك.'], ['north-korea']],
])('known names are recognised in %s', (title, facts, topics) => {
  expect(topicsOf(story(title, facts), aliases)).toEqual(topics)
})

test.each([
  ['English', 'Ruritania crowns a king', ['The crown of Ruritania is old.', 'On Friday, nobody spoke.'], ['ruritania']],
  ['two words', 'Zenda Castle burns', ['Smoke rose from Zenda Castle.'], ['zenda-castle']],
  ['Russian', 'Выборы в Руритании', ['Жители Стрельсау ждали.', 'В городе Стрельсау тихо.'], ['стрельсау']],
  ['Japanese', 'ルリタニアの国王が退位', ['ルリタニアは山国である。'], ['ルリタニア']],
  ['Arabic', 'انتخابات روريتانيا اليوم', ['صوتت روريتانيا أمس.'], ['روريتانيا']],
])('an unknown name that title and facts repeat becomes the topic: %s', (_, title, facts, topics) => {
  expect(topicsOf(story(title, facts))).toEqual(topics)
})

test('days, months and words that open sentences are no names', () => {
  const facts = [
    'On Monday, ministers met.',
    'On Monday, they parted.',
    'Ministers met again in May.',
    'The talks end in May.',
  ]
  expect(topicsOf(story('Ministers meet on Monday', facts))).toEqual([])
})

test('a story that repeats nothing has no topics', () => {
  expect(topicsOf(story('Quiet day', ['Nothing happened.']))).toEqual([])
})

test('a slug keeps letters of every script and drops the rest', () => {
  expect([slugOf('Kim Jong Un’s'), slugOf('Северная Корея'), slugOf('--')]).toEqual([
    'kim-jong-un',
    'северная-корея',
    '',
  ])
})
