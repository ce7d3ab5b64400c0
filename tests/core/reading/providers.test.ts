import { describe, expect, it } from 'vitest'
import { knownOutlets, SHIPPED_OUTLETS } from '../../../src/core/reading/outlets.ts'
import { readProviders } from '../../../src/core/reading/providers.ts'

describe('the outlets behind "as provided by"', () => {
  it.each([
    ['AntiWar. When it ended.', ['AntiWar'], 'When it ended.'],
    ['DW. Oslo and Bergen agreed.', ['DW'], 'Oslo and Bergen agreed.'],
    ['DW.Oslo and Bergen agreed.', ['DW'], 'Oslo and Bergen agreed.'],
    ['St. Louis Post-Dispatch. The city won.', ['St. Louis Post-Dispatch'], 'The city won.'],
    ['The St. Orrin Courier. The city won.', ['The St. Orrin Courier'], 'The city won.'],
    ['U.S. News. The U.S. won.', ['U.S. News'], 'The U.S. won.'],
    ['U.S. News & World Report. It won.', ['U.S. News & World Report'], 'It won.'],
    ['U.S. News and World Report and DW. It won.', ['U.S. News and World Report', 'DW'], 'It won.'],
    ['The Times of Israel. It won.', ['The Times of Israel'], 'It won.'],
    ['Antiwar.com. It won.', ['Antiwar.com'], 'It won.'],
    ['Stars and Stripes and X. It won.', ['Stars and Stripes', 'X'], 'It won.'],
    ['Vox, The Nation and CNN. It won.', ['Vox', 'The Nation', 'CNN'], 'It won.'],
    ['Vox, The Nation, and CNN. It won.', ['Vox', 'The Nation', 'CNN'], 'It won.'],
    ['The St. Louis Post, Ltd. Years passed.', ['The St. Louis Post, Ltd.'], 'Years passed.'],
    ['The Post, Ltd., and DW. Years passed.', ['The Post, Ltd.', 'DW'], 'Years passed.'],
    [
      'Voice of the U.S. Years of good will brought no peace.',
      ['Voice of the U.S.'],
      'Years of good will brought no peace.',
    ],
    ['George W. Bush Center. It won.', ['George W. Bush Center'], 'It won.'],
    ['Yahoo! News. It won.', ['Yahoo! News'], 'It won.'],
    ['iNews. It won.', ['iNews'], 'It won.'],
    ['朝日新聞. It won.', ['朝日新聞'], 'It won.'],
    ['AntiWar', ['AntiWar'], ''],
    ['AntiWar.', ['AntiWar'], ''],
    ['law. It won.', [], 'law. It won.'],
  ])('%j are %j', (text, names, rest) => {
    expect(readProviders(text, SHIPPED_OUTLETS)).toEqual({ names, rest })
  })

  it('can be taught', () => {
    const known = knownOutlets(['Mr. Smith Goes. To Press and Home'])
    expect(readProviders('Mr. Smith goes. to press and home, and DW. It won.', known).names).toEqual([
      'Mr. Smith goes. to press and home',
      'DW',
    ])
  })
})
