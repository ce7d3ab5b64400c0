import type { DigestItem } from '../core/library/selection.ts'
import { choose } from '../core/library/selection.ts'
import { withoutThread } from '../core/message/digest.ts'
import type { Block, Message, Thread } from '../core/message/message.ts'
import { wallAt } from '../core/schedule/zone-clock.ts'
import { say } from '../core/words/words.ts'
import { composeEdition } from '../schedule/compose.ts'
import type { EditionPost } from '../schedule/edition-post.ts'
import type { Wish } from '../schedule/wish.ts'
import { wishText } from '../schedule/wish.ts'
import { TOLD_KEPT_MS } from '../store/forget.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Answer, Ask } from './command.ts'
import type { Chosen } from './digest-chosen.ts'
import type { DigestRoom } from './digest-room.ts'
import { messageOf, placeOf, said, toldElsewhere } from './digest-room.ts'
import { laneOf } from './lane.ts'

/** As long as what a person asks for can wait to be posted. */
const POST_WITHIN_MS = 15 * 60_000

/** `/digest now`: what is new in the channel, however old it is, at once. */
export async function postNow(room: DigestRoom, ask: Ask, chosen: Chosen): Promise<Answer> {
  const { kind, missing } = await room.courtesy.check(placeOf(ask))
  if (missing.length > 0) {
    const lines = missing.map(({ what, remedy }) => `${what} ${remedy}`)
    const blocks: readonly Block[] = [
      { kind: 'note', text: say('digest-now.missing') },
      { kind: 'list', lines },
    ]
    return { kind: 'message', message: messageOf(blocks) }
  }
  const items = await itemsFor(room, ask, chosen)
  if (items.length === 0) return said(say('digest-now.nothing'))
  const { message } = said(say('digest-now.posted', { count: items.length }))
  const elsewhere = toldElsewhere(ask, 'digest-now', kind, items.length)
  const since = ask.at - TOLD_KEPT_MS
  return { kind: 'edition', message, ...elsewhere, post: edition(room, ask, chosen, items), toldSince: since }
}

/** `/digest preview`: the same for the asker alone, page by page. `part` names the page. */
export async function preview(room: DigestRoom, ask: Ask, chosen: Chosen, part: string): Promise<Answer> {
  const items = await itemsFor(room, ask, chosen)
  if (items.length === 0) return said(say('digest-now.nothing'))
  const { threads, layout } = edition(room, ask, chosen, items)
  const facts = say('button.facts')
  const several = layout === 'full' ? say('digest.part', { n: 1, label: facts }) : say('digest-now.overview')
  const first = layout === 'full' && items.length === 1 ? facts : several
  const thread = inOne(threads.map(one => one.thread))
  return { kind: 'pages', part, thread, first, pressFor: chosen.pageFor, extra: [], changes: chosen.changes }
}

async function itemsFor(room: DigestRoom, ask: Ask, { wish, zone }: Chosen): Promise<readonly DigestItem[]> {
  // Stories of any age are told: what the channel has had is none of them for as long as it is known.
  const since = ask.at - TOLD_KEPT_MS
  const told = await room.courtesy.store.told({ lane: laneOf(ask.address), channel: ask.address.room, since })
  return choose(room.library, {
    topics: wish.topics,
    most: wish.stories,
    day: dayIn(zone, ask.at),
    told: new Map(told.map(one => [one.story, one])),
    ignoreAge: true,
  })
}

function edition(
  room: DigestRoom,
  ask: Ask,
  { wish, zone, subscription }: Chosen,
  items: readonly DigestItem[],
): EditionPost {
  return composeEdition({
    id: `now/${ask.id}`,
    subscription: subscription ?? unkept(room, ask, wish),
    wish,
    items,
    topicTitle: room.topics.title,
    // Of what people ask for themselves there are never so many threads that a limit comes near.
    earlier: [],
    day: dayIn(zone, ask.at),
    at: ask.at,
    keyedAt: ask.at,
    expiresAt: ask.at + POST_WITHIN_MS,
  })
}

/** For a digest that comes only once. */
function unkept({ courtesy }: DigestRoom, ask: Ask, wish: Wish): Subscription {
  const { space, room: channel } = ask.address
  return {
    id: courtesy.newId(),
    lane: laneOf(ask.address),
    channel,
    plan: 'null',
    wish: wishText(wish),
    by: ask.person.id,
    setAt: ask.at,
    zoneData: courtesy.zoneData,
    refusals: 0,
    ...(space === undefined ? {} : { space }),
  }
}

/** The calendar day there, `YYYY-MM-DD`. */
function dayIn(zone: string, at: number): string {
  return new Date(wallAt(zone, at)).toISOString().slice(0, 10)
}

/** Several threads to be read one after the other, with a remark that nobody else sees them. */
function inOne([first, ...others]: readonly Thread[]): Thread {
  const nothing: Message = messageOf([])
  const root = withoutThread(first?.root ?? nothing)
  const named = (n: number, label: string) => (others.length === 0 ? label : say('digest.part', { n, label }))
  const own = (first?.replies ?? []).map(reply => ({ ...reply, label: named(1, reply.label) }))
  const rest = others.flatMap(({ root: next, replies }, index) => {
    const n = index + 2
    const below = replies.map(reply => ({ ...reply, part: `t${n}-${reply.part}`, label: named(n, reply.label) }))
    return [{ part: `t${n}`, label: named(n, say('button.facts')), message: next }, ...below]
  })
  const [heading, ...blocks] = root.blocks
  const remark: Block = { kind: 'aside', text: say('digest-now.preview') }
  const above = heading === undefined ? [remark] : [heading, remark]
  return { root: { ...root, blocks: [...above, ...blocks] }, replies: [...own, ...rest] }
}
