import { describe, expect, it } from 'vitest'
import { read } from '../../../src/core/reading/read.ts'

/** `label: text | text` of each side, by story, and the lines that problems begin at. */
function sidesOf(...lines: readonly string[]) {
  const { stories, problems } = read(['Bridge Is Closed', 'Facts', '- It is closed.', ...lines].join('\n'), 'a.txt')
  const sides = stories.map(({ title, narratives }) => [
    title,
    ...narratives.map(({ label, paragraphs }) => `${label}: ${paragraphs.map(({ text }) => text).join(' | ')}`),
  ])
  return { sides, lines: problems.map(({ line }) => line) }
}

const TWO = ['Narratives', '', 'Récit de gauche', '', 'It serves cars.', '', 'Récit de droite', '', 'It serves us.']

describe('a name that nobody knows', () => {
  it('names a side where another one stands like it', () => {
    const sides = ['Bridge Is Closed', 'Récit de gauche: It serves cars.', 'Récit de droite: It serves us.']
    expect(sidesOf(...TWO)).toEqual({ sides: [sides], lines: [] })
  })

  it('names none where it stands alone', () => {
    expect(sidesOf('Narratives', '', 'Récit de gauche', '', 'It serves cars.').lines).toEqual([1, 6])
  })

  it('names none beside known names, and nobody gets its text', () => {
    const known = [
      'Narratives',
      '',
      'Left',
      '',
      'It serves cars.',
      '',
      'What happens next',
      '',
      'We wait.',
      '',
      'It rains.',
    ]
    expect(sidesOf(...known)).toEqual({ sides: [['Bridge Is Closed', 'Left: It serves cars.']], lines: [10] })
  })

  // Found by composing 20,000 letters: the second side was read as a story of its own.
  it('names a side below a sentence of nobody, and no story', () => {
    const soiled = TWO.toSpliced(6, 0, 'Somebody said so.')
    expect(sidesOf(...soiled)).toEqual({
      sides: [['Bridge Is Closed', 'Récit de gauche: It serves cars.', 'Récit de droite: It serves us.']],
      lines: [10],
    })
  })

  it('begins no story where a sentence of nobody stands between it and its text', () => {
    const three = [...TWO, '', 'Linke Sicht', 'Somebody said so.', '', 'It serves both.']
    expect(sidesOf(...three)).toEqual({
      sides: [['Bridge Is Closed', 'Récit de gauche: It serves cars.', 'Récit de droite: It serves us.']],
      lines: [14],
    })
  })

  it('is the title of the next story above its head, also with a sentence between them', () => {
    const next = ['', 'Rain Is Here', '', 'We are wet.', '', 'Facts', '- It rains.', ...TWO]
    expect(sidesOf(...TWO, ...next).sides.map(([title]) => title)).toEqual(['Bridge Is Closed', 'Rain Is Here'])
  })

  it('names a side above who holds it, in any case', () => {
    const held = [
      'Narratives',
      '- Left narrative: It serves cars',
      'récit de droite',
      'Provided by Valeurs',
      'It serves us.',
    ]
    expect(sidesOf(...held).sides).toEqual([
      ['Bridge Is Closed', 'Left narrative: It serves cars', 'récit de droite: It serves us.'],
    ])
  })

  it('names a side whose text cites', () => {
    const cited = ['Narratives', 'Récit de droite', 'Provided by Valeurs', 'It serves us.1', 'Sources: 1DW.']
    expect(sidesOf(...cited)).toEqual({ sides: [['Bridge Is Closed', 'Récit de droite: It serves us.']], lines: [] })
  })

  it('is part of a fact among facts', () => {
    const { stories } = read('Bridge Is Closed\nFacts\n- Aid, as provided by Oxfam. It came.\n', 'a.txt')
    expect(stories[0]!.facts.map(({ text }) => text)).toEqual(['Aid, as provided by Oxfam. It came.'])
  })
})

describe('the outlets of a side', () => {
  // Found by the fuzz of 100,000 inputs: signs of bold alone were taken for a name, of which nothing was left.
  it('make no side without a name', () => {
    const nameless = [
      'Narratives',
      '- **',
      'Provided by: [Jacobin](HTTPS://EXAMPLE.ORG/J), The Nation. It serves cars.',
    ]
    const { stories } = read(['T', 'Facts', '- A.', ...nameless, '- ** as provided by DW. It is.'].join('\n'), 'a.txt')
    expect(stories.map(({ narratives }) => narratives)).toEqual([[]])
  })

  it('are read in italics', () => {
    const { stories } = read(
      'T\nFacts\n- A.\nNarratives\n**Left**\n*Provided by: [Jacobin]*\nIt serves cars.\n',
      'a.txt',
    )
    expect(stories[0]!.narratives[0]!.providers).toEqual([{ name: 'Jacobin' }])
  })

  it('are read as Markdown links them', () => {
    const linked = '- Left narrative, as provided by [Jacobin](HTTPS://EXAMPLE.ORG/J) and [The Nation]. It serves cars.'
    const { stories } = read(`T\nFacts\n- A.\nNarratives\n${linked}\n`, 'a.txt')
    expect(stories[0]!.narratives[0]!.providers).toEqual([
      { name: 'Jacobin', url: 'HTTPS://EXAMPLE.ORG/J' },
      { name: 'The Nation' },
    ])
  })
})

describe('a byline', () => {
  it('makes no side of the title above it', () => {
    const { stories } = read('Bridge Is Closed\nProvided by Reuters\n\nFacts\n- It is closed.\n', 'a.txt')
    expect(stories.map(({ title, narratives }) => [title, narratives])).toEqual([['Bridge Is Closed', []]])
  })
})
