import { suggestDays, suggestTimes, suggestZones } from '../core/schedule/suggest.ts'
import type { Ask, Choice } from './command.ts'
import type { TopicBook } from './digest-topic.ts'

const MOST = 25
const LONGEST_VALUE = 100

/** What could stand in a word of `/digest` after what was typed so far. */
export function suggestFor(topics: TopicBook, ask: Ask, word: string, typed: string): readonly Choice[] {
  switch (word) {
    case 'time':
      return suggestTimes(typed)
    case 'timezone':
      return suggestZones(typed, { zone: ask.person.zone, now: ask.at })
    case 'day':
      return suggestDays(typed).filter(({ value }) => value !== 'daily' && value !== 'weekdays')
    case 'topics':
      return suggestTopics(topics, typed)
    default:
      return []
  }
}

/** After a comma, one topic more; those before stay. */
function suggestTopics(topics: TopicBook, typed: string): readonly Choice[] {
  const parts = typed.split(/[,;]/u)
  const last = parts.at(-1)?.trim() ?? ''
  const before = parts.slice(0, -1).flatMap(part => topics.named(part) ?? [])
  const more = topics.beginning(last, MOST).filter(({ value }) => !before.includes(value))
  const all = more.map(({ label, value }) => ({
    label: [...before.map(topics.title), label].join(', '),
    value: [...before, value].join(', '),
  }))
  return all.filter(({ value }) => value.length <= LONGEST_VALUE)
}
