import { describe, expect, it } from 'vitest'
import { readFileName } from '../../../src/core/reading/file-name.ts'
import { isId, numbered } from '../../../src/core/reading/slug.ts'

describe('the name of a file', () => {
  it.each([
    ['seeds/2023-08-14-korea-arms.md', { id: 'korea-arms', date: '2023-08-14' }],
    ['korea-arms.txt', { id: 'korea-arms' }],
    ['C:\\news\\2024-02-29 Café in Ürümqi!.md', { id: 'cafe-in-urumqi', date: '2024-02-29' }],
    ['2023-02-29-no-such-day.md', { id: '2023-02-29-no-such-day' }],
    ['2023-13-01.md', { id: '2023-13-01' }],
    ['2023-08-145.md', { id: '2023-08-145' }],
    ["Kim's Don’t.md", { id: 'kims-dont' }],
    ['v1.2.notes', { id: 'v1-2' }],
    ['.md', { id: 'md' }],
  ])('%s gives %j', (file, expected) => {
    expect(readFileName(file)).toEqual(expected)
  })

  it('without ASCII letters gives a hash that stays the same', () => {
    expect(readFileName('seeds/2023-08-14-北朝鮮.md')).toEqual({ id: 'story-e4c7d726', date: '2023-08-14' })
  })

  it('is cut to sixty characters without a hyphen at the end', () => {
    const { id } = readFileName(`${'a'.repeat(59)}-${'b'.repeat(40)}.md`)
    expect(id).toBe('a'.repeat(59))
  })

  it('stays an id when a letter holds many stories', () => {
    const ids = [1, 2, 10, 1000].map(n => numbered('a'.repeat(60), n))
    expect(ids.every(isId) && new Set(ids).size).toBe(4)
  })
})
