import type { Message } from '../../core/message/message.ts'
import { markOf } from './mark.ts'
import type { DiscordMessage } from './render.ts'
import { FLAGS, renderDiscord } from './render.ts'

/** A message as a call's body, with the mark of the step that posts it. */
export function messageBody(message: Message, key: string, privately = false) {
  const rendered: DiscordMessage = renderDiscord(message, markOf(key))
  return {
    ...rendered,
    flags: rendered.flags | (privately ? FLAGS.ephemeral : 0),
    components: [...rendered.components],
  }
}
