import { describe, expect, it } from 'vitest'
import { readDateLine } from '../../../src/core/reading/printed/date-line.ts'

describe('a line that holds a day', () => {
  it.each([
    ['Monday, June 3, 2024', '2024-06-03'],
    ['MONDAY, JUNE 3, 2024', '2024-06-03'],
    ['Mon., Jun. 3, 2024', '2024-06-03'],
    ['Thurs., Jan. 16, 2025', '2025-01-16'],
    ['Sept. 3, 2024', '2024-09-03'],
    ['June 3rd, 2024', '2024-06-03'],
    ['3 June 2024', '2024-06-03'],
    ['3rd of June 2024', '2024-06-03'],
    ['Saturday 24 February 2024', '2024-02-24'],
    ['2024-06-03', '2024-06-03'],
    ['Published on June 3, 2024', '2024-06-03'],
  ])('%j is %s', (line, day) => {
    expect(readDateLine(line)).toEqual({ day })
  })

  it.each(['Monday, June 3', 'June 3', 'June 31, 2024', 'Feb. 29, 2023'])('%j dates no story', line => {
    expect(readDateLine(line)).toEqual({})
  })

  it.each([
    'June 3, 2024 in Review',
    'May 2024 Be Better',
    'Marching On',
    '06/03/2024',
    'The Evening Letter, number 37',
  ])('%j says more than a day, or nothing that is sure', line => {
    expect(readDateLine(line)).toBeUndefined()
  })
})
