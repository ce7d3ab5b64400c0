import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'

const PIECES = [
  '# T\n',
  '## Facts\n',
  '## Narratives\n',
  '### Left\n',
  '## Sources\n',
  '## Updates\n',
  '## Forecast\n',
  '## What\n',
  '---\n',

  'Facts\n',
  'The Spin\n',
  'Sources: ',
  '1A, 2B.',
  'Metaculus Prediction\n',
  'Provided by: ',
  ', as provided by ',
  'id: x\n',

  '- ',
  '• ',
  '* ',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  ' ',
  '  ',
  '\t',
  '\0',
  '\ufeff',
  '\u00a0',
  '\u00ad',
  '\u2028',
  '\ud800',
  '🙂',

  '[',
  ']',
  '(',
  ')',
  '[^1]',
  '[^1]: ',
  '[A](https://b.c)',
  '\\',
  '&#0;',
  '&nbsp;',
  '<b>',
  '```',
  '>',
  '.1',
  '.12',
  '."3',
  '2023.4',

  'U.S. ',
  'St. ',
  'Ltd.',
  ' and ',
  'DW. ',
  'A word',
  'Show more',
  '{',
  '}',
  '"',
  ': ',
  '2023-01-01 added: x',
  '٣',
  'é',
]

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map(pieces => pieces.join('')),
)

/** The lines that an editor's program would number. */
function lineCount(given: string): number {
  return given.split(/\r\n?|\n/).length
}

describe('any text', () => {
  it('is read without an exception, with every problem on a line that exists', () => {
    fc.assert(
      fc.property(text, fc.string(), (given, file) => {
        const lines = read(given, file).problems.map(({ line }) => line)
        expect(lines.filter(line => !(line >= 1 && line <= lineCount(given)))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('gives a story or a problem', () => {
    fc.assert(
      fc.property(text, given => {
        const { stories, problems } = read(given, 'a.md')
        expect(stories.length + problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  it('gives stories whose ids are ASCII, short and distinct, and whose texts are not empty', () => {
    fc.assert(
      fc.property(text, fc.string(), (given, file) => {
        const { stories } = read(`Title\nFacts\n- A.\n${given}`, file)
        expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length)
        for (const story of stories) {
          const texts = [...story.facts, ...story.narratives.flatMap(side => side.paragraphs)].map(cited => cited.text)
          expect(story.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
          expect([story.title, ...texts].filter(each => each.trim() === '')).toEqual([])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('longer than five million characters is refused with the limit', () => {
    const { stories, problems } = read('x'.repeat(5_000_001), 'a.md')
    expect([stories.length, problems[0]!.message]).toEqual([0, expect.stringContaining('at most 5000000 are')])
  })
})

const FRAMES = [
  ['a bare text', '', ''],
  ['a printed fact', 'Title\nFacts\n- ', '\nSources: 1A, 2B.\n'],
  ['printed providers', 'Title\nNarratives\n- Left narrative, as provided by ', '\n'],
  ['printed sources', 'Title\nFacts\n- a.1\nSources: 1', '\n'],
  ['a fact of a document', '# T\n## Facts\n- ', '\n'],
  ['providers of a document', '# T\n## Narratives\n### Left\nProvided by: ', '\n\nx'],
  ['sources of a document', '# T\n## Sources\n[^1]: ', ''],
  ['front matter', '---\ntopics: ', '\n---\n'],
] as const

describe('a text of 300,000 characters', () => {
  // A quadratic reader needs minutes for one of these; a linear one needs milliseconds.
  it.each(FRAMES)('does not slow the reader down in %s', (_, before, after) => {
    const started = performance.now()
    for (const piece of [
      ' ',
      '\n',
      '\0',
      '[',
      '[^1]',
      '[^1] ',
      '\\',
      '&',
      '.1',
      '.1 ',
      '. ',
      '"',
      '- ',
      ', 1',
      ' and ',
      'U.S. ',
      '[[',
      '{',
      'a\n',
    ]) {
      read(before + piece.repeat(300_000 / piece.length) + after, 'a.md')
    }
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})
