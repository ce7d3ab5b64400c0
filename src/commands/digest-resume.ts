import type { Block } from '../core/message/message.ts'
import type { Phrase } from '../core/words/words.ts'
import { say } from '../core/words/words.ts'
import type { Answer, Ask } from './command.ts'
import { typedDoing, typingFor } from './digest-example.ts'
import { listed, none } from './digest-list.ts'
import { changed, rescheduled } from './digest-reschedule.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import { mayManage, mayNot, messageOf, placeOf, said, standingIn } from './digest-room.ts'
import { meantOf } from './digest-which.ts'
import { missingLines } from './digest-why.ts'

export const RESUME = 'resume'

/** Lets paused or halted digests go on, when nothing is missing in the channel: it is not found out when the next one is due. */
export async function resume(room: DigestRoom, ask: Ask, id: string): Promise<Answer> {
  if (!(await mayManage(ask, room.courtesy.rules))) return mayNot(room, ask)
  const standing = await standingIn(room, ask)
  const resting = standing.filter(one => one.wanted !== undefined && rests(one, ask.at))
  if (standing.length > 0 && resting.length === 0) return running(room, ask)
  if (standing.length === 0) return none(room, ask)
  // Somebody else was quicker: it goes on already, and is not gone.
  const already = standing.filter(one => one.subscription.id === id && !resting.includes(one))
  if (already.length > 0) {
    const lead = [say('digest-done.resumed', { count: 1 })]
    return listed(room, ask, { lead, standing: already, may: true })
  }
  const meant = meantOf(room, ask, resting, { id, question: 'digest-which.resume', part: RESUME, all: true })
  if (meant.kind === 'asked') return meant.answer
  const { missing } = await room.courtesy.check(placeOf(ask))
  if (missing.length > 0) {
    const isHalted = meant.standing.some(({ subscription }) => subscription.halted !== undefined)
    const lines = missingLines(missing)
    return refused(isHalted ? 'digest-done.still-halted' : 'digest-done.still-paused', meant.standing.length, lines)
  }
  const resumed = meant.standing.map(one => rescheduled(one, {}, room, ask))
  const lead = [say('digest-done.resumed', { count: resumed.length })]
  return { ...(await listed(room, ask, { lead, standing: resumed, may: true })), changes: resumed.map(changed) }
}

function running({ courtesy }: DigestRoom, ask: Ask): Answer {
  const example = typedDoing(typingFor(courtesy.rules.commands.digest, ask), 'list')
  return said(say('digest-done.running', { example }))
}

function rests({ subscription: { halted, pausedUntil = 0 } }: Standing, now: number): boolean {
  return halted !== undefined || pausedUntil > now
}

function refused(phrase: Phrase, count: number, lines: readonly string[]): Answer {
  const blocks: readonly Block[] = [
    { kind: 'note', text: say(phrase, { count }) },
    { kind: 'list', lines },
  ]
  return { kind: 'message', message: messageOf(blocks) }
}
