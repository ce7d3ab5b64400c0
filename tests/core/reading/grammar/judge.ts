import type { Problem } from '../../../../src/core/story/problem.ts'
import type { Story } from '../../../../src/core/story/story.ts'
import { told } from '../dialects/expected.ts'
import { linesOf } from '../dialects/outcome.ts'
import type { SoiledLetter } from './letter.ts'
import type { PlainStory } from './plain-story.ts'

/** Stories as they were read, with what was complained of; a story without facts is told of, and nothing else of a clean letter. */
export function readingOf(stories: readonly Story[], problems: readonly Problem[]) {
  const complaints = problems.map(({ line, message }) => `${line}: ${message}`)
  return { stories: stories.map(told), complaints: complaints.filter(each => !each.includes('has no facts')) }
}

/** What is wrong with the reading of a soiled letter: sentences that are nowhere, twice, or where they do not belong. */
export function faultsOf(letter: SoiledLetter, stories: readonly Story[], problems: readonly Problem[]): string[] {
  const reported = new Set(problems.flatMap(linesOf))
  const read = stories.flatMap(story => placesOf(story))
  const faults: string[] = []
  const home = homesOf(letter)
  for (const [at, { text, kind }] of letter.lines.entries()) {
    const repeated = letter.lines.findIndex(line => line.text === text) < at
    if (kind === 'furniture' || repeated) continue
    for (const word of markersOf(text)) {
      const found = read.filter(place => place.words.includes(word))
      const allowed = home.get(word) ?? []
      const wrong = found.find(({ story, place }) => !allowed.includes(`${story}/${place}`))
      if (wrong !== undefined) faults.push(`line ${at + 1}: ${word} stands in ${wrong.story}/${wrong.place}`)
      if (found.length > 1) faults.push(`line ${at + 1}: ${word} stands ${found.length} times`)
      if (found.length === 0 && !reported.has(at + 1)) faults.push(`line ${at + 1}: ${word} is nowhere`)
    }
  }
  return [...faults, ...creditsOf(letter, stories, reported)]
}

interface Place {
  /** The words of the title, which tell the story. */
  readonly story: string
  readonly place: string
  readonly words: readonly string[]
}

function placesOf({ title, facts, narratives, forecast }: Pick<Story, keyof PlainStory>): Place[] {
  const story = markersOf(title).join()
  const place = (name: string, texts: readonly { readonly text: string }[]): Place => ({
    story,
    place: name,
    words: texts.flatMap(({ text }) => markersOf(text)),
  })
  return [
    { story, place: 'title', words: markersOf(title) },
    place('facts', facts),
    ...narratives.map(({ label, providers, paragraphs }) =>
      place(`${label} (${providers.map(({ name }) => name).join()})`, paragraphs),
    ),
    ...(forecast === undefined ? [] : [place('forecast', [forecast.text])]),
  ]
}

/** Where each word may stand. */
function homesOf({ stories, lines, strays, dialect }: SoiledLetter): ReadonlyMap<string, readonly string[]> {
  const homes = new Map<string, string[]>()
  for (const { story, place, words } of stories.flatMap(placesOf)) {
    for (const word of words) homes.set(word, [`${story}/${place}`])
  }
  for (const at of strays) {
    const allowed = homesOfStray(at)
    for (const word of markersOf(lines[at]!.text)) homes.set(word, allowed)
  }
  return homes

  /** Nobody can tell a plain sentence among plain facts from a fact, nor one below a bare label from what is held. */
  function homesOfStray(at: number): string[] {
    const meant = (line: { readonly kind: string }): boolean =>
      !['blank', 'furniture', 'rest', 'stray'].includes(line.kind)
    const above = lines.slice(0, at).findLast(meant)
    const below = lines.slice(at).find(meant)
    const placed = stories[above?.story ?? -1]
    if (above === undefined || placed === undefined) return []
    const story = markersOf(placed.title).join()
    const amongFacts = above.kind === 'fact' || below?.kind === 'fact'
    // Beside another line, the number of a list of one is a word of its sentence, and both lines are plain.
    const plain = dialect.bullet === '' || (dialect.bullet === '1. ' && placed.facts.length === 1)
    if (plain && amongFacts) return [`${story}/facts`]
    // Its outlets may stand behind it.
    if (above.kind === 'label')
      return placesOf(placed).flatMap(({ place }) =>
        [place, place.replace(/\(.*\)$/u, '()')].map(name => `${story}/${name}`),
      )
    return above.kind === 'head' && /metaculus/iu.test(above.text) ? [`${story}/forecast`] : []
  }
}

/** Citations and sources that are not as they were printed, without a problem about it. */
function creditsOf({ stories, lines }: SoiledLetter, read: readonly Story[], reported: ReadonlySet<number>): string[] {
  const faults: string[] = []
  const isSaid = (word: string): boolean =>
    lines.some(({ text }, at) => markersOf(text).includes(word) && reported.has(at + 1))
  for (const { title, facts, sources } of read) {
    const printed = stories.find(story => markersOf(story.title).join() === markersOf(title).join())
    for (const fact of facts) {
      const [word = ''] = markersOf(fact.text)
      const meant = printed?.facts.find(({ text }) => markersOf(text).includes(word))
      const names = (given: Pick<PlainStory, 'sources'> | undefined, cites: readonly number[]) =>
        cites.map(n => given?.sources.find(source => source.n === n)?.outlet).join()
      const cites = meant === undefined ? '' : names(printed, meant.cites)
      if (names({ sources: [...sources] }, fact.cites) !== cites && !isSaid(word)) {
        faults.push(`${word} cites ${names({ sources: [...sources] }, fact.cites)} instead of ${cites}`)
      }
    }
  }
  return faults
}

function markersOf(text: string): string[] {
  const plain = text.replaceAll('\u00ad', '').toLowerCase()
  return plain.match(/(?<![a-z])z[aeiou][bcdfgklmnprstvz][aeiou][bcdfgklmnprstvz](?![a-z])/gu) ?? []
}
