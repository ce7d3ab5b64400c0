import { drawOrder } from '../../src/core/message/draw.ts'
import type { Seen } from '../../src/emulators/emulator.ts'
import { type Layout, morning } from './digest-stage.ts'
import { posts, storyDocument } from './stage.ts'

const SIDES = ['Pro-harbor narrative', 'Anti-harbor narrative']
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

/** The stories of a day are dated on it. */
export function storyId(day: number, nth = 1): string {
  return `d${String(day).padStart(3, '0')}-${nth}`
}

function dateOf(day: number): string {
  return new Date(morning(day)).toISOString().slice(0, 10)
}

/** Story documents for the digests of so many days, `each` of them for each day; those of later days are no news yet. */
export function newsOf(days: number, each: number): Readonly<Record<string, string>> {
  const documents: Record<string, string> = {}
  for (let day = 1; day <= days; day++)
    for (let nth = 1; nth <= each; nth++)
      Object.assign(documents, storyDocument(storyId(day, nth), { date: dateOf(day) }))
  return documents
}

/** What a channel shows of digests: two lines of each message, replies indented under the root that they stand under. */
export function shown(messages: readonly Seen[]): readonly string[] {
  const own = posts(messages)
  const lines = ({ text }: Seen) =>
    text
      .split('\n')
      .filter(line => line !== '')
      .slice(0, 2)
      .join(' | ')
  const roots = own.filter(({ thread }) => thread === undefined)
  return roots.flatMap(root => [
    lines(root),
    ...own.filter(({ thread }) => thread === root.id).map(reply => `  ${lines(reply)}`),
  ])
}

/** What the digest of a day has to look like, in order, with `each` stories. */
export function expected(layout: Layout, channel: string, day: number, each: number): readonly string[] {
  const stories = Array.from({ length: each }, (_, index) => storyId(day, index + 1))
  const dated = `${longDay.format(Date.parse(dateOf(day)))} · today`
  const sides = (id: string) => drawOrder(id, channel, 2).map(index => SIDES[index] ?? '')
  const shownAs = (side: string) =>
    `${side} | as provided by ${side === SIDES[0] ? 'The Quay Herald' : 'The Shore Post'}`
  if (layout === 'full')
    return stories.flatMap(id => [`${titleOf(id)} | ${dated}`, ...sides(id).map(side => `  ${shownAs(side)}`)])
  return [
    `News digest | ${longDay.format(morning(day))}`,
    ...stories.flatMap((id, index) => {
      const title = each === 1 ? titleOf(id) : `${index + 1}. ${titleOf(id)}`
      return [
        `  ${title} | ${dated}`,
        ...sides(id).map(side => (each === 1 ? `  ${shownAs(side)}` : `  ${title} | ${side}`)),
      ]
    }),
  ]
}

function titleOf(id: string): string {
  return `The harbor of ${id} is closed`
}
