import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'
import { writeDocument } from '../../../src/core/reading/write.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { storyArbitrary } from '../story-arbitrary.ts'

const SMALL: Story = { id: 'ports', title: 'Ports', topics: [], facts: [], narratives: [], updates: [], sources: [] }

describe('writing a story and reading it again', () => {
  it('gives the same story, whatever it says', () => {
    fc.assert(
      fc.property(storyArbitrary({ narrativeCharacters: 2000 }), story => {
        expect(read(writeDocument(story), 'story.md').stories).toStrictEqual([story])
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same story at full length', () => {
    const long = storyArbitrary().filter(({ narratives }) =>
      narratives.some(side => side.paragraphs[0]!.text.length > 2000),
    )
    fc.assert(
      fc.property(long, story => {
        expect(read(writeDocument(story), 'story.md').stories).toStrictEqual([story])
      }),
      { numRuns: 20 },
    )
  })

  it('finds no fault with it except sources that are never cited and parts that are not there', () => {
    fc.assert(
      fc.property(storyArbitrary({ narrativeCharacters: 500 }), story => {
        const cites = [
          ...story.facts,
          ...story.narratives.flatMap(side => side.paragraphs),
          ...story.updates.map(({ text }) => text),
        ]
        const cited = new Set([...cites, ...(story.forecast ? [story.forecast.text] : [])].flatMap(text => text.cites))
        const uncited = story.sources.filter(({ n }) => !cited.has(n)).length
        const missing = [story.facts, story.narratives].filter(part => part.length === 0).length
        expect(read(writeDocument(story), 'story.md').problems).toHaveLength(uncited + missing)
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    ['- a bullet'],
    ['# a title'],
    ['## Facts'],
    ['[^1]: [X](https://example.org)'],
    ['[^1]'],
    ['a [^1] b'],
    ['\\[^1] \\\\'],
    ['ends in a backslash \\'],
    ['{braces} and [brackets]'],
    ['first line\nsecond line\n- third line'],
    ['blank\n\nline'],
    ['space \n around'],
    ['backslash\\\n then a break'],
    ['Provided by: [X]'],
    ['--- \n---'],
    ['&amp; &nbsp; &#10;'],
    ['no\u00a0break and so\u00adft'],
    ['1. one'],
    ['• a dot'],
    ['<!-- gone -->'],
    ['```\ncode\n```'],
  ])('keeps the text %j in a fact and in a narrative', text => {
    const said = { text, cites: [] }
    const narrative = {
      label: 'Left',
      stance: 'left',
      axis: 'left-right',
      providers: [],
      paragraphs: [said, said],
    } as const
    const story = { ...SMALL, facts: [said], narratives: [narrative] }
    expect(read(writeDocument(story), 'ports.md')).toStrictEqual({ stories: [story], problems: [] })
  })

  it('writes what an editor would write', () => {
    const story: Story = {
      ...SMALL,
      date: '2023-08-14',
      topics: ['ports', 'labor-unions'],
      facts: [{ text: 'The port is shut.', cites: [1, 3] }],
      narratives: [
        {
          label: 'Union view',
          stance: 'other',
          axis: 'other',
          providers: [
            { name: 'AntiWar', url: 'https://example.org/a', rating: 'LR: 5 CP: 1' },
            { name: 'The Post, Ltd.' },
          ],
          paragraphs: [{ text: 'Pay first.', cites: [3] }],
        },
      ],
      sources: [
        { n: 1, outlet: 'DW', url: 'https://example.org/1', rating: 'LR: 3 CP: 3', title: 'Shut' },
        { n: 3, outlet: '7News' },
      ],
    }
    expect(writeDocument(story)).toBe(`---
id: ports
date: 2023-08-14
topics: [ports, labor-unions]
---

# Ports

## Facts
- The port is shut.[^1][^3]

## Narratives
### Union view
Provided by: [AntiWar](https://example.org/a) {LR: 5 CP: 1}, [The Post, Ltd.]

Pay first.[^3]

## Sources
[^1]: [DW](https://example.org/1) {LR: 3 CP: 3} Shut
[^3]: [7News]
`)
  })
})
