import type { Form, FormField, FormOption } from '../core/message/form.ts'
import { dayWord } from '../core/schedule/day-words.ts'
import { dayName, WEEKDAYS } from '../core/schedule/plan.ts'
import { findZone } from '../core/schedule/zone-find.ts'
import { say } from '../core/words/words.ts'
import { MOST_STORIES, OLDEST_DAYS, USUAL_WISH } from '../schedule/wish.ts'
import type { Ask } from './command.ts'
import type { Filled } from './digest-asked.ts'
import { namesIn } from './digest-fields.ts'
import type { TopicBook } from './digest-topic.ts'

/** The part that a sent form names. */
export const SAVE = 'save'
/** The same for a form that was filled in before and was wrong. */
export const SAVE_DRAFT = 'save-draft'

const STORIES = [1, 3, 5, 10]
const OLDEST = [1, 2, 3, 7, 14, 30]

/** A form for a new digest: what is usual, and the zone of whoever asks. */
export function usualFilled(zone: string | undefined): Filled {
  return {
    day: 'daily',
    time: '08:30',
    timezone: zone ?? '',
    topics: '',
    layout: USUAL_WISH.layout,
    stories: String(USUAL_WISH.stories),
    oldest: String(USUAL_WISH.oldestDays),
  }
}

export interface FormGoal {
  readonly id?: string | undefined
  readonly part: typeof SAVE | typeof SAVE_DRAFT
}

/** Everything of a digest; `id` names the one that is changed. Where only five questions have room, the last two stay as they are. */
export function digestForm(ask: Ask, filled: Filled, topics: TopicBook, { id = '', part }: FormGoal): Form {
  return {
    title: say(id === '' ? 'digest-form.title' : 'digest-form.change'),
    submit: say('settings.submit'),
    press: { command: ask.command, words: ['', id, part], visibility: 'only-me' },
    fields: [
      { kind: 'time', name: 'time', label: say('digest-form.time'), value: filled.time },
      {
        kind: 'search',
        name: 'timezone',
        label: say('digest-form.zone'),
        word: 'timezone',
        chosen: zoneOptions(filled.timezone, ask.at),
        hint: say('digest-form.zone-hint'),
        required: true,
        many: false,
      },
      {
        kind: 'choices',
        name: 'day',
        label: say('digest-form.days'),
        options: WEEKDAYS.map(day => ({ value: day, label: dayName(day) })),
        chosen: daysOf(filled.day),
        least: 1,
        most: WEEKDAYS.length,
      },
      {
        kind: 'search',
        name: 'topics',
        label: say('digest-form.topics'),
        word: 'topics',
        chosen: topicOptions(filled.topics, topics),
        hint: say('digest-form.topics-hint'),
        required: false,
        many: true,
      },
      {
        kind: 'choice',
        name: 'layout',
        label: say('digest-form.layout'),
        options: (['compact', 'full'] as const).map(value => ({ value, label: say(`digest-form.${value}`) })),
        chosen: filled.layout === 'full' ? 'full' : 'compact',
      },
      numbers('stories', filled.stories, STORIES, MOST_STORIES),
      numbers('oldest', filled.oldest, OLDEST, OLDEST_DAYS),
    ],
  }
}

/** The usual numbers, and the one that is set now where it is another. */
function numbers(name: 'stories' | 'oldest', typed: string, usual: readonly number[], most: number): FormField {
  const now = Number(typed)
  const fits = Number.isInteger(now) && now >= 1 && now <= most
  const before = name === 'stories' ? USUAL_WISH.stories : USUAL_WISH.oldestDays
  const chosen = fits ? now : before
  const options = [...new Set([...usual, chosen])]
    .toSorted((one, other) => one - other)
    .map((count): FormOption => ({ value: String(count), label: say(`digest-form.${name}-count`, { count }) }))
  return { kind: 'choice', name, label: say(`digest-form.${name}`), options, chosen: String(chosen) }
}

function daysOf(typed: string): readonly string[] {
  const words = typed.toLowerCase().split(/[\s,]+/u)
  const chosen = words.flatMap(word => {
    const read = dayWord(word)
    if (read?.kind === 'days') return read.days
    if (read?.kind !== 'rhythm') return []
    if (read.days === 'daily') return WEEKDAYS
    return read.days === 'weekdays' ? WEEKDAYS.slice(0, 5) : read.days
  })
  return WEEKDAYS.filter(day => chosen.includes(day))
}

function zoneOptions(typed: string, now: number): readonly FormOption[] {
  if (typed.trim() === '') return []
  const found = findZone(typed, now)
  const value = found.kind === 'zone' ? found.zone : typed
  return [{ label: value, value }]
}

function topicOptions(typed: string, topics: TopicBook): readonly FormOption[] {
  return (namesIn(typed) ?? []).map(name => {
    const slug = topics.named(name)
    return slug === undefined ? { label: name, value: name } : { label: topics.title(slug), value: slug }
  })
}
