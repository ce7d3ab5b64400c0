import type { App } from '../app.ts'
import { describeImbalance, imbalances } from '../core/story/balance.ts'
import type { Listed, Push } from './page/protocol.ts'

export interface StoriesPane {
  /** What there is now. */
  now(): Push
  close(): void
}

/** Keeps the page's list of stories and problems as the library is: `push` is called at once and after each change. */
export function createStoriesPane(
  app: Pick<App, 'stories' | 'problems' | 'onStories'>,
  push: (push: Push) => void,
): StoriesPane {
  const now = (): Push => ({
    kind: 'stories',
    stories: app.stories().map(({ id, title, date, ...story }): Listed => {
      const lopsided = imbalances({ id, title, ...story }).map(describeImbalance)
      return { id, title, ...(date === undefined ? {} : { date }), imbalances: lopsided }
    }),
    problems: app.problems(),
  })
  const close = app.onStories(() => push(now()))
  push(now())
  return { now, close }
}
