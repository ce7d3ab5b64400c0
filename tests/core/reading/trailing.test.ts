import { describe, expect, it } from 'vitest'
import { SHIPPED_OUTLETS } from '../../../src/core/reading/outlets.ts'
import { readTrailing } from '../../../src/core/reading/printed/trailing.ts'

function outletsBehind(text: string) {
  const found = readTrailing(text, SHIPPED_OUTLETS)
  return found && [found.text, ...found.outlets.map(({ name, rating }) => (rating ? `${name} {${rating}}` : name))]
}

describe('outlets behind a fact', () => {
  it.each([
    ['It opened, the ministry said. Al Jazeera', ['It opened, the ministry said.', 'Al Jazeera']],
    ['It opened. Al Jazeera.', ['It opened.', 'Al Jazeera']],
    ['It opened. BBC News (LR: 3 CP: 5)', ['It opened.', 'BBC News {LR: 3 CP: 5}']],
    [
      'It opened. BBC News (LR: 3, CP: 5), Vox (LR: 1, CP: 3)',
      ['It opened.', 'BBC News {LR: 3, CP: 5}', 'Vox {LR: 1, CP: 3}'],
    ],
    [
      'It opened. BBC News (LR: 3 CP: 5) CNN (LR: 2 CP: 5)',
      ['It opened.', 'BBC News {LR: 3 CP: 5}', 'CNN {LR: 2 CP: 5}'],
    ],
    ['It opened. (BBC News (LR: 3 CP: 5))', ['It opened.', 'BBC News {LR: 3 CP: 5}']],
    ['It opened, says the port (Reuters).', ['It opened, says the port.', 'Reuters']],
    ['It opened. The Times of Israel (a)', ['It opened.', 'The Times of Israel (a)']],
    ['It opened. The Times of Israel (a) (LR: 4 CP: 4)', ['It opened.', 'The Times of Israel (a) {LR: 4 CP: 4}']],
    ['It opened. bbc.com', ['It opened.', 'bbc.com']],
    ['It opened. U.S. News and St. Louis Post-Dispatch', ['It opened.', 'U.S. News', 'St. Louis Post-Dispatch']],
    ['It moved to the U.S. Reuters', ['It moved to the U.S.', 'Reuters']],
    ['It failed on Sept. 4. DW', ['It failed on Sept. 4.', 'DW']],
    ['It opened at 3 p.m.Reuters', ['It opened at 3 p.m.', 'Reuters']],
    ['“So be it.” — Politico', ['“So be it.”', 'Politico']],
    ['市は発表した。 NHK', ['市は発表した。', 'NHK']],
    ['Since 2023 Al Jazeera (LR: 3 CP: 5)', ['Since 2023', 'Al Jazeera {LR: 3 CP: 5}']],
  ])('%j are %j', (text, outlets) => {
    expect(outletsBehind(text)).toEqual(outlets)
  })

  it.each([
    'It opened, the ministry told Al Jazeera.',
    'The report came from the Associated Press (AP).',
    'The pipe runs 1,240 miles (2,000 km).',
    'According to Reuters, it will pay $2.1 million.',
    'He flew to Rome with Pres. Biden',
    'Exports grew 3.5',
    'It rained. It snowed.',
    'It rained. Then it snowed',
  ])('%j has none', text => {
    const found = readTrailing(text, SHIPPED_OUTLETS)
    expect(found?.trust === 'certain' || found?.trust === 'likely').toBe(false)
  })
})
