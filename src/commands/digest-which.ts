import type { Action } from '../core/message/message.ts'
import { describePlan } from '../core/schedule/plan.ts'
import type { Phrase } from '../core/words/words.ts'
import { listed, say } from '../core/words/words.ts'
import type { Answer, Ask } from './command.ts'
import { capital, describeStanding, none } from './digest-list.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import { gone, pressOf, said } from './digest-room.ts'
import type { TopicBook } from './digest-topic.ts'

/** What a press names in place of a digest for all of the channel: no digest is called so. */
export const ALL = 'all'

/** Said in place of a digest where words told of one that they do not name for sure. */
export const ASK = '?'

/** Which digests of the channel are meant. */
export type Meant =
  | { readonly kind: 'these'; readonly standing: readonly Standing[] }
  /** None that was meant, or several that could be: this is to be said instead. */
  | { readonly kind: 'asked'; readonly answer: Answer }

export interface Choosing {
  /** Empty: the only one there is, or else a question; `?`: a question anyway. */
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
  if (isOpen && standing.length === 0) return { kind: 'asked', answer: none(room, ask) }
  if (id === ASK || (isOpen && standing.length > 1))
    return { kind: 'asked', answer: question(room, ask, standing, choosing) }
  const meant =
    id === '' || (all && id === ALL) ? standing : standing.filter(({ subscription }) => subscription.id === id)
  return meant.length === 0 ? { kind: 'asked', answer: gone(room, ask) } : { kind: 'these', standing: meant }
}

function question(
  room: DigestRoom,
  ask: Ask,
  standing: readonly Standing[],
  { question: phrase, part, all }: Choosing,
) {
  const each = standing.map(
    (one): Action => ({ label: labelOf(one, room.topics), press: pressOf(ask, part, one.subscription.id) }),
  )
  const together: Action = { label: say('digest-which.all'), press: pressOf(ask, part, ALL) }
  return said(say(phrase), all ? [...each, together] : each)
}

/** What tells digests of one channel apart: a button has room for few words. */
function labelOf(standing: Standing, topics: TopicBook): string {
  const { wanted } = standing
  if (wanted === undefined) return describeStanding(standing, topics)
  const plan = capital(describePlan(wanted.plan))
  const titles = wanted.wish.topics.map(topics.title)
  return titles.length === 0 ? plan : say('digest-which.one', { plan, topics: listed(titles) })
}
