import type { Block } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Change } from '../store/store.ts'
import type { Answer, Ask } from './command.ts'
import { typedDigest, typingFor } from './digest-example.ts'
import { describeStanding } from './digest-list.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import { mayManage, mayNot, messageOf, standingIn } from './digest-room.ts'
import { meantOf } from './digest-which.ts'

export const STOP = 'stop'

/** Ends digests, and says how to have them again. */
export async function stop(room: DigestRoom, ask: Ask, id: string): Promise<Answer> {
  if (!(await mayManage(ask, room.courtesy.rules))) return mayNot(room, ask)
  const standing = await standingIn(room, ask)
  const meant = meantOf(room, ask, standing, { id, question: 'digest-which.stop', part: STOP, all: true })
  if (meant.kind === 'asked') return meant.answer
  const blocks = meant.standing.map((one): Block => ({ kind: 'note', text: stopped(room, ask, one) }))
  const changes = meant.standing.map(({ subscription }): Change => ({ kind: 'unsubscribe', id: subscription.id }))
  return { kind: 'message', message: messageOf(blocks), changes }
}

function stopped(room: DigestRoom, ask: Ask, standing: Standing): string {
  const digest = describeStanding(standing, room.topics)
  if (standing.wanted === undefined) return say('digest-done.stopped-only', { digest })
  const typing = typingFor(room.courtesy.rules.commands.digest, ask)
  return say('digest-done.stopped', { digest, example: typedDigest(typing, standing.wanted) })
}
