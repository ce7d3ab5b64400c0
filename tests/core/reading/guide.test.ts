import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'
import { imbalances } from '../../../src/core/story/balance.ts'

const GUIDE = readFileSync(new URL('../../../docs/story-documents.md', import.meta.url), 'utf8')
const [document, printed] = [...GUIDE.matchAll(/```(?:markdown|text)\n(.*?)```/gs)].map(match => match[1]!)

describe('the guide for editors', () => {
  it.each([
    ['document', document!],
    ['printed form', printed!],
  ])('shows a %s that is read without a problem', (_, example) => {
    const { stories, problems } = read(example, 'a.md')
    expect([stories.length, problems]).toEqual([1, []])
  })

  it('shows stories that a digest takes', () => {
    expect([document!, printed!].map(example => read(example, '2024-09-03-a.md').stories.map(imbalances))).toEqual([
      [[]],
      [[]],
    ])
  })

  it('shows the same sides in both forms', () => {
    const sides = [document!, printed!].map(example => read(example, 'a.md').stories[0]!.narratives)
    expect(sides.map(each => each.map(({ label }) => label))).toEqual([
      ['Establishment-critical narrative', 'Pro-establishment narrative'],
      ['Establishment-critical narrative', 'Pro-establishment narrative'],
    ])
  })
})
