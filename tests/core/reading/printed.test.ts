import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'
import { lostWords } from './accounted.ts'

function specimen(name: string): string {
  return readFileSync(new URL(`specimens/${name}`, import.meta.url), 'utf8')
}

const STRIKE = specimen('harbor-strike.txt')
const LETTER = specimen('evening-letter.txt')

describe('a story pasted from a page', () => {
  const { stories, problems } = read(STRIKE, 'seeds/2024-09-03-harbor-strike.txt')
  const story = stories[0]!
  const printed = STRIKE.split('\n')

  it('is one story without a problem', () => {
    expect([stories.length, problems]).toEqual([1, []])
  })

  it('takes its id and day from the name of its file', () => {
    expect([story.id, story.date]).toEqual(['harbor-strike', '2024-09-03'])
  })

  it('keeps its title word for word', () => {
    expect(story.title).toBe(printed[0])
  })

  it('keeps every fact word for word, with the number of its source', () => {
    const facts = story.facts.map(({ text, cites }) => `- ${text}${cites.join()}`)
    expect(facts).toEqual(printed.slice(2, 8))
  })

  it('names its sources in order', () => {
    expect(story.sources).toEqual([
      { n: 1, outlet: 'Al Jazeera' },
      { n: 2, outlet: 'Wall Street Journal' },
      { n: 3, outlet: 'St. Louis Post-Dispatch' },
      { n: 4, outlet: 'FOX News' },
      { n: 5, outlet: 'The Times of Israel' },
      { n: 6, outlet: 'Bloomberg' },
    ])
  })

  it('keeps every narrative word for word, with its name and who holds it', () => {
    const narratives = story.narratives.map(({ label, providers, paragraphs }) => {
      const names = providers.map(({ name }) => name).join(' and ')
      return `- ${label}, as provided by ${names}. ${paragraphs.map(({ text }) => text).join()}`
    })
    expect(narratives).toEqual(printed.slice(10))
  })

  it('knows where each side stands', () => {
    expect(story.narratives.map(({ stance, axis }) => [stance, axis])).toEqual([
      ['critical', 'establishment'],
      ['pro', 'establishment'],
    ])
  })

  it.each([
    ['Windows line ends', STRIKE.replaceAll('\n', '\r\n')],
    ['old Mac line ends', STRIKE.replaceAll('\n', '\r')],
    ['a byte-order mark', `\ufeff${STRIKE}`],
    ['no-break spaces', STRIKE.replaceAll(' ', '\u00a0')],
    ['soft hyphens', STRIKE.replaceAll('er', 'e\u00adr')],
    ['dots for bullets', STRIKE.replace(/^- /gm, '• ')],
    ['stars for bullets', STRIKE.replace(/^- /gm, '* ')],
    ['the other heads', STRIKE.replace('\nFacts', '\nThe Facts').replace('\nNarratives', '\nThe Spin')],
    ['heads in capitals with colons', STRIKE.replace('\nFacts', '\nFACTS:').replace('\nNarratives', '\nNARRATIVES:')],
    [
      'the heads of a Markdown page',
      `# ${STRIKE.replace('\nFacts', '\n\n## Facts').replace('\nNarratives', '\n\n## Narratives')}`,
    ],
    [
      'heads in bold below a Markdown title',
      `## ${STRIKE.replace('\nFacts', '\n**Facts**').replace('\nNarratives', '\n**Narratives**').replace('Sources:', '**Sources:**')}`,
    ],
    ['blank lines everywhere', STRIKE.replaceAll('\n', '\n\n')],
    ['trailing spaces', STRIKE.replaceAll('\n', '   \n')],
    ['buttons of the page', STRIKE.replaceAll('\n', '\nShow more\n')],
    ['its lines wrapped', STRIKE.replace(/, (?=[a-z])/g, ',\n')],
    ['its lines wrapped and indented', STRIKE.replace(/(?<=^- .*)\. (?=[A-Z][a-z]+ [a-z])/gm, '.\n  ')],
  ])('is the same with %s', (_, text) => {
    expect(read(text, 'seeds/2024-09-03-harbor-strike.txt')).toEqual({ stories, problems })
  })

  it('keeps curly quotes as they are printed', () => {
    const curly = STRIKE.replaceAll(/"([^"]*)"/g, '“$1”').replaceAll("'s", '’s')
    const read1 = read(curly, 'a.txt')
    expect([read1.problems, read1.stories[0]!.facts[0]!.text]).toEqual([[], curly.split('\n')[2]!.slice(2, -1)])
  })

  it('takes id, day and topics from front matter above it', () => {
    const text = `---\nid: northport\ndate: 2024-09-02\ntopics: [ports]\n---\n${STRIKE}`
    const { id, date, topics } = read(text, 'a.txt').stories[0]!
    expect([id, date, topics]).toEqual(['northport', '2024-09-02', ['ports']])
  })
})

describe('a letter with several stories', () => {
  const { stories, problems } = read(LETTER, 'letters/2024-06-03-evening-letter.txt')

  it('gives each story an id of its own', () => {
    expect(stories.map(({ id }) => id)).toEqual(['evening-letter', 'evening-letter-2'])
  })

  it('finds the title above each', () => {
    expect(stories.map(({ title }) => title)).toEqual([
      'Council Votes to Keep the Night Buses',
      'Lake Reopens After a Summer of Algae',
    ])
  })

  it('reads each list of sources by itself', () => {
    expect(stories.map(({ sources }) => sources.map(({ outlet }) => outlet))).toEqual([
      ['Yahoo! News', 'The Guardian', '7News', '9to5Mac'],
      ['Reuters', 'Voice of America'],
    ])
  })

  it('reads two citations that stand together', () => {
    expect(stories.map(({ facts }) => facts.map(({ cites }) => cites))).toEqual([
      [[1], [2], [3, 4]],
      [[1, 2], [2]],
    ])
  })

  it('keeps forecasters out of the sides', () => {
    expect(stories.map(({ forecast, narratives }) => [forecast?.providers[0]?.name, narratives.length])).toEqual([
      ['Metaculus', 2],
      ['Metaculus Prediction Community', 2],
    ])
  })

  it('names the one line that belongs to no story', () => {
    expect(problems).toEqual([
      {
        file: 'letters/2024-06-03-evening-letter.txt',
        line: 2,
        message:
          '"The Evening Letter, number 37" is not read. Begin it with "- " below Facts or Narratives if it belongs to a story, or take it out.',
      },
    ])
  })
})

const SIDES = 'Narratives\n- Left narrative, as provided by Vox. One.\n- Right narrative, as provided by DW. Two.'

describe('the day of a printed story', () => {
  const dated = `June 3, 2024\nTitle\nFacts\n- It opened. Reuters\n${SIDES}`

  it.each([
    ['the date line, which counts more than the name of the file', dated, '2024-06-03'],
    ['the front matter, which counts more than the date line', `---\ndate: 2024-06-05\n---\n${dated}`, '2024-06-05'],
    ['the name of the file without either', dated.slice(dated.indexOf('\n') + 1), '2024-06-07'],
    ['the line below its title', dated.replace('June 3, 2024\nTitle', 'Title\n4 June 2024'), '2024-06-04'],
  ])('is that of %s', (_, text, day) => {
    expect(read(text, '2024-06-07-a.txt').stories[0]!.date).toBe(day)
  })

  it('is one for all stories of a letter, and a new one from the next date line on', () => {
    const text = `${dated}\n\n${dated.slice(13)}\n\n${dated.replace('June 3', 'June 4')}`
    expect(read(text, 'a.txt').stories.map(({ date }) => date)).toEqual(['2024-06-03', '2024-06-03', '2024-06-04'])
  })
})

describe('outlets behind facts', () => {
  function sourcesOf(facts: string, list = ''): unknown[] {
    const { facts: read1, sources } = read(`Title\nFacts\n${facts}\n${list}\n${SIDES}`, 'a.txt').stories[0]!
    return [read1.map(({ cites }) => cites), sources]
  }

  it('are numbered as they come, each outlet once', () => {
    expect(sourcesOf('- It opened. Reuters\n- It closed. Vox (LR: 1 CP: 3), Reuters')).toEqual([
      [[1], [2, 1]],
      [
        { n: 1, outlet: 'Reuters' },
        { n: 2, outlet: 'Vox', rating: 'LR: 1 CP: 3' },
      ],
    ])
  })

  it('are the sources of the list where it names them, and come behind it otherwise', () => {
    expect(sourcesOf('- It opened.1\n- It closed. Vox and CNN', 'Sources: 1Reuters, 2Vox.')).toEqual([
      [[1], [2, 3]],
      [
        { n: 1, outlet: 'Reuters' },
        { n: 2, outlet: 'Vox' },
        { n: 3, outlet: 'CNN' },
      ],
    ])
  })

  it('are two where two ratings or letters tell two articles apart', () => {
    const facts = '- It opened. Vox (LR: 1 CP: 3)\n- It closed. Vox (LR: 2 CP: 3)\n- It rained. Vox (a)'
    expect(sourcesOf(facts)[0]).toEqual([[1], [2], [3]])
  })
})

describe('a fact that looks like something else', () => {
  it.each([
    'Left: the ship sailed at noon. Right: it came back.',
    'Left narrative or right, nobody asked the crews.',
    'Facts: there are three, the judge said.',
    'Sources close to the union said nothing.',
    'Narrative A: so the court calls the first account.',
  ])('stays whole: %j', text => {
    const { stories, problems } = read(STRIKE.replace(/(?<=- )A day earlier.*(?=6$)/m, text), 'a.txt')
    expect([stories[0]!.facts[5], problems]).toEqual([{ text, cites: [6] }, []])
  })
})

describe('what is not understood', () => {
  it('is never in a narrative', () => {
    const text = `${STRIKE}\nOur reporters have won nine prizes this year\nWrite to us\n- And a bullet about us.`
    const { stories, problems } = read(text, 'a.txt')
    expect([stories[0]!.narratives, problems.map(({ line }) => line)]).toEqual([
      read(STRIKE, 'a.txt').stories[0]!.narratives,
      // What stands below a line that could name a side is told of with it.
      [13, 14],
    ])
  })

  it.each([
    [
      'a citation beyond the sources',
      STRIKE.replace('terminals.1', 'terminals.9'),
      3,
      'Fact 1 cites [9], but there are 6 sources.',
    ],
    [
      'a source that nothing cites',
      STRIKE.replace('terminals.1', 'terminals.'),
      9,
      'Nothing cites source 1, Al Jazeera.',
    ],
    [
      'a decimal that may be a citation',
      STRIKE.replace('hazards.5', 'hazards in 2019.2'),
      7,
      '"2019.2" is kept as text.',
    ],
    [
      'a source with a comma and a number',
      STRIKE.replace('2Wall', '2Forbes, 20 Wall'),
      9,
      'holds a comma and a number',
    ],
    [
      'a narrative without a name',
      STRIKE.replace('Pro-establishment narrative, as provided by U.S. News and DW. ', ''),
      12,
      'A narrative begins with its name',
    ],
    [
      'an outlet below the list of sources',
      STRIKE.replace('\nNarratives', '\nReuters\nNarratives'),
      10,
      '"Reuters" is not read.',
    ],
    [
      'a wrapped line below the list of sources',
      STRIKE.replace('\nNarratives', '\n  and so on\nNarratives'),
      10,
      'not read',
    ],
    ['a day without its year', STRIKE.replace('\nFacts', '\nSept. 3\nFacts'), 2, '"Sept. 3" is not read.'],
  ])('is a problem and the story is served: %s', (_, text, line, message) => {
    const { stories, problems } = read(text, 'a.txt')
    const named = problems.some(problem => problem.line === line && problem.message.includes(message))
    expect([stories.length, named]).toEqual([1, true])
  })

  it.each([
    ['a story without a title', STRIKE.slice(STRIKE.indexOf('\n') + 1), 'has no title'],
    ['heads with nothing below them', 'Title\nFacts\nNarratives', 'neither facts nor narratives'],
    ['nothing but noise', 'Some words.\nSome more.', 'there is no story in it'],
    ['nothing at all', '', 'There is nothing to read'],
    ['white space', '\n\n \u00a0\n', 'There is nothing to read'],
  ])('is a problem and no story: %s', (_, text, message) => {
    const { stories, problems } = read(text, 'a.txt')
    expect([stories.length, problems.some(problem => problem.message.includes(message))]).toEqual([0, true])
  })

  it('is in a problem when it is in no story, whatever the order of the lines', () => {
    const lines = fc.constantFrom(
      ...STRIKE.split('\n'),
      ...LETTER.split('\n'),
      '',
      '  wrapped below its bullet',
      'a broken line',
      'STRAY WORDS',
      '- stray bullet',
      'Narrative A. Short.',
      'Sources:',
      '1Vox',
      '## Updates',
      '---',
      'Forecast',
    )
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 30 }), given => {
        const { stories, problems } = read(`Title\nFacts\n- One.\n${given.join('\n')}`, 'a.txt')
        // A title that is printed again is said once.
        const titles = new Set(stories.map(({ title }) => title))
        const lost = lostWords(
          given.map(line => (titles.has(line) ? '' : line)),
          4,
          stories,
          problems,
        )
        expect(lost).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
