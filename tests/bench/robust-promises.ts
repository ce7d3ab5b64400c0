import { isDeepStrictEqual } from 'node:util'
import { isWebAddress } from '../../src/core/reading/bracketed.ts'
import { read } from '../../src/core/reading/read.ts'
import { isId } from '../../src/core/reading/slug.ts'
import { writeDocument } from '../../src/core/reading/write.ts'
import { describeImbalance, imbalances } from '../../src/core/story/balance.ts'
import type { Problem } from '../../src/core/story/problem.ts'
import type { Story } from '../../src/core/story/story.ts'
import { topicsOf } from '../../src/core/story/topics.ts'
import { decode } from '../../src/sources/utf8.ts'

const FILE = 'fuzz/2024-01-01-story.md'
/** A tab parts words; a line feed parts the lines of a text. */
const CONTROL = /[^\P{Cc}\t\n]/u
const LONGEST_MESSAGE = 700

/** Takes the road that a file takes, and says which promises were broken on it; none for any bytes. */
export function brokenPromises(bytes: Buffer): readonly string[] {
  try {
    const decoded = decode(bytes)
    if (decoded.kind === 'invalid') return brokenBy([{ ...decoded, file: FILE }], linesIn(bytes.toString('latin1')))
    const { stories, problems } = read(decoded.text, FILE)
    return [
      ...(stories.length + problems.length === 0 ? ['neither a story nor a problem'] : []),
      ...(new Set(stories.map(({ id }) => id)).size < stories.length ? ['two stories with one id'] : []),
      ...brokenBy(problems, linesIn(decoded.text)),
      ...stories.flatMap(brokenIn),
    ]
  } catch (error) {
    return [`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]
  }
}

function linesIn(text: string): number {
  return text.split(/\r\n?|\n/u).length
}

function brokenBy(problems: readonly Problem[], lines: number): readonly string[] {
  return problems.flatMap(({ line, message }) => [
    ...(line >= 1 && line <= lines ? [] : [`line ${line} of ${lines}: ${message}`]),
    ...(/[.:;,] /u.test(message) && message.length <= LONGEST_MESSAGE ? [] : [`no advice, or too much: ${message}`]),
    ...(CONTROL.test(message) ? [`a control character in the message ${JSON.stringify(message)}`] : []),
  ])
}

function brokenIn(story: Story): readonly string[] {
  const strings = stringsOf(story)
  const urls = [...story.sources, ...story.narratives.flatMap(side => side.providers)].flatMap(({ url }) => url ?? [])
  const told = imbalances(story).map(describeImbalance)
  const again = read(writeDocument(story), 'again.md')
  return [
    ...(isId(story.id) ? [] : [`the id ${story.id}`]),
    ...strings.filter(text => CONTROL.test(text)).map(text => `a control character in ${JSON.stringify(text)}`),
    ...strings.filter(text => !text.isWellFormed()).map(text => `half a character in ${JSON.stringify(text)}`),
    ...strings.filter(text => text.trim() === '').map(text => `an empty text ${JSON.stringify(text)}`),
    ...urls.filter(url => !isWebAddress(url)).map(url => `the address ${url}`),
    ...[...told, ...topicsOf(story)].filter(text => text === '').map(() => 'an imbalance or a topic without a word'),
    ...(isDeepStrictEqual(again.stories, [story])
      ? []
      : [`written, it reads as ${difference(story, again.stories[0])}`]),
  ]
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}

/** The first thing that differs, for a person who looks for the reason. */
function difference(story: Story, again: Story | undefined): string {
  if (again === undefined) return 'no story'
  const differs = Object.entries(story).find(
    ([key, value]) => !isDeepStrictEqual(value, Object.entries(again).find(([name]) => name === key)?.[1]),
  )
  const [key = 'more', value] = differs ?? []
  return `${key}: ${JSON.stringify(Object.entries(again).find(([name]) => name === key)?.[1])?.slice(0, 300)} for ${JSON.stringify(value)?.slice(0, 300)}`
}
