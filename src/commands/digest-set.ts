import { createHash } from 'node:crypto'
import type { Action, Block, TimedBlock } from '../core/message/message.ts'
import { momentIn } from '../core/message/moment.ts'
import { typedPlan } from '../core/schedule/plan.ts'
import type { Phrase } from '../core/words/words.ts'
import { say, sayAround } from '../core/words/words.ts'
import { planned } from '../schedule/due.ts'
import type { Checked } from '../schedule/edition-post.ts'
import { timedOf, withNext } from '../schedule/timed.ts'
import { USUAL_WISH, wishText } from '../schedule/wish.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Answer, Ask } from './command.ts'
import type { Filled, Read, Wanted } from './digest-asked.ts'
import { EXAMPLE_PLAN, sameDigest } from './digest-asked.ts'
import { keepDraft, readDraft } from './digest-draft.ts'
import type { Typing } from './digest-example.ts'
import { typedDigest, typedDoing, typingFor } from './digest-example.ts'
import type { FormGoal } from './digest-form.ts'
import { digestForm, SAVE, SAVE_DRAFT, usualFilled } from './digest-form.ts'
import { describeDigest, listed } from './digest-list.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import {
  buttons,
  gone,
  mayManage,
  mayNot,
  messageOf,
  placeOf,
  pressOf,
  said,
  standingIn,
  toldElsewhere,
} from './digest-room.ts'
import { filledWith } from './digest-typed.ts'
import { meantOf } from './digest-which.ts'
import { missingLines } from './digest-why.ts'
import { laneOf } from './lane.ts'

/** What opens the form again. */
export const EDIT = 'edit'

/** More in one channel would be a feed, not a digest. */
const MOST_IN_CHANNEL = 10

/** Sets a digest, or changes the one with that id, as far as it was understood and may be. */
export async function setDigest(room: DigestRoom, ask: Ask, read: Read, changed = ''): Promise<Answer> {
  const { rules } = room.courtesy
  if (!(await mayManage(ask, rules))) return mayNot(room, ask)
  if (read.kind === 'wrong') return wrong(room, ask, read, changed)
  const standing = await standingIn(room, ask)
  const twin = standing.find(({ wanted }) => wanted !== undefined && sameDigest(wanted, read))
  const old = changed === '' ? twin : standing.find(({ subscription }) => subscription.id === changed)
  if (changed !== '' && old === undefined) return gone(room, ask)
  // Another one with the same runs and topics, or this one with nothing changed.
  const isThere = twin !== undefined && (twin !== old || twin.subscription.wish === wishText(read.wish))
  if (isThere) return listed(room, ask, { lead: [say('digest-set.already')], standing: [twin], may: true })
  if (old === undefined && standing.length >= MOST_IN_CHANNEL) {
    const example = typedDoing(typingFor(rules.commands.digest, ask), 'list')
    return said(say('digest-set.too-many', { most: MOST_IN_CHANNEL, example }))
  }
  const checked = await room.courtesy.check(placeOf(ask))
  if (checked.missing.length > 0) return missing(ask, checked, read, old)
  const id = old?.subscription.id ?? (await freshId(room, ask, read, standing))
  const subscription = subscriptionFor(room, ask, read, id, old?.subscription)
  return {
    kind: 'notice',
    message: noticed(room, ask, read, subscription, old),
    ...toldElsewhere(ask, 'digest-set', checked.kind),
    changes: [{ kind: old === undefined ? 'subscribe' : 'resubscribe', subscription }],
  }
}

/** A form for a new digest, for the one with that id, or with what was filled in before and was wrong. */
export async function openForm(
  room: DigestRoom,
  ask: Ask,
  which: 'new' | 'draft' | { readonly id: string },
): Promise<Answer> {
  if (!(await mayManage(ask, room.courtesy.rules))) return mayNot(room, ask)
  if (typeof which === 'object') {
    const readable = (await standingIn(room, ask)).filter(({ wanted }) => wanted !== undefined)
    const choosing = { id: which.id, question: 'digest-which.edit', part: EDIT, all: false } as const
    const meant = meantOf(room, ask, readable, choosing)
    if (meant.kind === 'asked') return meant.answer
    const [old] = meant.standing
    if (old?.wanted === undefined) return gone(room, ask)
    return formed(room, ask, filledWith(old.wanted), { id: which.id, part: SAVE })
  }
  const draft = which === 'draft' ? await readDraft(ask, room) : undefined
  const part = draft === undefined ? SAVE : SAVE_DRAFT
  return formed(room, ask, draft?.filled ?? usualFilled(ask.person.zone), { id: draft?.id, part })
}

/** Where no form can be opened, what to type stands in its place. */
function formed({ topics, courtesy }: DigestRoom, ask: Ask, filled: Filled, goal: FormGoal): Answer {
  const typing = typingFor(courtesy.rules.commands.digest, ask)
  const plan = { ...EXAMPLE_PLAN, zone: ask.person.zone ?? EXAMPLE_PLAN.zone }
  const example = typedDigest(typing, { plan, wish: USUAL_WISH })
  const button: Action = { label: say('button.edit'), press: pressOf(ask, EDIT, goal.id) }
  return { ...said(say('digest-form.typed', { example }), [button]), form: digestForm(ask, filled, topics, goal) }
}

/** What is wrong, an example, and the form with all that was said. */
function wrong({ courtesy }: DigestRoom, ask: Ask, read: Read & { kind: 'wrong' }, id: string): Answer {
  const typing = typingFor(courtesy.rules.commands.digest, ask)
  const blocks: readonly Block[] = [
    { kind: 'note', text: read.problem },
    exampleBlock(typing, read),
    { kind: 'aside', text: say('digest-wrong.help', { example: typedDoing(typing, 'help') }) },
    ...buttons([{ label: say('button.edit'), press: pressOf(ask, EDIT) }]),
  ]
  const draft = { filled: read.filled, ...(id === '' ? {} : { id }) }
  return { kind: 'message', message: messageOf(blocks), changes: [keepDraft(ask, draft)] }
}

/** What to type; where two things may be meant, either of them, the likelier first. */
function exampleBlock(typing: Typing, { nearest, either }: Read & { kind: 'wrong' }): Block {
  if (either === undefined) {
    return { kind: 'note', text: say('digest-wrong.example', { example: typedDigest(typing, nearest) }) }
  }
  const lines = [
    say('digest-wrong.as-zone', { example: typedDigest(typing, either.asZone) }),
    say('digest-wrong.as-topic', { example: typedDigest(typing, either.asTopic) }),
  ]
  return { kind: 'list', lines: nearest === either.asTopic ? lines.toReversed() : lines }
}

/** What is missing in the channel, with its remedy, asked for now and not found out when the digest is due. */
function missing(ask: Ask, { missing: all }: Checked, read: Wanted, old: Standing | undefined): Answer {
  const blocks: readonly Block[] = [
    { kind: 'note', text: say('digest-set.missing') },
    { kind: 'list', lines: missingLines(all) },
    { kind: 'note', text: say('digest-set.then') },
    ...buttons([{ label: say('button.edit'), press: pressOf(ask, EDIT) }]),
  ]
  const draft = { filled: filledWith(read), ...(old === undefined ? {} : { id: old.subscription.id }) }
  return { kind: 'message', message: messageOf(blocks), changes: [keepDraft(ask, draft)] }
}

/**
 * The same for the same digest of a channel, so that two processes that set it at one moment keep one. An id that another
 * digest has, or one before had, is passed over: its editions are not those of the new one.
 */
async function freshId(room: DigestRoom, ask: Ask, wanted: Wanted, standing: readonly Standing[]): Promise<string> {
  for (let nth = 0; ; nth += 1) {
    const id = digestId(ask, wanted, nth)
    const isTaken = standing.some(({ subscription }) => subscription.id === id)
    if (!isTaken && (await room.courtesy.store.editions(id, 1)).length === 0) return id
  }
}

function digestId({ address }: Ask, { plan, wish }: Wanted, nth: number): string {
  const said = [laneOf(address), address.room, typedPlan(plan), wish.topics.toSorted().join(), nth].join('\n')
  return createHash('sha256').update(said).digest('hex').slice(0, 16)
}

/** A digest that was paused stays so when it is changed; one that was halted goes on. */
function subscriptionFor(
  { courtesy: { zoneData } }: DigestRoom,
  ask: Ask,
  { plan, wish }: Wanted,
  id: string,
  old?: Subscription,
): Subscription {
  const { space, room } = ask.address
  const { lastNominal: last, pausedUntil } = old ?? {}
  const next = planned(
    { id, plan, last, pausedUntil, next: old === undefined ? undefined : timedOf(old)?.next },
    ask.at,
  )
  const fresh: Subscription = {
    id,
    lane: laneOf(ask.address),
    channel: room,
    plan: JSON.stringify(plan),
    wish: wishText(wish),
    by: ask.person.id,
    setAt: ask.at,
    zoneData,
    refusals: 0,
    ...(space === undefined ? {} : { space }),
    ...(last === undefined ? {} : { lastNominal: last }),
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
  }
  return withNext(fresh, next, zoneData)
}

/** The channel is told once: by whom, which, when it comes, and how to stop it. */
function noticed(room: DigestRoom, ask: Ask, wanted: Wanted, { nextAt = 0 }: Subscription, old: Standing | undefined) {
  const { commands } = room.courtesy.rules
  const when = momentIn(wanted.plan.zone, nextAt)
  const digest = describeDigest(wanted, room.topics)
  const told: TimedBlock = {
    kind: 'timed',
    parts: sayAround(noticeFor(ask, old), { name: ask.person.name, digest, when }),
  }
  const example = typedDoing({ lead: `/${commands.digest}`, manner: ask.manner }, 'stop')
  return messageOf([told, { kind: 'aside', text: say('digest-set.stop', { example }) }])
}

function noticeFor({ address }: Ask, old: Standing | undefined): Phrase {
  if (address.direct) return old === undefined ? 'digest-set.direct' : 'digest-set.changed-direct'
  return old === undefined ? 'digest-set.new' : 'digest-set.changed'
}
