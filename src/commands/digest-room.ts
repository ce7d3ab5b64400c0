import type { Library } from '../core/library/library.ts'
import type { Action, Block, Message, Press } from '../core/message/message.ts'
import { plainBlock } from '../core/message/plain.ts'
import { clockTime, readPlan, typedPlan } from '../core/schedule/plan.ts'
import { say } from '../core/words/words.ts'
import type { Checked, PlaceKind } from '../schedule/edition-post.ts'
import { readWish } from '../schedule/wish.ts'
import type { Store } from '../store/store.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Answer, Ask } from './command.ts'
import type { Reader, Wanted } from './digest-asked.ts'
import { typedDoing, typingFor } from './digest-example.ts'
import type { TopicBook } from './digest-topic.ts'
import { laneOf } from './lane.ts'
import type { HouseRules } from './manners.ts'

/** What a press names in place of a digest for all of the channel: no digest is called so. */
export const ALL = 'all'

/** Said in place of a digest where words told of one that they do not name for sure. */
export const ASK = 'which'

/** What asks for digests are answered from. */
export interface DigestRoom {
  readonly library: Library
  readonly topics: TopicBook
  readonly courtesy: DigestCourtesy
}

export interface DigestCourtesy {
  readonly store: Pick<Store, 'subscriptions' | 'editions' | 'told' | 'setting'>
  readonly rules: HouseRules
  /** What is missing to post in a channel and to open threads there. */
  check(place: DigestPlace): Promise<Checked>
  /** The version of the zone data that times are computed by now. */
  readonly zoneData: string
  /** Of a digest that comes only once: short and random, `[a-z0-9]{8}`. */
  newId(): string
}

/** The channel that digests come into: for a thread of its own kind the one that it was opened in. */
export interface DigestPlace {
  readonly platform: string
  readonly installation: string
  readonly space?: string
  readonly channel: string
}

export function placeOf({ address }: Ask): DigestPlace {
  const { platform, installation, space, room } = address
  return { platform, installation, channel: room, ...(space === undefined ? {} : { space }) }
}

export function readerOf(room: DigestRoom, ask: Ask): Reader {
  return { topics: room.topics, zone: ask.person.zone, now: ask.at }
}

/** A digest of the channel. */
export interface Standing {
  readonly subscription: Subscription
  /** Absent where a newer version has written what this one does not understand. */
  readonly wanted?: Wanted
}

/** The digests of the channel by their time of day, whatever is done with them. */
export async function standingIn(room: DigestRoom, ask: Ask): Promise<readonly Standing[]> {
  const kept = await room.courtesy.store.subscriptions({ lane: laneOf(ask.address), channel: ask.address.room })
  return kept
    .map(one => ({ one: readStanding(one), rank: rankOf(readStanding(one)) }))
    .toSorted((left, right) => (left.rank < right.rank ? -1 : Number(left.rank > right.rank)))
    .map(({ one }) => one)
}

/** What cannot be read comes last. */
function rankOf({ wanted, subscription }: Standing): string {
  if (wanted === undefined) return `~ ${subscription.id}`
  return [clockTime(wanted.plan), typedPlan(wanted.plan), ...wanted.wish.topics].join(' ')
}

export function readStanding(subscription: Subscription): Standing {
  const plan = readPlan(jsonOf(subscription.plan))
  return plan === undefined ? { subscription } : { subscription, wanted: { plan, wish: readWish(subscription.wish) } }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a person may set, change, pause, stop and post digests there; asks the platform only where it has to. */
export async function mayManage(ask: Ask, { digest }: Pick<HouseRules, 'digest'>): Promise<boolean> {
  if (ask.address.direct) return true
  return (digest.who ?? ask.manner.digests) === 'members' || ask.person.manages()
}

/** What is said to whoever may not do it: who may, and what they can do themselves. */
export function mayNot({ courtesy }: DigestRoom, ask: Ask): Answer {
  const example = typedDoing(typingFor(courtesy.rules.commands.digest, ask), 'preview')
  return said(say('digest-may-not', { example }))
}

/** What is said of a digest that was stopped meanwhile. */
export function gone({ courtesy }: DigestRoom, ask: Ask): Answer {
  return said(say('digest-gone', { example: typedDoing(typingFor(courtesy.rules.commands.digest, ask), 'list') }))
}

/** What an asker in a thread is told alone of where a digest comes, with a link: to the channel, where all of its readers are. */
export function toldElsewhere(ask: Ask, phrase: 'digest-set' | 'digest-now', kind: PlaceKind, stories = 0) {
  if (ask.address.direct) return {}
  const place = kind === 'forum' ? 'forum' : 'channel'
  const text = say(`${phrase}.elsewhere-${place}`, { count: stories })
  const url = ask.manner.linkToChannel(ask.address.room)
  return { elsewhere: messageOf([{ kind: 'link', text, label: say(`digest.see-${place}`), url }]) }
}

/** A sentence for the asker alone, with buttons under it. */
export function said(text: string, actions: readonly Action[] = []): Answer & { kind: 'message' } {
  return { kind: 'message', message: messageOf([{ kind: 'note', text }, ...buttons(actions)]) }
}

export function messageOf(blocks: readonly Block[], notify = false): Message {
  const read = blocks.filter(block => block.kind !== 'actions')
  return { summary: read.map(plainBlock).join(' ').replaceAll(/\s+/gu, ' '), blocks, notify }
}

export function buttons(actions: readonly Action[]): readonly Block[] {
  return actions.length === 0 ? [] : [{ kind: 'actions', actions }]
}

/** What a button holds: a part of the command, of one digest or of none. */
export function pressOf(ask: Pick<Ask, 'command'>, part: string, id = ''): Press {
  return { command: ask.command, words: ['', id, part], visibility: 'only-me' }
}
