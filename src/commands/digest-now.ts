import type { DigestItem } from '../core/library/selection.ts'
import { choose } from '../core/library/selection.ts'
import { dayIn } from '../core/message/day.ts'
import { withoutThread } from '../core/message/digest.ts'
import type { Block, Reply, Thread } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import { composeEdition } from '../schedule/compose.ts'
import type { EditionPost, EditionThread } from '../schedule/edition-post.ts'
import type { Wish } from '../schedule/wish.ts'
import { wishText } from '../schedule/wish.ts'
import { TOLD_KEPT_MS } from '../store/forget.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Answer, Ask } from './command.ts'
import type { Chosen } from './digest-chosen.ts'
import type { DigestRoom } from './digest-room.ts'
import { messageOf, placeOf, said, toldElsewhere } from './digest-room.ts'
import { missingLines } from './digest-why.ts'
import { laneOf } from './lane.ts'

/** As long as what a person asks for can wait to be posted. */
const POST_WITHIN_MS = 15 * 60_000

/** `/digest now`: what is new in the channel, however old it is, at once. */
export async function postNow(room: DigestRoom, ask: Ask, chosen: Chosen): Promise<Answer> {
  const { kind, missing } = await room.courtesy.check(placeOf(ask))
  if (missing.length > 0) {
    const lines = missingLines(missing)
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
  const thread = inOne(threads)
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

/** Several threads to be read one after the other, each page under its story's name, with a remark that nobody else sees them. */
function inOne(threads: readonly EditionThread[]): Thread {
  const [first] = threads
  const root = withoutThread(first?.thread.root ?? messageOf([]))
  const replies = threads.flatMap((one, index) => repliesOf(one, threads.length > 1 ? index + 1 : undefined))
  const [heading, ...blocks] = root.blocks
  const remark: Block = { kind: 'aside', text: say('digest-now.preview') }
  const above = heading === undefined ? [remark] : [heading, remark]
  const several = first !== undefined && threads.length > 1
  const named = several ? { title: titleOf(first, 1) } : {}
  return { root: { ...root, blocks: [...above, ...blocks] }, replies, ...named }
}

function titleOf({ name }: EditionThread, n: number): string {
  return say('digest.numbered', { n, title: name })
}

/** What follows the first thread's root; `n`, counted from 1, is given where there are several threads. */
function repliesOf(one: EditionThread, n: number | undefined): readonly Reply[] {
  const { thread } = one
  if (n === undefined) return thread.replies
  const title = titleOf(one, n)
  const label = (text: string) => say('digest.part', { n, label: text })
  const part = (text: string) => (n === 1 ? text : `t${n}-${text}`)
  const root: Reply = { part: `t${n}`, title, label: label(say('button.facts')), message: thread.root }
  const below = thread.replies.map(
    (reply): Reply => ({
      part: part(reply.part),
      title,
      label: label(reply.label),
      message: {
        ...reply.message,
        summary: say('digest.part-summary', { title, summary: reply.message.summary }),
        blocks: [{ kind: 'aside', text: title }, ...reply.message.blocks],
      },
    }),
  )
  return n === 1 ? below : [root, ...below]
}
