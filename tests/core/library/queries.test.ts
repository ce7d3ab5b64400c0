import { expect, test } from 'vitest'
import type { Found } from '../../../src/core/library/library.ts'
import { libraryOf, STORIES } from './world.ts'

const library = libraryOf(STORIES)

/** `story north-korea: korea-treaty (exact)` */
function said(found: Found): string {
  switch (found.kind) {
    case 'story':
      return `story ${found.topic === undefined ? '' : `${found.topic}: `}${found.story.id} (${found.strength})`
    case 'several':
      return `several ${found.nearest.map(story => story.id).join(' ')} (${found.strength})`
    case 'none':
      return `none ${found.nearest.map(story => story.id).join(' ')}`.trim()
    case 'latest':
      return `latest ${found.stories.map(story => story.id).join(' ')}`
  }
}

const NORTH_KOREA = 'story north-korea: korea-treaty (exact)'
const NEARLY_NORTH_KOREA = 'story north-korea: korea-treaty (near)'
const ARMS = 'story korea-arms-2023-08 (exact)'

test.each([
  // a topic, by its names
  ['north-korea', NORTH_KOREA],
  ['north korea', NORTH_KOREA],
  ['  NORTH   Korea ', NORTH_KOREA],
  ['northkorea', NORTH_KOREA],
  ['#NorthKorea', NORTH_KOREA],
  ['North Korea’s', NORTH_KOREA],
  ['dprk', NORTH_KOREA],
  ['D.P.R.K.', NORTH_KOREA],
  ['Pyongyang', NORTH_KOREA],
  ['Северная Корея', NORTH_KOREA],
  ['северной корее', NORTH_KOREA],
  ['北朝鮮', NORTH_KOREA],
  ['북한', NORTH_KOREA],
  ['كوريا الشمالية', NORTH_KOREA],
  ['كُورِيَا الشَّمَالِيَّة', NORTH_KOREA],
  ['ﾌｸｼﾏ', 'none'],
  ['Ελλαδα', 'story greece: parthenon (exact)'],
  ['Cote d’Ivoire', 'story cote-divoire: ivoire (exact)'],
  ['military drills', 'story military-drills: korea-arms-2023-08 (exact)'],
  // a name that stands for less than its topic: the stories that use it
  ['kim jong-un', ARMS],
  ['kimjongun', ARMS],
  ['who is Kim Jong Un?', 'story korea-arms-2023-08 (near)'],
  ['sunak', 'story parthenon (exact)'],
  // a topic, mistyped or with words around it
  ['nort korea', NEARLY_NORTH_KOREA],
  ['noth koera', NEARLY_NORTH_KOREA],
  ['nrth koreaa', NEARLY_NORTH_KOREA],
  ['nort hkorea', NORTH_KOREA],
  ['pyongjang', NEARLY_NORTH_KOREA],
  ['latest news about North Korea', NEARLY_NORTH_KOREA],
  ['новости о Северной Корее', NEARLY_NORTH_KOREA],
  // a story, by id, address or title
  ['korea-arms-2023-08', ARMS],
  ['Korea-Arms-2023-08', ARMS],
  ['https://www.aljazeera.com/news/2023/8/14/kim-inspects-plants', ARMS],
  ['http://aljazeera.com/news/2023/8/14/kim-inspects-plants/', ARMS],
  ['aljazeera.com/news/2023/8/14/Kim-Inspects-Plants?utm_source=x#top', ARMS],
  ['<https://www.aljazeera.com/news/2023/8/14/kim-inspects-plants>', ARMS],
  ['https://example.org/watch?v=Abc', 'story gaza-court (exact)'],
  ['https://example.org/watch?fbclid=1&v=Abc&t=42', 'story gaza-court (exact)'],
  ['example.org/watch', 'story gaza-court (exact)'],
  ['https://example.org/watch?v=Xyz', 'none'],
  ['Kim Jong Un Demands ‘Drastic Boost’ in Weapons Production', ARMS],
  ['kim jong un demands drastic boost in weapons production', ARMS],
  ['福島第一原発の処理水、海洋放出を開始', 'story fukushima (exact)'],
  // a story, by words of its title and topics
  ['kim jong un weapons', ARMS],
  ['weapons kim', ARMS],
  ['dprk weapons', ARMS],
  ['weapon', ARMS],
  ['“drastic boost”', ARMS],
  ['spy satellite', 'story korea-satellite (exact)'],
  ['satellite 2023', 'story korea-satellite (exact)'],
  ['sao paulo cafe', 'story sao-paulo (exact)'],
  ['処理水', 'story fukushima (exact)'],
  ['処理水の放出', 'story fukushima (exact)'],
  ['水', 'story fukushima (exact)'],
  ['سفينة', 'story houthi-ships (exact)'],
  ['السَّفِينَة', 'story houthi-ships (exact)'],
  ['курская область', 'story kursk (exact)'],
  ['ВОЙСКА', 'story kursk (exact)'],
  // words mistyped, in another form, or only in the body
  ['parthenom sculpturs', 'story parthenon (near)'],
  ['fourht term', 'story ivoire (near)'],
  ['shoigu munitions', 'story korea-arms-2023-08 (near)'],
  ['breeding season', 'story whales (near)'],
  ['水産物', 'story fukushima (near)'],
  ['le monde', 'story ivoire (near)'],
  ['kim jong un demands drastic boost in rocket production', 'story korea-arms-2023-08 (near)'],
  // real ambiguity
  ['federal reserve rates', 'several fed-cuts fed-holds (exact)'],
  ['votes', 'several ivoire iran-vote (exact)'],
  // a name is never taken for another name
  ['south korea', 'none korea-treaty korea-satellite korea-arms-2023-08'],
  ['iraq', 'none'],
  ['gambia', 'none zambia-copper'],
  ['https://example.org/2024/kim-jong-un-weapons', 'none korea-arms-2023-08 korea-treaty korea-satellite'],
  ['xyzzy', 'none'],
  ['?!', 'none'],
  ['🇰🇵', 'none'],
  // small words around a subject
  ['what happened in Ukraine', 'story ukraine: kursk (near)'],
  ['any news on greece?', 'story greece: parthenon (near)'],
  ['tell us about the parthenon', 'story parthenon (near)'],
  // nothing asked
  ['', 'latest ivoire kursk fed-cuts iran-vote korea-treaty'],
  [' \0\u200b\n', 'latest ivoire kursk fed-cuts iran-vote korea-treaty'],
])('“%s” finds: %s', (query, expected) => {
  expect(said(library.find(query))).toBe(expected)
})
