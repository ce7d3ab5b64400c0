import type { Action, Message } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Standing } from '../store/posting.ts'
import type { Store } from '../store/store.ts'
import type { Answer, Ask } from './command.ts'
import { laneOf } from './lane.ts'
import { told } from './restrain.ts'

/** The part that a press names to take a posting away; its first word is then the posting's key. */
export const REMOVE = 'remove'

/** The answer to a press on a root, with a button to remove it for those who may: who asked for it, and who moderates there. */
export async function removable(given: Answer, ask: Ask, store: Pick<Store, 'posting'>): Promise<Answer> {
  if (ask.pressed === undefined || ask.visibility === 'everyone' || given.kind === 'thread') return given
  const place = { lane: laneOf(ask.address), channel: ask.address.channel }
  const posting = await store.posting({ ...place, message: ask.pressed })
  if (posting === undefined || !(await mayRemove(ask, posting))) return given
  const press = { command: ask.command, words: [posting.key, REMOVE], visibility: 'only-me' } as const
  const action: Action = { label: say(posting.several ? 'button.remove-digest' : 'button.remove'), press }
  if (given.kind === 'pages') return { ...given, always: [action] }
  const blocks = [...given.message.blocks, { kind: 'actions', actions: [action] } as const]
  return { ...given, message: { ...given.message, blocks } }
}

/** Takes the posting away whose button was pressed, if its presser may. */
export async function remove(ask: Ask, store: Pick<Store, 'posting'>): Promise<Answer> {
  const posting = await store.posting({ key: ask.words.query ?? '' })
  if (posting === undefined) return told(say('remove.gone'))
  if (!(await mayRemove(ask, posting))) return told(say('remove.may-not'))
  const removal = {
    posting,
    done: note(say('remove.done')),
    failed: note(say('remove.failed')),
    archived: note(say('remove.archived')),
  }
  return { kind: 'message', message: note(say('remove.under-way')), removal }
}

async function mayRemove(ask: Ask, posting: Standing): Promise<boolean> {
  // What somebody may do in one channel says nothing of another.
  if (posting.lane !== laneOf(ask.address) || posting.channel !== ask.address.channel) return false
  return posting.asker === ask.person.id || ask.person.moderates()
}

function note(text: string): Message {
  return { summary: text, blocks: [{ kind: 'note', text }], notify: false }
}
