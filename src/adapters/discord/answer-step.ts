import type { Ask } from '../../commands/command.ts'
import { laneOf } from '../../commands/lane.ts'
import { paginate } from '../../core/message/fit.ts'
import type { Message } from '../../core/message/message.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { NewStep } from '../../store/step.ts'
import { inOrder } from '../in-order.ts'
import { messageBody } from './body.ts'
import { discordBudget } from './budget.ts'
import type { DiscordPayload } from './payload.ts'

/** The interaction that is answered, and what the bot may do where it happened. */
export interface Interaction {
  readonly id: string
  readonly application: string
  readonly token: string
  /** The press came from a private message, which turns into the answer's first page. */
  readonly replaces: boolean
  /** A form can be opened: by anything but a form. */
  readonly opensForm: boolean
  /** A thread can be opened on the answer and written into. */
  readonly mayOpenThread: boolean
  /** An ordinary message can be posted here. */
  readonly mayPost: boolean
  /** It happened in a thread whose channel takes ordinary messages: a forum takes none. */
  readonly mayAnnounce: boolean
}

/** An interaction's token lives for 15 minutes. https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const ANSWER_WITHIN_MS = 14 * 60_000

/** One message after the other for the asker alone, the first as the interaction's answer. */
export function alone(ask: Ask, messages: readonly Message[], interaction: Interaction): readonly NewStep[] {
  const [first, ...rest] = messages
  if (first === undefined) return []
  const root = callback(ask, 'alone-1', first, interaction, interaction.replaces ? 7 : 4, true)
  const more = rest.map((message, index) => ({
    ...followUp(ask, `alone-${index + 2}`, message, interaction, true),
    under: root.key,
  }))
  return [root, ...inOrder(more)]
}

/** The interaction's first answer: 4 a new message, 7 the pressed message turned into it. */
export function callback(
  ask: Ask,
  part: string,
  message: Message,
  interaction: Interaction,
  type: 4 | 7,
  privately: boolean,
): NewStep {
  const { id, application, token } = interaction
  const made = step(ask, part, key => ({
    call: 'callback',
    application,
    interaction: id,
    body: { type, data: messageBody(message, key, privately) },
  }))
  return { ...made, secret: token, urgent: true }
}

/** A further answer. */
export function followUp(
  ask: Ask,
  part: string,
  message: Message,
  interaction: Interaction,
  privately: boolean,
): NewStep {
  const { application, token } = interaction
  const made = step(ask, part, key => ({ call: 'follow-up', application, body: messageBody(message, key, privately) }))
  return { ...made, secret: token, ...(privately ? { urgent: true } : {}) }
}

/** The message in as many as hold it. */
export function paged(message: Message): readonly Message[] {
  return paginate(message.blocks, discordBudget).map(blocks => ({ ...message, blocks }))
}

/** A step of an answer, in the channel where it was asked for. */
export function step(ask: Ask, part: string, payload: (key: string) => DiscordPayload): NewStep {
  const key = stepKey(ask.id, part, ask.at)
  return {
    key,
    kind: 'post',
    lane: laneOf(ask.address),
    channel: ask.address.channel,
    payload: JSON.stringify(payload(key)),
    expiresAt: ask.at + ANSWER_WITHIN_MS,
  }
}
