import type { Suggestion } from '../../emulator.ts'
import { draftMessage } from '../draft.ts'
import { checkList, checkText, type Form, openForm } from '../form.ts'
import type { Interaction } from '../interaction.ts'
import { type Json, json, number, objects } from '../json.ts'
import { AUTOCOMPLETE, FLAG } from '../limits.ts'
import { messageJson } from '../message-json.ts'
import { checkModal } from '../modal-check.ts'
import { refusal, refuseForm } from '../refusal.ts'
import { rewrite, speak } from '../speak.ts'
import { changed, type Message } from '../state.ts'
import { type Asked, bodyOf, byToken, type Hub, nothing, ok, param, type Route } from './route.ts'

/** Flags that an interaction's answer can set. */
export const ANSWER_FLAGS = FLAG.suppressEmbeds | FLAG.ephemeral | FLAG.suppressNotifications | FLAG.componentsV2

/** https://discord.com/developers/docs/interactions/receiving-and-responding */
export const callbackRoutes: readonly Route[] = [
  byToken(
    'POST /interactions/:id/:token/callback',
    { request: 'InteractionCallback', response: 'InteractionCallbackResponse' },
    (hub, asked) => {
      const interaction = hub.interactions.find(param(asked, 0))
      if (!interaction || interaction.token !== param(asked, 1) || interaction.expired)
        throw refusal('unknownInteraction')
      if (interaction.answered !== undefined) throw refusal('alreadyAcknowledged')
      const type = number(bodyOf(asked).type)
      checkFits(interaction, type)
      const message = carryOut(hub, asked, interaction, type)
      interaction.answered = type
      interaction.heard()
      if (asked.query.get('with_response') !== 'true') return nothing()
      return ok(callbackJson(hub, interaction, type, message))
    },
  ),
]

/** Which callbacks each kind of interaction takes: 4 and 5 answer, 6 and 7 change the message, 8 suggests, 9 opens a form. */
function checkFits(interaction: Interaction, type: number): void {
  const allowed = allowedTypes(interaction)
  if (allowed.includes(type)) return
  const form = openForm('type')
  form.wrong('BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`)
  refuseForm(form.errors)
}

function allowedTypes(interaction: Interaction): readonly number[] {
  switch (interaction.type) {
    case 2:
      return [4, 5, 9]
    case 3:
      return [4, 5, 6, 7, 9]
    case 4:
      return [8]
    case 5:
      return interaction.source ? [4, 5, 6, 7] : [4, 5]
  }
}

function carryOut(hub: Hub, asked: Asked, interaction: Interaction, type: number): Message | undefined {
  const data = json(bodyOf(asked).data)
  switch (type) {
    case 4:
      return answer(hub, asked, interaction, data)
    case 5:
      return deferAnswer(hub, interaction, data)
    case 6:
      hub.approve()
      return keepSource(interaction)
    case 7:
      return updateSource(hub, asked, interaction, data)
    case 8:
      interaction.choices = checkChoices(data)
      hub.approve()
      return undefined
    default:
      openModal(hub, interaction, data)
      return undefined
  }
}

function answer(hub: Hub, asked: Asked, interaction: Interaction, data: Json): Message {
  const draft = draftMessage(hub.state, { body: data, uploads: asked.uploads, path: ['data'], settable: ANSWER_FLAGS })
  const message = speak(hub, interaction.place, hub.state.bot, draft, {
    ...answering(interaction),
    ...(draft.flags & FLAG.ephemeral ? { onlyFor: interaction.person } : {}),
  })
  interaction.original = message
  return message
}

/** What makes a message the answer to an interaction. */
export function answering(interaction: Interaction) {
  const { metadata, used } = interaction
  return { webhook: true, metadata, ...(used && { used }), type: interaction.type === 2 ? 20 : 0 }
}

/** "Counterpoint is thinking…": who sees it is settled now; of the flags, only that one counts. */
function deferAnswer(hub: Hub, interaction: Interaction, data: Json): Message {
  const ephemeral = (number(data.flags) & FLAG.ephemeral) !== 0
  const flags = FLAG.loading | (ephemeral ? FLAG.ephemeral : 0)
  const empty = { content: '', embeds: [], components: [], attachments: [], flags, texts: [], allowed: { parse: [] } }
  const message = speak(hub, interaction.place, hub.state.bot, empty, {
    ...answering(interaction),
    ...(ephemeral && { onlyFor: interaction.person }),
  })
  interaction.original = message
  return message
}

function keepSource(interaction: Interaction): Message | undefined {
  if (interaction.source) interaction.original = interaction.source
  return interaction.source
}

function updateSource(hub: Hub, asked: Asked, interaction: Interaction, data: Json): Message | undefined {
  const message = interaction.source
  if (!message || !hub.state.messages.has(message.id)) throw refusal('unknownMessage')
  const settable = FLAG.suppressEmbeds | FLAG.componentsV2
  rewrite(
    hub,
    message,
    draftMessage(hub.state, { body: data, uploads: asked.uploads, path: ['data'], settable, edited: message }),
  )
  interaction.original = message
  return message
}

function checkChoices(data: Json): readonly Suggestion[] {
  const form = openForm('data')
  const choices = checkList(form.at('choices'), data.choices, { min: 0, max: AUTOCOMPLETE.choices })
  for (const [index, choice] of choices.entries()) checkSuggestion(form.at('choices', index), json(choice))
  refuseForm(form.errors)
  return objects(choices).map(choice => ({ name: String(choice.name), value: String(choice.value) }))
}

function checkSuggestion(form: Form, choice: Json): void {
  checkText(form.at('name'), choice.name, { max: AUTOCOMPLETE.name, required: true })
  if (typeof choice.value === 'number') return
  checkText(form.at('value'), choice.value, { max: AUTOCOMPLETE.value, required: true })
}

function openModal(hub: Hub, interaction: Interaction, data: Json): void {
  checkModal(data)
  hub.approve()
  hub.modals.set(interaction.person.id, {
    customId: String(data.custom_id),
    title: String(data.title),
    components: objects(data.components),
    place: interaction.place,
    openedBy: interaction.metadata,
    ...(interaction.source && { source: interaction.source }),
  })
  changed(hub.state)
}

function callbackJson(hub: Hub, interaction: Interaction, type: number, message: Message | undefined): Json {
  const about = {
    id: interaction.id,
    type: interaction.type,
    channel_id: interaction.place.id,
    ...(interaction.place.kind !== 'direct' && { guild_id: hub.state.guild }),
  }
  if (!message) return { interaction: about }
  return {
    interaction: {
      ...about,
      response_message_id: message.id,
      response_message_loading: (message.flags & FLAG.loading) !== 0,
      response_message_ephemeral: (message.flags & FLAG.ephemeral) !== 0,
    },
    // The published schema promises a resource for these two only.
    ...((type === 4 || type === 7) && { resource: { type, message: messageJson(hub.state, message) } }),
  }
}
