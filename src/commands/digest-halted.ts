import type { Block, Message } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Change, Store } from '../store/store.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Ask } from './command.ts'
import { describeStanding } from './digest-list.ts'
import { mayManage, messageOf, pressOf, readStanding } from './digest-room.ts'
import type { TopicBook } from './digest-topic.ts'
import { whyOf } from './digest-why.ts'
import { laneOf } from './lane.ts'
import type { HouseRules } from './manners.ts'

/** What a person is told alone after the answer to any of their asks, and what is kept with it. */
export interface Note {
  readonly message: Message
  readonly changes: readonly Change[]
}

export interface Halts {
  readonly store: Pick<Store, 'subscriptions'>
  readonly rules: HouseRules
  readonly topics: Pick<TopicBook, 'title'>
}

/**
 * Tells of digests that were halted, once: whoever may manage those of the channel, or has set them, at their next ask there.
 * A channel that is archived or gone can no longer be asked in, so who has set a digest, and who manages any channel of the
 * same workspace or guild, hears of it from everywhere there; by a link, without the channel's name.
 */
export async function haltNote(ask: Ask, { store, rules, topics }: Halts): Promise<Note | undefined> {
  const { space, room } = ask.address
  const lane = laneOf(ask.address)
  const kept = await store.subscriptions(space === undefined ? { lane, channel: room } : { lane, space })
  const untold = kept.filter(({ halted }) => halted?.told === false)
  if (untold.length === 0) return undefined
  const hears = await hearing(ask, untold, rules)
  const news = untold.filter(hears)
  if (news.length === 0) return undefined
  return {
    message: messageOf(news.flatMap(one => told(ask, one, topics))),
    changes: news.map(({ id }): Change => ({ kind: 'halt-told', id })),
  }
}

async function hearing(ask: Ask, untold: readonly Subscription[], rules: HouseRules) {
  const { room } = ask.address
  const isHere = ({ channel }: Subscription) => channel === room
  const may = untold.some(isHere) && (await mayManage(ask, rules))
  const manages = untold.some(one => !isHere(one) && one.by !== ask.person.id) && (await ask.person.manages())
  return (one: Subscription) => one.by === ask.person.id || (isHere(one) ? may : manages)
}

function told(ask: Ask, subscription: Subscription, topics: Halts['topics']): readonly Block[] {
  const { channel, halted } = subscription
  const isHere = channel === ask.address.room
  const why = whyOf(halted ?? { reason: '', remedy: '' })
  const values = { digest: describeStanding(readStanding(subscription), topics), ...why }
  if (isHere) {
    const resume = {
      label: say('button.resume'),
      press: { ...pressOf(ask, 'resume', subscription.id), command: 'digest' },
    }
    return [
      { kind: 'note', text: say(ask.address.direct ? 'digest-halt.direct' : 'digest-halt.here', values) },
      { kind: 'actions', actions: [resume] },
    ]
  }
  const text = say('digest-halt.elsewhere', values)
  return [{ kind: 'link', text, label: say('digest.see-channel'), url: ask.manner.linkToChannel(channel) }]
}
