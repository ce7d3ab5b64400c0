import type { Seen } from '../emulator.ts'
import { buttonsOf, labelOf, optionsOf, selectsOf } from './block-element.ts'
import { readMessage } from './block-reading.ts'
import { textOf } from './json.ts'
import { messagePayload } from './message-payload.ts'
import { type Message, roomById, userById, type Workspace } from './workspace.ts'

/** A message never changes, it is replaced; so it is read once, however often somebody looks. */
const known = new WeakMap<Message, Seen>()

/** The message as its readers have it. */
export function seenOf(message: Message, workspace: Workspace): Seen {
  const before = known.get(message)
  if (before) return before
  const seen = look(message, workspace)
  known.set(message, seen)
  return seen
}

function look(message: Message, workspace: Workspace): Seen {
  const reading = readMessage(message, workspace)
  const only = message.onlyFor === undefined ? undefined : userById(workspace, message.onlyFor)
  const partner = roomById(workspace, message.room)?.person
  const direct = partner === undefined ? undefined : userById(workspace, partner)
  return {
    id: message.ts,
    channel: message.room,
    author: userById(workspace, message.user)?.name ?? message.user,
    bot: message.bot,
    ...(message.threadTs === undefined ? {} : { thread: message.threadTs }),
    ...(only && { onlyFor: only.name }),
    ...(direct && { direct: direct.name }),
    text: reading.text,
    links: reading.links,
    buttons: buttonsOf(message.blocks).map(one => ({ id: one.actionId, label: labelOf(one.element) })),
    selects: selectsOf(message.blocks).map(one => ({
      id: one.actionId,
      options: optionsOf(one.element).map(option => ({ name: labelOf(option), value: textOf(option.value) })),
    })),
    pinged: reading.pinged,
    // On demand, because replies change it and looking for them takes the whole channel.
    get payload() {
      return messagePayload(workspace, message, true)
    },
    at: Math.round(Number(message.ts) * 1000),
    edited: message.edited !== undefined,
  }
}
