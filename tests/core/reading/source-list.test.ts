import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SHIPPED_OUTLETS } from '../../../src/core/reading/outlets.ts'
import { readSourceList } from '../../../src/core/reading/source-list.ts'

function names(text: string): string[] {
  return readSourceList(text, SHIPPED_OUTLETS).sources.map(({ n, outlet }) => `${n} ${outlet}`)
}

describe('a printed list of sources', () => {
  it.each([
    ['1Al Jazeera, 2Wall Street Journal, and 3Bloomberg.', ['1 Al Jazeera', '2 Wall Street Journal', '3 Bloomberg']],
    ['1Reuters and 2DW.', ['1 Reuters', '2 DW']],
    ['1Reuters.', ['1 Reuters']],
    ['1Vox, 2CNN, 37News', ['1 Vox', '2 CNN', '3 7News']],
    ['1Vox, 29to5Mac, and 3France 24.', ['1 Vox', '2 9to5Mac', '3 France 24']],
    [
      '1U.S. News, 2St. Louis Post-Dispatch, 3Yahoo! News.',
      ['1 U.S. News', '2 St. Louis Post-Dispatch', '3 Yahoo! News'],
    ],
    ['1Stars and Stripes and 2Times of Israel.', ['1 Stars and Stripes', '2 Times of Israel']],
    ['1The Post, Ltd., 2DW, and 3Acme, Inc.', ['1 The Post, Ltd.', '2 DW', '3 Acme, Inc.']],
    ['1. Reuters, 2. DW.', ['1 Reuters', '2 DW']],
    ['[1] Reuters, [2] DW.', ['1 Reuters', '2 DW']],
    [
      '1A, 2B, 3C, 4D, 5E, 6F, 7G, 8H, 9I, 10J, and 111 Plus.',
      ['1 A', '2 B', '3 C', '4 D', '5 E', '6 F', '7 G', '8 H', '9 I', '10 J', '11 1 Plus'],
    ],
  ])('%j is %j', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it.each([
    ['a name that holds a comma and a number', '1Vox, 2Forbes, 20 Minutes, 3CNN.', '"Forbes, 20 Minutes"'],
    ['a number that is missing', '1Vox, 3CNN.', 'After source 1 comes source 3.'],
    ['no numbers', 'Vox and CNN.', 'carry no numbers'],
    ['nothing at all', '', 'nothing behind "Sources:"'],
  ])('with %s is a problem', (_, text, complaint) => {
    expect(readSourceList(text, SHIPPED_OUTLETS).complaints.join()).toContain(complaint)
  })

  it('is read back whatever the outlets are called', () => {
    const name = fc.constantFrom(
      '7News',
      'Vox',
      'France 24',
      'St. Louis Post-Dispatch',
      'A and B',
      '20 Minutes',
      'Acme, Inc.',
      '24',
    )
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 30 }), outlets => {
        const printed = outlets.map((outlet, index) => `${index + 1}${outlet}`)
        expect(names(`${printed.join(', ')}.`)).toEqual(outlets.map((outlet, index) => `${index + 1} ${outlet}`))
      }),
    )
  })
})
