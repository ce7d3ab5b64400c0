import { describe, expect, it } from 'vitest'
import { isFurniture } from '../../../src/core/reading/chrome.ts'

describe('furniture of a page', () => {
  it.each([
    'Show more',
    'See sources',
    'Sign up to our daily newsletter',
    'Sign up for our free newsletter!',
    'Political split',
    'Establishment split:',
    'CRITICAL',
    'PRO',
    'LEFT RIGHT',
    'More neutral establishment stance articles',
    'More left articles',
    'Go Deeper',
    'Version 3',
    'Version 2.1 (updated Aug. 14)',
    'Updated on Aug. 14, 2023 at 10:00',
    'Home | World | Politics',
    'Home World Politics Business',
    'Photo: Jane Roe/Reuters',
    'Image copyright Getty Images',
    'A plume above the crater. Photo: Jane Roe',
    'Crates on the quay. (AP Photo/Jane Roe)',
    'Crates on the quay [Jane Roe/Reuters]',
    'Jane Roe/AFP via Getty Images',
    '© 2024 The Evening Letter',
    '4 min read',
    'By Jane Roe and Joe Marlow',
  ])('%j is known', line => {
    expect(isFurniture(line)).toBe(true)
  })

  it.each([
    'Getty Images sued the firm on Monday.1',
    'The photo was licensed by Getty Images.',
    'Updated figures show 300 dead in the floods.',
    'Version 2 of the bill passed on Monday.',
    'Show more care, the mayor asked.',
    'World Health',
    'Subscribers left in 2023.',
    'More than 300 articles were written.',
    'LEFT:',
    'By noon the port was open.',
    'By Northport',
    'Left',
    'Copyright law was changed on Monday, and the two chambers will vote on the rest of the bill before the summer.',
  ])('%j is not', line => {
    expect(isFurniture(line)).toBe(false)
  })
})
