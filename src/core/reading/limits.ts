import { quoted } from './lines.ts'

/** Characters of one text; a story has a few thousand, so that this is a newsletter of a hundred. */
export const LONGEST_TEXT = 500_000
/** Characters of one story: a chat does not read more, and everything that is done with a story in one go stays short. */
const LONGEST_STORY = 50_000
/** Facts, paragraphs, updates and sources of one story together. */
const MOST_ENTRIES = 500
export const MOST_STORIES = 200
/** What nobody would read to its end; the first ones mended, the next ones are told. */
export const MOST_PROBLEMS = 200
const LONGEST_MESSAGE = 600

/** The parts of a story that grow with its text. */
interface Sized {
  readonly title: string
  readonly facts: readonly Text[]
  readonly narratives: readonly {
    readonly label: string
    readonly providers: readonly Named[]
    readonly paragraphs: readonly Text[]
  }[]
  readonly forecast?: {
    readonly providers: readonly Named[]
    readonly texts: readonly Text[]
  }
  readonly updates: readonly { readonly text: Text }[]
  readonly sources: readonly {
    readonly outlet: string
    readonly url?: string
    readonly title?: string
  }[]
}

interface Text {
  readonly text: string
}

interface Named {
  readonly name: string
  readonly url?: string
}

/** Why a story is too large to be served, as the end of a sentence with advice; nothing when it is not. */
export function tooLarge({ title, facts, narratives, forecast, updates, sources }: Sized): string | undefined {
  const texts = [
    ...facts,
    ...narratives.flatMap(side => side.paragraphs),
    ...(forecast?.texts ?? []),
    ...updates.map(update => update.text),
  ]
  const outlets = [...narratives.flatMap(side => side.providers), ...(forecast?.providers ?? [])]
  const strings = [
    title,
    ...texts.map(({ text }) => text),
    ...narratives.map(side => side.label),
    ...outlets.flatMap(({ name, url }) => [name, url ?? '']),
    ...sources.flatMap(source => [source.outlet, source.url ?? '', source.title ?? '']),
  ]
  const characters = strings.reduce((sum, string) => sum + string.length, 0)
  const entries = texts.length + outlets.length + sources.length
  if (characters <= LONGEST_STORY && entries <= MOST_ENTRIES) return undefined
  const [size, most] =
    characters > LONGEST_STORY
      ? [`${shown(characters)} characters`, shown(LONGEST_STORY)]
      : [`${shown(entries)} facts, paragraphs, outlets and sources`, shown(MOST_ENTRIES)]
  return `${quoted(title)} has ${size}, and a story has at most ${most}. Tell less, or divide it into several stories.`
}

/** A message that may quote what somebody wrote, with its middle left out where it is long: the advice stands at its end. */
export function shortened(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message
  const half = LONGEST_MESSAGE / 2
  return `${message.slice(0, half).toWellFormed()} … ${message.slice(-half).toWellFormed()}`
}

/** `500,000` */
export function shown(count: number): string {
  return count.toLocaleString('en')
}
