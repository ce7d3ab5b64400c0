import { element, icon } from '../element.ts'
import { type Json, json, text } from '../json.ts'
import type { Shown } from '../protocol.ts'
import { drawAvatar, drawName } from './author.ts'
import { typeOf } from './value.ts'

const COMMAND = 2
const COMPONENT = 3
const LONGEST = 120

/** Messages by id, so that an answer to a button can name the message that the button stands on. */
const drawn = new Map<string, Shown>()

export function remember(message: Shown): void {
  drawn.set(message.id, message)
}

/** The line over a message that says what it answers: `ben used /story`; undefined for one that answers nothing. */
export function drawCause(payload: Json): HTMLElement | undefined {
  const metadata = json(payload.interaction_metadata)
  switch (typeOf(metadata)) {
    case COMMAND:
      return drawUse(metadata, text(json(payload.interaction).name) || text(metadata.name))
    case COMPONENT:
      return drawReference(text(metadata.interacted_message_id))
    default:
      return drawReference(text(json(payload.message_reference).message_id))
  }
}

/** The API's payload does not always name the command. */
function drawUse(metadata: Json, command: string): HTMLElement {
  const user = json(metadata.user)
  const used =
    command === ''
      ? 'a command'
      : element('span', { class: 'd-pill d-command' }, icon(['M9.8 20 13 4h1.9l-3.2 16H9.8Z']), command)
  return element('div', { class: 'd-cause' }, drawAvatar(user), drawName(user), element('span', {}, ' used '), used)
}

function drawReference(id: string): HTMLElement | undefined {
  const source = drawn.get(id)
  if (source === undefined) return undefined
  const author = json(source.payload.author)
  const words = source.text.replaceAll('\n', ' ').slice(0, LONGEST)
  return element(
    'div',
    { class: 'd-cause' },
    drawAvatar(author),
    drawName(author),
    ' ',
    element('span', { class: 'd-cause-text' }, words),
  )
}
