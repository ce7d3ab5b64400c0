import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'
import { describeProblem } from '../../../src/core/story/problem.ts'
import { lostWords } from './accounted.ts'

const PORTS = `---
id: ports-2023
date: 2023-08-14
topics: [north-port, Labor Unions]
image:
  url: https://example.org/p.jpg
  alt: Cranes at dawn
---
# Port crews refuse a final offer

## Facts
- The authority said crews refused.[^1][^3]
- Crews had voted
  on Sunday.[^2]

## Narratives
### Establishment-critical narrative
Provided by: [AntiWar](https://example.org/a_(b)), [The St. Louis Post, Ltd.]

Driverless cranes invite
the strike they claim to end.[^2]

A second paragraph.

### Pro-establishment narrative
Provided by: [DW]

Patience has run out.

## Forecast
Provided by: [Metaculus](https://example.org/q)

There is a 13% chance of a deal.

## Updates
- 2023-08-16 corrected: the vote was on Sunday.[^2]

## Sources
[^1]: [Al Jazeera](https://example.org/1) Crews refuse
[^2]: [Korea Herald]
[^3]: [7News](https://example.org/3)
`

function messages(text: string, file = 'seeds/ports.md'): string[] {
  return read(text, file).problems.map(describeProblem)
}

describe('a story document', () => {
  it('is read whole', () => {
    expect(read(PORTS, 'seeds/whatever.md')).toEqual({
      problems: [],
      stories: [
        {
          id: 'ports-2023',
          date: '2023-08-14',
          topics: ['north-port', 'labor-unions'],
          image: { url: 'https://example.org/p.jpg', alt: 'Cranes at dawn' },
          title: 'Port crews refuse a final offer',
          facts: [
            { text: 'The authority said crews refused.', cites: [1, 3] },
            { text: 'Crews had voted on Sunday.', cites: [2] },
          ],
          narratives: [
            {
              label: 'Establishment-critical narrative',
              stance: 'critical',
              axis: 'establishment',
              providers: [{ name: 'AntiWar', url: 'https://example.org/a_(b)' }, { name: 'The St. Louis Post, Ltd.' }],
              paragraphs: [
                { text: 'Driverless cranes invite the strike they claim to end.', cites: [2] },
                { text: 'A second paragraph.', cites: [] },
              ],
            },
            {
              label: 'Pro-establishment narrative',
              stance: 'pro',
              axis: 'establishment',
              providers: [{ name: 'DW' }],
              paragraphs: [{ text: 'Patience has run out.', cites: [] }],
            },
          ],
          forecast: {
            providers: [{ name: 'Metaculus', url: 'https://example.org/q' }],
            text: { text: 'There is a 13% chance of a deal.', cites: [] },
          },
          updates: [{ date: '2023-08-16', kind: 'corrected', text: { text: 'the vote was on Sunday.', cites: [2] } }],
          sources: [
            { n: 1, outlet: 'Al Jazeera', url: 'https://example.org/1', title: 'Crews refuse' },
            { n: 2, outlet: 'Korea Herald' },
            { n: 3, outlet: '7News', url: 'https://example.org/3' },
          ],
        },
      ],
    })
  })

  it.each([
    ['Windows line ends', PORTS.replaceAll('\n', '\r\n')],
    ['a byte-order mark', `\ufeff${PORTS}`],
    ['the other heads', PORTS.replace('## Facts', '## The Facts').replace('## Narratives', '## The Spin')],
    ['stars for bullets', PORTS.replace(/^- /gm, '* ')],
    ['rules between its sections', PORTS.replaceAll('\n## ', '\n---\n\n## ')],
  ])('is the same with %s', (_, text) => {
    expect(read(text, 'a.md')).toEqual(read(PORTS, 'a.md'))
  })

  it.each<[string, string, string, number, string]>([
    [
      'an unknown section',
      '## Forecast',
      '## Opinions',
      30,
      'From "## Opinions" to line 33: this is not read, because no section has that name.',
    ],
    ['a citation beyond the sources', '[^1][^3]', '[^1][^9]', 12, 'Fact 1 cites [9], but there are 3 sources.'],
    ['a source that nothing cites', '[^1][^3]', '[^1]', 41, 'Nothing cites source 3, 7News.'],
    [
      'a number given twice',
      '[^3]: [7News]',
      '[^2]: [7News]',
      41,
      'Source 2 is Korea Herald on line 40 and 7News here; the first one counts.',
    ],
    [
      'an address that cannot be linked',
      'https://example.org/1',
      'javascript:alert(1)',
      39,
      'only http and https can be linked',
    ],
    [
      'an address with a space',
      'https://example.org/1',
      'https://example.org/1 2',
      39,
      'which is no whole address: it has a space in it',
    ],
    ['an outlet without a name', '[Korea Herald]', '[](https://example.org/2)', 40, 'Source 2 names no outlet.'],
    [
      'a citation inside a sentence',
      'authority said',
      'authority[^2] said',
      12,
      '[^2] stands inside the text "The authority said crews refused."',
    ],
    ['a citation that is no number', 'refused.[^1]', 'refused.[^a][^1]', 12, '[^a] is no number'],
    [
      'an outlet without brackets',
      'Provided by: [DW]',
      'Provided by: DW and CNN',
      26,
      'Write Provided by: [DW], [CNN]',
    ],
    [
      'providers below the text',
      'A second paragraph.',
      'Provided by: [CNN]',
      23,
      'stands once, directly below the name',
    ],
    ['a fact without a bullet', '- Crews had', '\nCrews had', 14, 'A fact is a bullet'],
    [
      'a narrative without text',
      '\nPatience has run out.\n',
      '',
      25,
      'Lines 25 to 26 are left out, because "Pro-establishment narrative" has no text',
    ],
    ['a quotation in a narrative', 'Patience has', '> Patience has', 28, '"> Patience has run out." is not read.'],
    [
      'printed sources in a section',
      '- Crews had',
      'Sources: 1Vox, 2CNN.\n- Crews had',
      13,
      '"Sources: 1Vox, 2CNN." is not read.',
    ],
    ['an update without a day', '2023-08-16 corrected', 'corrected', 36, 'An update is a bullet with its day'],
    ['an update on a day that is not', '2023-08-16', '2023-02-30', 36, 'An update is a bullet with its day'],
    ['a source without brackets', '[^2]: [Korea Herald]', '[^2]: Korea Herald', 40, 'Write [^2]: [Korea Herald]'],
    ['a line among the sources', '[^2]: [Korea', 'See also\n[^2]: [Korea', 40, '"See also" is not read.'],
    ['an id that is no id', 'ports-2023', 'Ports_2023', 2, 'An id is 1 to 60 of a-z and 0-9'],
    ['a day that is not', '2023-08-14', '14.8.2023', 3, 'year, month and day: 2023-08-14'],
    ['an unknown field', 'topics:', 'tags:', 4, 'has a field "tags" that is not known'],
    ['an image without words', 'alt:', 'caption:', 5, 'The image is not complete.'],
  ])('reports %s with its line, and is still served', (_, from, to, line, message) => {
    const { stories, problems } = read(PORTS.replace(from, to), 'a.md')
    const named = problems.filter(problem => problem.line === line && problem.message.includes(message))
    expect([stories.length, named.length]).toEqual([1, 1])
  })

  it('reports all problems at once, in the order of their lines', () => {
    const text = PORTS.replace('[^1][^3]', '[^1][^9]')
      .replace('## Forecast', '## Opinions')
      .replace('ports-2023', 'Ports')
    expect(messages(text)).toEqual([
      `seeds/ports.md:2  The id is "Ports". An id is 1 to 60 of a-z and 0-9 with single hyphens between them, such as korea-arms-2023-08; until then the id comes from the file's name.`,
      'seeds/ports.md:12  Fact 1 cites [9], but there are 3 sources. Add source 9, or correct the number.',
      'seeds/ports.md:30  From "## Opinions" to line 33: this is not read, because no section has that name. The sections are Facts, Narratives, Forecast, Updates and Sources.',
      'seeds/ports.md:41  Nothing cites source 3, 7News. Cite it where it was used, or take it out.',
    ])
  })

  it.each([
    ['without a title', PORTS.replace('# Port crews refuse a final offer', ''), 'has no title'],
    ['with a title only', '# Ports\n', 'neither facts nor narratives'],
    ['with front matter only', '---\nid: a\n---\n', 'neither facts nor narratives'],
  ])('%s is not served', (_, text, message) => {
    const { stories, problems } = read(text, 'a.md')
    expect([stories.length, problems.some(problem => problem.message.includes(message))]).toEqual([0, true])
  })

  it('holds one story: a second title and what follows it are reported', () => {
    const { stories, problems } = read(`${PORTS}\n# Another\n\n## Facts\n- B.\n`, 'a.md')
    expect([stories, problems.map(({ line }) => line)]).toEqual([read(PORTS, 'a.md').stories, [43]])
  })

  it('reads front matter as written: no is not false, and a number is a word', () => {
    const { stories } = read('---\nid: 2023\ntopics: [no, 1984]\n---\n# T\n## Facts\n- A.\n', 'a.md')
    expect([stories[0]!.id, stories[0]!.topics]).toEqual(['2023', ['no', '1984']])
  })

  it.each([
    [
      'broken YAML',
      '---\nid: [a\n---\n# T\n## Facts\n- A.\n',
      1,
      'Lines 1 to 3 are front matter that cannot be read as YAML',
    ],
    // Found by mixing pages: the whole story was lost, and only one of its lines was named.
    [
      'a lost second fence',
      '---\ntopics: [a]\nTitle\n\n- A fact.\n\n- Another.\n---\n# T\n## Facts\n- A.\n',
      1,
      'Lines 1 to 8 are front matter',
    ],
    ['a list of aliases', '---\nid: &a x\ntopics: [*a, *a]\n---\n# T\n## Facts\n- A.\n', 1, 'cannot be read as YAML'],
    ['no end', '---\nid: a\n# T\n## Facts\n- A.\n', 1, 'is not closed'],
  ])('says what is wrong with front matter that has %s', (_, text, line, message) => {
    expect(messages(text, 'a.md')[0]).toMatch(new RegExp(`^a\\.md:${line} .*${message}`))
  })

  it('loses no word, whatever the order of its lines', () => {
    const body = PORTS.split('\n')
      .slice(8)
      .filter(line => !line.startsWith('# '))
    const noise = [
      '## Opinions',
      '### ',
      '#### Deep',
      '> quoted',
      'Stray words',
      '- A bullet [^1] in the middle',
      '[^4]: Vox',
      '[^x]: [Y]',
      '# A second title',
      'Provided by: nobody',
    ]
    const lines = fc.array(fc.constantFrom(...body, ...body, ...noise), { maxLength: 30 })
    fc.assert(
      fc.property(lines, given => {
        const { stories, problems } = read(`# T\n## Facts\n- One.\n${given.join('\n')}`, 'a.md')
        expect(lostWords(given, 4, stories, problems)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
