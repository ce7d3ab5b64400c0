import { draftMessage } from '../draft.ts'
import type { Interaction } from '../interaction.ts'
import { FLAG, INTERACTION } from '../limits.ts'
import { messageJson } from '../message-json.ts'
import { refusal } from '../refusal.ts'
import { erase, rewrite, speak } from '../speak.ts'
import type { Message } from '../state.ts'
import { ANSWER_FLAGS, answering } from './callback.ts'
import { type Answer, type Asked, bodyOf, byToken, type Hub, nothing, ok, param, type Route } from './route.ts'

const EDIT = { request: 'IncomingWebhookUpdateRequestPartial', response: 'MessageResponse' } as const

/** Follow-ups of interactions. https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
export const webhookRoutes: readonly Route[] = [
  byToken(
    'POST /webhooks/:id/:token',
    { request: 'IncomingWebhookRequestPartial', response: 'MessageResponse' },
    followUp,
  ),
  byToken('GET /webhooks/:id/:token/messages/@original', { response: 'MessageResponse' }, (hub, asked) =>
    ok(messageJson(hub.state, originalOf(hub, interactionFor(hub, asked)))),
  ),
  byToken('PATCH /webhooks/:id/:token/messages/@original', EDIT, (hub, asked) => {
    const interaction = interactionFor(hub, asked)
    return edit(hub, asked, originalOf(hub, interaction))
  }),
  byToken('DELETE /webhooks/:id/:token/messages/@original', {}, (hub, asked) => {
    erase(hub, originalOf(hub, interactionFor(hub, asked)))
    return nothing()
  }),
  byToken('GET /webhooks/:id/:token/messages/:id', { response: 'MessageResponse' }, (hub, asked) =>
    ok(messageJson(hub.state, answerOf(hub, asked))),
  ),
  byToken('PATCH /webhooks/:id/:token/messages/:id', EDIT, (hub, asked) => edit(hub, asked, answerOf(hub, asked))),
  byToken('DELETE /webhooks/:id/:token/messages/:id', {}, (hub, asked) => {
    erase(hub, answerOf(hub, asked))
    return nothing()
  }),
]

/** The interaction whose token is in the path: 10015 for an unknown one or before the first answer, 50027 after 15 minutes. */
function interactionFor({ state, interactions }: Hub, asked: Asked): Interaction {
  const interaction = interactions.byToken(param(asked, 1))
  if (!interaction || param(asked, 0) !== state.bot.id) throw refusal('unknownWebhook')
  if (state.now() - interaction.at > INTERACTION.tokenMs) throw refusal('invalidWebhookToken')
  if (interaction.answered === undefined) throw refusal('unknownWebhook')
  return interaction
}

function originalOf({ state }: Hub, interaction: Interaction): Message {
  const { original } = interaction
  if (!original || !state.messages.has(original.id)) throw refusal('unknownMessage')
  return original
}

/** A message that was said with this token, or whose component was used. */
function answerOf(hub: Hub, asked: Asked): Message {
  const interaction = interactionFor(hub, asked)
  const message = hub.state.messages.get(param(asked, 2))
  const own = message?.metadata === interaction.metadata || message === interaction.original
  if (!message || !own) throw refusal('unknownMessage')
  return message
}

function followUp(hub: Hub, asked: Asked): Answer {
  const interaction = interactionFor(hub, asked)
  const { original } = interaction
  // The first follow-up of a deferred answer takes the place of "is thinking…", and its visibility.
  if (original && original.flags & FLAG.loading) return edit(hub, asked, original)
  const draft = draftMessage(hub.state, { body: bodyOf(asked), uploads: asked.uploads, settable: ANSWER_FLAGS })
  const message = speak(hub, interaction.place, hub.state.bot, draft, {
    ...answering(interaction),
    type: 0,
    ...(draft.flags & FLAG.ephemeral ? { onlyFor: interaction.person } : {}),
    ...(original && { reference: original, type: 19 }),
  })
  return ok(messageJson(hub.state, message))
}

function edit(hub: Hub, asked: Asked, message: Message): Answer {
  const settable = FLAG.suppressEmbeds | FLAG.componentsV2
  const draft = draftMessage(hub.state, { body: bodyOf(asked), uploads: asked.uploads, settable, edited: message })
  rewrite(hub, message, draft)
  return ok(messageJson(hub.state, message))
}
