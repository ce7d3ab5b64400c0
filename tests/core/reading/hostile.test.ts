import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'
import { inputOf, specimens } from '../../bench/robust-inputs.ts'
import { brokenPromises } from '../../bench/robust-promises.ts'

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

  it('longer than 500,000 characters is refused with the limit', () => {
    const { stories, problems } = read('x'.repeat(500_001), 'a.md')
    expect([stories.length, problems[0]!.message]).toEqual([
      0,
      'The text has 500,001 characters and is not read; at most 500,000 are. Divide it into files of one story each.',
    ])
  })

  it('with a story that no chat could show is refused with its size', () => {
    const { stories, problems } = read(`# T\n\n## Facts\n- ${'A word. '.repeat(7_000)}\n`, 'a.md')
    expect([stories.length, problems.map(({ message }) => message)]).toEqual([
      0,
      [
        'Lines 1 to 4 are left out, because "T" has 56,000 characters, and a story has at most 50,000. Tell less, or divide it into several stories.',
      ],
    ])
  })

  it('with a story of a thousand facts is refused with their number', () => {
    const { problems } = read(`# T\n\n## Facts\n${'- A.\n\n'.repeat(1_000)}`, 'a.md')
    expect(problems[0]!.message).toContain('"T" has 1,000 facts, paragraphs, outlets and sources, and a story has at')
  })

  it('with more stories than anybody reads gives the first 200 and says how many there are', () => {
    const { stories, problems } = read('T\nFacts\n- A fact.\n\n'.repeat(300), 'a.md')
    expect([stories.length, problems.at(-1)!.message]).toEqual([200, expect.stringContaining('more problems')])
  })

  it('with thousands of problems tells the first 200 and how many there are', () => {
    const { problems } = read(`# T\n\n## Facts\n${'stray\n\n- A.[^9]\n\n'.repeat(200)}`, 'a.md')
    expect([problems.length, problems.at(-1)!.message]).toEqual([
      201,
      expect.stringMatching(/^From here on there are \d+ more problems\. Mend those above first\.$/),
    ])
  })

  it('is quoted in a message only in part, and the advice stays', () => {
    const { problems } = read(`# T\n\n## Facts\n- A.\n\n## Sources\n[^1]: [${'x'.repeat(10_000)}]\n`, 'a.md')
    const unused = problems.find(({ message }) => message.startsWith('Nothing cites source 1'))!
    expect([
      unused.message.length < 700,
      unused.message.endsWith('Cite it where it was used, or take it out.'),
    ]).toEqual([true, true])
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

describe('any bytes', () => {
  // `npm run bench -- robust` sends 100,000 the same way.
  it('break no promise on their way from a file to a story and back', () => {
    const from = specimens()
    const broken = Array.from({ length: 300 }, (_, n) => ({ n, promises: brokenPromises(inputOf(1, n, from)) }))
    expect(broken.filter(({ promises }) => promises.length > 0)).toEqual([])
  })
})

describe('a text of 20,000 characters', { timeout: 10_000 }, () => {
  // A quadratic reader needs minutes for all of these; a linear one needs milliseconds.
  it.each(FRAMES)('does not slow the reader down in %s', (_, before, after) => {
    const pieces = [
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
    ]
    const readings = [...pieces, '[[', '{', 'a\n'].map(piece =>
      read(before + piece.repeat(20_000 / piece.length) + after, 'a.md'),
    )
    expect(readings.filter(({ stories, problems }) => stories.length + problems.length === 0)).toEqual([])
  })
})
