import type { Form, FormOption } from '../core/message/form.ts'
import type { Block } from '../core/message/message.ts'
import { duration } from '../core/message/span.ts'
import { dayStart, parsePause } from '../core/schedule/pause.ts'
import { say } from '../core/words/words.ts'
import type { Answer, Ask } from './command.ts'
import { typedDoing, typingFor } from './digest-example.ts'
import { describeStanding, listed } from './digest-list.ts'
import { changed, rescheduled } from './digest-reschedule.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import { buttons, mayManage, mayNot, messageOf, pressOf, said, standingIn } from './digest-room.ts'
import { meantOf } from './digest-which.ts'

export const PAUSE = 'pause'
const DAY_SECONDS = 86_400
const MINUTE_MS = 60_000
const DAYS = [1, 2, 3, 7, 14, 30]

/** What a press of a pause may say besides: until when, in minutes since 1970 to the base of 36. */
const UNTIL = /^pause-([0-9a-z]{1,8})$/u
/** Or until which day, counted from 1970. */
const UNTIL_DAY = /^pause-on-(\d{1,7})$/u

export interface Until {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Each digest begins it by its own clock. */
  readonly day?: number
}

/** Until when a press pauses; undefined for any other press. */
export function pauseUntil(part: string): Until | undefined {
  const day = UNTIL_DAY.exec(part)?.[1]
  if (day !== undefined) return { at: dayStart('UTC', Number(day)), day: Number(day) }
  const minutes = UNTIL.exec(part)?.[1]
  return minutes === undefined ? undefined : { at: Number.parseInt(minutes, 36) * MINUTE_MS }
}

function partOf(until: Until | undefined): string {
  if (until?.day !== undefined) return `${PAUSE}-on-${until.day}`
  return until === undefined ? PAUSE : `${PAUSE}-${Math.ceil(until.at / MINUTE_MS).toString(36)}`
}

function untilFor({ wanted }: Standing, { at, day }: Until): number {
  return day === undefined ? at : dayStart(wanted?.plan.zone ?? 'UTC', day)
}

export interface PauseAsked {
  /** Empty: the only one, or else a question. */
  readonly id: string
  /** `3 days`, `until friday`; empty: a form asks. */
  readonly span: string
  /** What was typed already, when a button chose the digest. */
  readonly until?: Until
}

/** Leaves digests out until a time. */
export async function pause(room: DigestRoom, ask: Ask, asked: PauseAsked): Promise<Answer> {
  if (!(await mayManage(ask, room.courtesy.rules))) return mayNot(room, ask)
  const standing = await standingIn(room, ask)
  const readable = standing.filter(({ wanted }) => wanted !== undefined)
  const read = asked.until === undefined ? readPause(readable, ask, asked.span) : asked.until
  if (typeof read === 'string') return wrong(room, ask, read, asked.id)
  const part = partOf(read)
  const meant = meantOf(room, ask, readable, { id: asked.id, question: 'digest-which.pause', part, all: true })
  if (meant.kind === 'asked') return meant.answer
  if (read === undefined) return howLong(room, ask, meant.standing, asked.id)
  if (meant.standing.some(one => untilFor(one, read) <= ask.at))
    return wrong(room, ask, say('schedule.pause-none'), asked.id)
  const paused = meant.standing.map(one => rescheduled(one, { pausedUntil: untilFor(one, read) }, room, ask))
  const lead = [say('digest-done.paused', { count: paused.length })]
  return { ...(await listed(room, ask, { lead, standing: paused, may: true })), changes: paused.map(changed) }
}

/** Until when; undefined where nothing was said; a text tells what is wrong. What day it is now is seen on the clock of the first digest. */
function readPause(standing: readonly Standing[], ask: Ask, span: string): Until | string | undefined {
  if (span.trim() === '') return undefined
  const zone = standing[0]?.wanted?.plan.zone ?? ask.person.zone ?? 'UTC'
  const read = parsePause(span, zone, ask.at)
  if (read.kind === 'wrong') return read.problem
  return { at: read.until, ...(read.day === undefined ? {} : { day: read.day }) }
}

function wrong({ courtesy }: DigestRoom, ask: Ask, problem: string, id: string): Answer {
  const typing = typingFor(courtesy.rules.commands.digest, ask)
  const example = typedDoing(typing, PAUSE, { name: 'span', value: '3 days' })
  const again = { label: say('button.edit'), press: pressOf(ask, PAUSE, id) }
  const blocks: readonly Block[] = [
    { kind: 'note', text: problem },
    { kind: 'note', text: say('digest-wrong.example', { example }) },
    ...buttons([again]),
  ]
  return { kind: 'message', message: messageOf(blocks) }
}

function howLong(room: DigestRoom, ask: Ask, meant: readonly Standing[], id: string): Answer {
  const only = meant.length === 1 ? (meant[0]?.subscription.id ?? id) : id
  const options = DAYS.map((days): FormOption => ({ value: `${days} days`, label: duration(days * DAY_SECONDS) }))
  const form: Form = {
    title: say('digest-pause.title'),
    submit: say('digest-pause.submit'),
    press: pressOf(ask, PAUSE, only),
    fields: [{ kind: 'choice', name: 'span', label: say('digest-pause.how-long'), options, chosen: '3 days' }],
  }
  const typing = typingFor(room.courtesy.rules.commands.digest, ask)
  const example = typedDoing(typing, PAUSE, { name: 'span', value: '3 days' })
  const which = meant.map(one => describeStanding(one, room.topics)).join('; ')
  return { ...said(say('digest-pause.typed', { digest: which, example })), form }
}
