import type { Aliases } from '../core/library/aliases.ts'
import { keyOf } from '../core/library/fold.ts'
import type { Library } from '../core/library/library.ts'
import { slugOf } from '../core/story/topics.ts'

/** The topics that a digest can be limited to: those that have names, and those that stories have. */
export interface TopicBook {
  /** The slug of the topic that a text names as a whole. */
  named(text: string): string | undefined
  /** As readers call it: `North Korea`. */
  title(slug: string): string
  /** The title of a topic that may have been meant. */
  near(text: string): string | undefined
  /** The titles of the topics that have most stories, at most `n`. */
  most(n: number): readonly string[]
  /** At most `n` topics that begin so. */
  beginning(typed: string, n: number): readonly { readonly label: string; readonly value: string }[]
}

export function topicBook(library: Library, names: Pick<Aliases, 'resolve' | 'title'>): TopicBook {
  const beginning = (typed: string, n: number) =>
    library
      // Stories take up to half of the places.
      .suggest(typed, 2 * n)
      .filter(({ kind }) => kind === 'topic')
      .slice(0, n)
      .map(({ label, value }) => ({ label, value }))
  return {
    named: text => names.resolve(text) ?? unlisted(library, text),
    title: names.title,
    near: text => beginning(text, 1)[0]?.label,
    most: n =>
      library
        .topics()
        .slice(0, n)
        .map(({ title }) => title),
    beginning,
  }
}

/** A topic that only stories name. */
function unlisted(library: Library, text: string): string | undefined {
  if (library.byTopic(text, 1).length === 0) return undefined
  const [slug, key] = [slugOf(text), keyOf(text).replaceAll(' ', '')]
  const found = library
    .topics()
    .find(({ topic, title }) => topic === slug || keyOf(title).replaceAll(' ', '') === key || topic === text.trim())
  return found?.topic
}
