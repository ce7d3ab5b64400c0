import type { Action, Block, TimedBlock } from '../core/message/message.ts'
import { momentIn } from '../core/message/moment.ts'
import { plainBlock } from '../core/message/plain.ts'
import { describePlan } from '../core/schedule/plan.ts'
import { say, sayAround } from '../core/words/words.ts'
import { USUAL_WISH } from '../schedule/wish.ts'
import type { KeptEdition } from '../store/subscription.ts'
import type { Answer, Ask } from './command.ts'
import type { Wanted } from './digest-asked.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'
import { typedDigest, typingFor } from './digest-example.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import { ASK, buttons, mayManage, messageOf, pressOf, said, standingIn } from './digest-room.ts'
import type { TopicBook } from './digest-topic.ts'
import { whyOf } from './digest-why.ts'
import { describeWish } from './digest-wish.ts'

/** How many editions the list speaks of: the last one, and what was left out shortly before. */
const LOOKED_BACK = 3

/** With more, buttons and what they belong to would stand in two messages where a message takes few of them. */
const MOST_WITH_BUTTONS = 5
/** In UTF-16 units; the rest of a message is for names and times as platforms write them. */
const ROOM_WITH_BUTTONS = 2_500

/** `every day at 08:30 (Europe/Berlin), at most 5 stories, about Gaza` */
export function describeDigest({ plan, wish }: Wanted, topics: Pick<TopicBook, 'title'>): string {
  return say('digest.described', { plan: describePlan(plan), wish: describeWish(wish, topics) })
}

/** The same of a digest that is kept, which an older version may not understand. */
export function describeStanding({ wanted }: Standing, topics: Pick<TopicBook, 'title'>): string {
  return wanted === undefined ? say('digest.unreadable') : describeDigest(wanted, topics)
}

/** `/digest list`: for everybody, with buttons for those who may use them. */
export async function list(room: DigestRoom, ask: Ask): Promise<Answer> {
  const standing = await standingIn(room, ask)
  if (standing.length === 0) return none(room, ask)
  return listed(room, ask, { lead: [], standing, may: await mayManage(ask, room.courtesy.rules) })
}

/** Says that the channel has none, and how to set one. */
export function none({ courtesy }: DigestRoom, ask: Ask): Answer {
  const example = typedDigest(typingFor(courtesy.rules.commands.digest, ask), {
    plan: { ...EXAMPLE_PLAN, zone: ask.person.zone ?? EXAMPLE_PLAN.zone },
    wish: USUAL_WISH,
  })
  return said(say('digest-none', { example }))
}

export interface Listed {
  /** What happened, above the list. */
  readonly lead: readonly string[]
  readonly standing: readonly Standing[]
  /** Whether the buttons are shown. */
  readonly may: boolean
}

/** Digests one below the other, each with its next and last time. */
export async function listed(
  room: DigestRoom,
  ask: Ask,
  { lead, standing, may }: Listed,
): Promise<Answer & { kind: 'message' }> {
  const own = await Promise.all(standing.map(one => entry(room, ask, one, may)))
  const isLong = standing.length > MOST_WITH_BUTTONS || lengthOf(own.flat()) > ROOM_WITH_BUTTONS
  const entries = may && isLong ? [...own.map(withoutButtons), buttonsForAll(ask, standing)] : own
  const head: readonly Block[] =
    lead.length > 0 ? lead.map(text => ({ kind: 'note', text })) : [{ kind: 'heading', text: titleFor(ask) }]
  return { kind: 'message', message: messageOf([...head, ...entries.flat()]) }
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((length, block) => length + plainBlock(block).length, 0)
}

function withoutButtons(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(block => block.kind !== 'actions')
}

/** One of each for all digests, which ask for which one. */
function buttonsForAll(ask: Ask, standing: readonly Standing[]): readonly Block[] {
  const readable = standing.filter(({ wanted }) => wanted !== undefined)
  const doings = [
    ...(readable.length === 0 ? [] : (['pause', 'edit'] as const)),
    ...(readable.some(one => rests(one, ask.at)) ? (['resume'] as const) : []),
    'stop' as const,
  ]
  return buttons(doings.map(doing => ({ label: say(`button.${doing}`), press: pressOf(ask, doing, ASK) })))
}

function rests({ subscription: { halted, pausedUntil = 0 } }: Standing, now: number): boolean {
  return halted !== undefined || pausedUntil > now
}

function titleFor({ address }: Ask): string {
  return say(address.direct ? 'digest-list.title-direct' : 'digest-list.title')
}

async function entry(room: DigestRoom, ask: Ask, standing: Standing, may: boolean): Promise<readonly Block[]> {
  const [last, ...before] = await room.courtesy.store.editions(standing.subscription.id, LOOKED_BACK)
  return [
    entryHead(standing, room.topics),
    ...whenBlocks(standing, ask.at, may),
    lastBlock(standing, last),
    ...before.flatMap(edition => skippedBlock(standing, edition)),
    ...(may ? buttons(actions(ask, standing)) : []),
  ]
}

/** When it comes stands out, because digests of one channel are told apart by it. */
function entryHead({ wanted }: Standing, topics: TopicBook): Block {
  if (wanted === undefined) return { kind: 'note', text: say('digest.unreadable') }
  const lead = say('digest-list.plan', { plan: capital(describePlan(wanted.plan)) })
  return { kind: 'note', lead, text: describeWish(wanted.wish, topics) }
}

/** A plan begins its line. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** When it comes next, or why it does not. `resumes`: a button to let it go on stands below. */
export function whenBlocks({ subscription, wanted }: Standing, now: number, resumes = false): readonly Block[] {
  const { halted, nextAt, pausedUntil = 0 } = subscription
  if (halted !== undefined) {
    const phrase = resumes ? 'digest-list.halted' : 'digest-list.halted-read'
    return [{ kind: 'note', text: say(phrase, { ...whyOf(halted) }) }]
  }
  if (nextAt === undefined) return []
  const when = momentIn(zoneOf(wanted), nextAt)
  if (pausedUntil <= now) return [timed(sayAround('digest-list.next', { when }))]
  return [timed(sayAround('digest-list.paused', { until: momentIn(zoneOf(wanted), pausedUntil), when }))]
}

function lastBlock({ wanted }: Standing, last: KeptEdition | undefined): Block {
  if (last === undefined) return { kind: 'note', text: say('digest-list.never') }
  const when = momentIn(zoneOf(wanted), last.dueAt)
  switch (last.outcome) {
    case 'nothing-new':
      return timed(sayAround('digest-list.nothing-new', { when }))
    case 'skipped':
      return timed(sayAround('digest-list.skipped', { when, note: last.note ?? '' }))
    case 'posted': {
      const { posted, waiting, refused, inDoubt } = last.steps
      const total = posted + waiting + refused + inDoubt
      if (posted === total) return timed(sayAround('digest-list.posted', { when }))
      return timed(sayAround('digest-list.posted-part', { when, posted, total, waiting, refused, doubt: inDoubt }))
    }
  }
}

/** What was left out before the last one, which was made: nobody was told of it otherwise. */
function skippedBlock({ wanted }: Standing, { outcome, dueAt, note = '' }: KeptEdition): readonly Block[] {
  if (outcome !== 'skipped') return []
  return [timed(sayAround('digest-list.skipped-before', { when: momentIn(zoneOf(wanted), dueAt), note }))]
}

function actions(ask: Ask, { subscription, wanted }: Standing): readonly Action[] {
  const { id } = subscription
  const readable: readonly Action[] = [
    rests({ subscription }, ask.at)
      ? { label: say('button.resume'), press: pressOf(ask, 'resume', id) }
      : { label: say('button.pause'), press: pressOf(ask, 'pause', id) },
    { label: say('button.edit'), press: pressOf(ask, 'edit', id) },
  ]
  return [...(wanted === undefined ? [] : readable), { label: say('button.stop'), press: pressOf(ask, 'stop', id) }]
}

function zoneOf(wanted: Wanted | undefined): string {
  return wanted?.plan.zone ?? 'UTC'
}

function timed(parts: TimedBlock['parts']): TimedBlock {
  return { kind: 'timed', parts }
}
