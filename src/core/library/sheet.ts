import type { Story } from '../story/story.ts'
import { topicsOf } from '../story/topics.ts'
import { addressesOf } from './address.ts'
import type { Aliases } from './aliases.ts'
import { writeCard } from './card.ts'
import { keyOf } from './fold.ts'
import { hashOf } from './hash.ts'
import { type PackedWords, packWords } from './packed.ts'
import { wordsOf } from './words.ts'

/** A story with all that the library files it under, as numbers. It is made in any thread; filing it is what is left to the bot's. */
export interface Sheet {
  readonly id: string
  readonly title: string
  /** What the archive keeps (`card.ts`). */
  readonly record: Uint8Array
  readonly topics: readonly string[]
  readonly idHash: number
  readonly titleHash: number
  /** The hashes of the keys of the addresses that it cites. */
  readonly addresses: Int32Array
  /** Words of titles and topics, and the year. */
  readonly titleWords: PackedWords
  /** Words of facts, narratives, outlets and sources that are not already in the title. */
  readonly bodyWords: PackedWords
}

export function sheetOf(story: Story, aliases: Aliases): Sheet {
  const topics = topicsOf(story, aliases)
  const titleKey = titleKeyOf(story.title)
  const [idHash, titleHash] = [hashOf(story.id), hashOf(titleKey)]
  const title = wordsOf([story.title, ...topics, (story.date ?? '').slice(0, 4)])
  const body = wordsOf(bodyOf(story))
  for (const word of title) body.delete(word)
  return {
    id: story.id,
    title: story.title,
    record: writeCard({ story, topics, titleKey, idHash, titleHash }),
    topics,
    idHash,
    titleHash,
    addresses: Int32Array.from(addressesOf(story), hashOf),
    titleWords: packWords(title),
    bodyWords: packWords(body),
  }
}

/** A title of signs alone has no words, and is known by the signs. */
export function titleKeyOf(title: string): string {
  return keyOf(title) || title.trim()
}

/** Characters of a body that are searched; the longest stories of the seeds have some 5,000, and filing what is longer takes too long. */
const LONGEST_BODY = 50_000

function bodyOf(story: Story): readonly string[] {
  let left = LONGEST_BODY
  return textsOf(story).flatMap(text => {
    const part = text.slice(0, Math.max(0, left))
    left -= text.length
    return part === '' ? [] : [part]
  })
}

function textsOf(story: Story): readonly string[] {
  const outlets = [...story.narratives.flatMap(({ providers }) => providers), ...(story.forecast?.providers ?? [])]
  return [
    ...story.facts.map(fact => fact.text),
    ...story.narratives.flatMap(({ paragraphs }) => paragraphs.map(paragraph => paragraph.text)),
    story.forecast?.text.text ?? '',
    ...story.updates.map(update => update.text.text),
    ...story.sources.flatMap(({ outlet, title }) => [outlet, title ?? '']),
    ...outlets.map(outlet => outlet.name),
    wordsOfId(story.id),
  ]
}

/** `tiktok-ruling-2025-01`: what an editor calls the story. Numbers tell little, and many ids have one of their own. */
function wordsOfId(id: string): string {
  return id
    .split('-')
    .filter(part => !/\d/.test(part))
    .join(' ')
}
