import { isolated } from '../core/message/clean.ts'
import { shortDate } from '../core/message/day.ts'
import { SHOWN } from '../core/message/shorten.ts'
import type { Story } from '../core/story/story.ts'

type Listed = Pick<Story, 'id' | 'title' | 'date'>

/** What tells a story from the others of a list. */
export interface Apart {
  /** What can be read on its button. */
  readonly label: string
  readonly by: 'title' | 'day' | 'id'
}

/**
 * How each of several stories can be chosen: by its headline where no other one looks the same, else by its day, and where the
 * days are the same too by its id, which can be typed as well.
 */
export function toldApart(stories: readonly Listed[]): readonly Apart[] {
  const dated = ({ title, date }: Listed) => `${shortDate(date)} · ${isolated(title)}`
  const sameTitle = alike(stories.map(({ title }) => title))
  const sameDay = alike(stories.map(dated))
  return stories.map((story, index) => {
    if (!sameTitle[index]) return { label: isolated(story.title), by: 'title' }
    if (sameDay[index]) return { label: `${story.id} · ${isolated(story.title)}`, by: 'id' }
    return { label: dated(story), by: 'day' }
  })
}

/** Of each label, whether another one looks the same where it is cut. */
export function alike(labels: readonly string[]): readonly boolean[] {
  const seen = labels.map(label => label.slice(0, SHOWN))
  const times = new Map<string, number>()
  for (const label of seen) times.set(label, (times.get(label) ?? 0) + 1)
  return seen.map(label => times.get(label) !== 1)
}
