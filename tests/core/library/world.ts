import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readAliases } from '../../../src/core/library/aliases.ts'
import { createLibrary, type Library } from '../../../src/core/library/library.ts'
import type { Story } from '../../../src/core/story/story.ts'

/** The topics that the bot is delivered with. */
export const { aliases: ALIASES, problems: ALIAS_PROBLEMS } = readAliases(
  parse(readFileSync(new URL('../../../config/topics.yaml', import.meta.url), 'utf8')),
)

interface Sketch {
  readonly id: string
  readonly title: string
  readonly date?: string
  readonly topics?: readonly string[]
  readonly facts?: readonly string[]
  readonly side?: string
  readonly outlet?: string
  readonly url?: string
}

export function sketch({ id, title, date, topics = [], facts = [], side = '', outlet = 'DW', url }: Sketch): Story {
  return {
    id,
    title,
    ...(date === undefined ? {} : { date }),
    topics,
    facts: facts.map(text => ({ text, cites: [1] })),
    narratives: side === '' ? [] : [narrative(side)],
    updates: [],
    sources: [{ n: 1, outlet, ...(url === undefined ? {} : { url }) }],
  }
}

function narrative(text: string): Story['narratives'][number] {
  const paragraphs = [{ text, cites: [] }]
  return { label: 'Pro-establishment narrative', stance: 'pro', axis: 'establishment', providers: [], paragraphs }
}

/** A small library in six languages. */
export const STORIES: readonly Story[] = [
  sketch({
    id: 'korea-arms-2023-08',
    title: "Kim Jong Un Demands 'Drastic Boost' in Weapons Production",
    date: '2023-08-14',
    topics: ['north-korea', 'military-drills'],
    facts: ["Russia's Defense Minister Sergei Shoigu negotiated the purchase of munitions."],
    outlet: 'Al Jazeera',
    url: 'https://www.aljazeera.com/news/2023/8/14/kim-inspects-plants',
  }),
  sketch({
    id: 'korea-satellite',
    title: 'North Korea launches a spy satellite',
    date: '2023-11-22',
    topics: ['north-korea', 'space'],
  }),
  sketch({
    id: 'korea-treaty',
    title: 'Russia and North Korea sign a treaty of mutual help',
    date: '2024-06-19',
    topics: ['dprk', 'russia'],
  }),
  sketch({
    id: 'gaza-court',
    title: 'World court orders Israel to prevent genocidal acts in Gaza',
    date: '2024-01-26',
    topics: ['israel', 'gaza', 'courts'],
    url: 'http://example.org/watch?v=Abc',
  }),
  sketch({
    id: 'kursk',
    title: 'Войска Северной Кореи замечены в Курской области',
    date: '2024-10-28',
    topics: ['ukraine'],
    facts: ['НАТО подтвердило сообщения разведки.'],
  }),
  sketch({
    id: 'fukushima',
    title: '福島第一原発の処理水、海洋放出を開始',
    date: '2023-08-24',
    topics: ['japan'],
    facts: ['中国は日本産の水産物の輸入を停止した。'],
  }),
  sketch({
    id: 'houthi-ships',
    title: 'الحوثيون يهاجمون سفينة في البحر الأحمر',
    date: '2024-01-10',
    topics: ['yemen'],
  }),
  sketch({
    id: 'parthenon',
    title: 'Sunak calls off talks with Greek leader in dispute over the Parthenon sculptures',
    date: '2023-11-27',
    topics: ['greece', 'united-kingdom'],
  }),
  sketch({
    id: 'ivoire',
    title: 'Côte d’Ivoire votes: Ouattara seeks a fourth term',
    date: '2025-10-25',
    topics: ['cote-divoire', 'elections'],
    outlet: 'Le Monde',
  }),
  sketch({
    id: 'sao-paulo',
    title: 'Protestas en São Paulo por el precio del café',
    date: '2024-03-03',
    topics: ['brazil', 'protests'],
  }),
  sketch({
    id: 'zambia-copper',
    title: 'Zambia reopens its largest copper mine',
    date: '2022-05-05',
    topics: ['mining'],
  }),
  sketch({
    id: 'fed-holds',
    title: 'Federal Reserve holds rates steady',
    date: '2024-05-01',
    topics: ['economy'],
    facts: ['Powell said that inflation remained above target.'],
  }),
  sketch({
    id: 'fed-cuts',
    title: 'Federal Reserve cuts rates by half a point',
    date: '2024-09-18',
    topics: ['economy'],
  }),
  sketch({
    id: 'whales',
    title: 'Whale songs heard across oceans',
    side: 'Shipping lanes should be moved before the breeding season begins.',
  }),
  sketch({
    id: 'iran-vote',
    title: 'Iran votes in a snap presidential election',
    date: '2024-07-05',
    topics: ['iran', 'elections'],
  }),
]

export function libraryOf(stories: readonly Story[]): Library {
  const library = createLibrary(ALIASES)
  for (const story of stories) library.put(story)
  return library
}
