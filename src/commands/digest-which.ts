import { createHash } from 'node:crypto'
import type { Action, Block } from '../core/message/message.ts'
import { clockTime, dayName, describePlan, type Plan, WEEKDAYS } from '../core/schedule/plan.ts'
import type { Phrase } from '../core/words/words.ts'
import { listed, say } from '../core/words/words.ts'
import type { Answer, Ask } from './command.ts'
import { capital, describeStanding, none } from './digest-list.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import { ALL, ASK, buttons, gone, messageOf, pressOf } from './digest-room.ts'
import type { TopicBook } from './digest-topic.ts'

/** Which digests of the channel are meant. */
export type Meant =
  | { readonly kind: 'these'; readonly standing: readonly Standing[] }
  /** None that was meant, or several that could be: this is to be said instead. */
  | { readonly kind: 'asked'; readonly answer: Answer }

export interface Choosing {
  /** Empty: the only one there is, or else a question; `which`: a question anyway. */
  readonly id: string
  /** Asked over buttons for each. */
  readonly question: Phrase
  /** What the buttons hold. */
  readonly part: string
  /** Whether all of them together can be meant. */
  readonly all: boolean
}

export function meantOf(room: DigestRoom, ask: Ask, standing: readonly Standing[], choosing: Choosing): Meant {
  const { id, all } = choosing
  const isOpen = id === '' || id === ASK
  const isAll = all && (id === ALL || id.startsWith(`${ALL}-`))
  if ((isOpen || isAll) && standing.length === 0) return { kind: 'asked', answer: none(room, ask) }
  const isOther = isAll && id !== ALL && id !== allOf(standing)
  if (id === ASK || isOther || (isOpen && standing.length > 1))
    return { kind: 'asked', answer: question(room, ask, standing, choosing) }
  const meant = id === '' || isAll ? standing : standing.filter(({ subscription }) => subscription.id === id)
  return meant.length === 0 ? { kind: 'asked', answer: gone(room, ask) } : { kind: 'these', standing: meant }
}

/** All that were asked about, so that one which was set meanwhile is not among them. */
function allOf(standing: readonly Standing[]): string {
  const ids = standing.map(({ subscription }) => subscription.id).toSorted()
  return `${ALL}-${createHash('sha256').update(ids.join()).digest('hex').slice(0, 8)}`
}

/** What is certain to be read whole on a button. https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const LONGEST_LABEL = 75

/** Where a button has no room for what tells a digest from the others, all of them stand numbered above. */
function question(
  room: DigestRoom,
  ask: Ask,
  standing: readonly Standing[],
  { question: phrase, part, all }: Choosing,
): Answer {
  const names = standing.map(one => nameOf(one, room.topics))
  const isShort = names.every(name => name.length <= LONGEST_LABEL)
  const labels = isShort
    ? names
    : standing.map(({ wanted }, at) => numbered(at, wanted === undefined ? (names[at] ?? '') : briefly(wanted.plan)))
  const each = standing.map(
    ({ subscription }, at): Action => ({ label: labels[at] ?? '', press: pressOf(ask, part, subscription.id) }),
  )
  const together: Action = { label: say('digest-which.all'), press: pressOf(ask, part, allOf(standing)) }
  const blocks: readonly Block[] = [
    { kind: 'note', text: say(phrase) },
    ...(isShort ? [] : [{ kind: 'list' as const, lines: names.map((name, at) => numbered(at, name)) }]),
    ...buttons(all && each.length > 1 ? [...each, together] : each),
  ]
  return { kind: 'message', message: messageOf(blocks) }
}

function numbered(at: number, label: string): string {
  return say('digest-which.numbered', { n: at + 1, label })
}

/** `Mon, Tue, Sat 08:30` */
function briefly(plan: Plan): string {
  const days = plan.days === 'daily' ? WEEKDAYS : plan.days === 'weekdays' ? WEEKDAYS.slice(0, 5) : plan.days
  const named =
    days.length === WEEKDAYS.length
      ? capital(say('schedule.daily'))
      : days.map(day => dayName(day).slice(0, 3)).join(', ')
  return `${named} ${clockTime(plan)}`
}

/** What tells digests of one channel apart: no two have the same. */
function nameOf(standing: Standing, topics: TopicBook): string {
  const { wanted } = standing
  if (wanted === undefined) return describeStanding(standing, topics)
  const plan = capital(describePlan(wanted.plan))
  const titles = wanted.wish.topics.map(topics.title)
  return titles.length === 0 ? plan : say('digest-which.one', { plan, topics: listed(titles) })
}
