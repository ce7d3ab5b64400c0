import { demand, messageFor, placeFor, speaking } from '../access.ts'
import { type Draft, draftMessage } from '../draft.ts'
import { openForm } from '../form.ts'
import { given, type Json, json, text } from '../json.ts'
import { FLAG, MESSAGE, NONCE, RATE } from '../limits.ts'
import { messageJson } from '../message-json.ts'
import type { Place } from '../place.ts'
import { Refusal, refusal, refuseForm } from '../refusal.ts'
import { byAge } from '../snowflake.ts'
import { erase, findMessage, rewrite, speak } from '../speak.ts'
import { changed, type Message, may, messagesIn, type State } from '../state.ts'
import { type Asked, bodyOf, type Hub, nothing, ok, param, type Route, reading, writing } from './route.ts'

const SETTABLE = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.componentsV2

/** https://discord.com/developers/docs/resources/message */
export const messageRoutes: readonly Route[] = [
  reading('GET /channels/:id/messages', { response: 'MessageResponse[]' }, listMessages),
  reading('GET /channels/:id/messages/:id', { response: 'MessageResponse' }, ({ state }, asked) => {
    const place = placeFor(state, param(asked, 0))
    demand(state, place, 'READ_MESSAGE_HISTORY')
    return ok(messageJson(state, messageFor(state, place, param(asked, 1))))
  }),
  writing(
    'POST /channels/:id/messages',
    { request: 'MessageCreateRequest', response: 'MessageResponse' },
    createMessage,
  ),
  writing(
    'PATCH /channels/:id/messages/:id',
    { request: 'MessageEditRequestPartial', response: 'MessageResponse' },
    editMessage,
  ),
  writing('DELETE /channels/:id/messages/:id', {}, (hub, asked) => {
    const place = placeFor(hub.state, param(asked, 0))
    const message = messageFor(hub.state, place, param(asked, 1))
    if (message.author !== hub.state.bot) demand(hub.state, place, 'MANAGE_MESSAGES')
    erase(hub, message)
    return nothing()
  }),
  writing('POST /channels/:id/messages/:id/crosspost', { response: 'MessageResponse' }, crosspost),
  reading('POST /channels/:id/typing', {}, ({ state }, asked) => {
    const place = placeFor(state, param(asked, 0))
    demand(state, place, speaking(place))
    return nothing()
  }),
]

function listMessages({ state }: Hub, asked: Asked) {
  const place = placeFor(state, param(asked, 0))
  if (place.kind === 'room' && place.form === 'forum') throw refusal('wrongChannelType')
  const limit = asked.query.get('limit') ?? '50'
  const form = openForm()
  if (!/^\d+$/.test(limit)) form.at('limit').wrong('NUMBER_TYPE_COERCE', `Value "${limit}" is not int.`)
  else if (Number(limit) < 1)
    form.at('limit').wrong('NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.')
  else if (Number(limit) > 100)
    form.at('limit').wrong('NUMBER_TYPE_MAX', 'int value should be less than or equal to 100.')
  refuseForm(form.errors)
  // Without the permission Discord returns an empty list, not a refusal.
  if (!may(state, state.bot, place, 'READ_MESSAGE_HISTORY')) return ok([])
  const open = messagesIn(state, place).filter(message => !message.onlyFor)
  return ok(slice(open, asked.query, Number(limit)).map(message => messageJson(state, message)))
}

/** Newest first. */
function slice(messages: readonly Message[], query: URLSearchParams, limit: number): readonly Message[] {
  const [around, before, after] = ['around', 'before', 'after'].map(key => query.get(key))
  if (around) {
    const older = messages.filter(message => byAge(message.id, around) <= 0).slice(-Math.ceil((limit + 1) / 2))
    const newer = messages.filter(message => byAge(message.id, around) > 0).slice(0, limit - older.length)
    return [...older, ...newer].reverse()
  }
  if (before)
    return messages
      .filter(message => byAge(message.id, before) < 0)
      .slice(-limit)
      .reverse()
  if (after)
    return messages
      .filter(message => byAge(message.id, after) > 0)
      .slice(0, limit)
      .reverse()
  return messages.slice(-limit).reverse()
}

function createMessage(hub: Hub, asked: Asked) {
  const { state } = hub
  const place = placeFor(state, param(asked, 0))
  if (place.kind === 'room' && place.form === 'forum') throw refusal('messageInForum')
  const body = bodyOf(asked)
  const { nonce } = body
  checkNonce(nonce)
  const draft = draftMessage(state, { body, uploads: asked.uploads, settable: SETTABLE })
  demandSpeech(state, place, draft)
  const reference = replyTo(state, place, body)
  const key = given(nonce) && body.enforce_nonce === true ? String(nonce) : undefined
  const earlier = key === undefined ? undefined : remembered(state, key)
  if (earlier) {
    const [home, id] = earlier
    const message = findMessage(state, home, id)
    if (!message) throw refusal('unknownMessage')
    return ok({ ...messageJson(state, message), nonce })
  }
  const how = { ...(reference && { reference, type: 19 }), nonce }
  const message = speak(hub, place, state.bot, draft, how)
  if (given(nonce)) state.nonces.set(String(nonce), { place, message: message.id, at: state.now() })
  return ok({ ...messageJson(state, message), ...(given(nonce) && { nonce }) })
}

function checkNonce(nonce: unknown): void {
  const form = openForm()
  if (typeof nonce === 'string' && nonce.length > MESSAGE.nonce) {
    form.at('nonce').wrong('NONCE_TYPE_TOO_LONG', `Must be ${MESSAGE.nonce} or fewer in length.`)
  } else if (given(nonce) && typeof nonce !== 'string' && typeof nonce !== 'number') {
    form.at('nonce').wrong('NONCE_TYPE_INVALID', 'Must be an integer or a string.')
  }
  refuseForm(form.errors)
}

/** Where and under which id the message with this nonce is, if the bot said it in the past few minutes. */
function remembered(state: State, nonce: string): readonly [Place, string] | undefined {
  const memory = state.nonces.get(nonce)
  return memory && state.now() - memory.at <= NONCE.rememberedMs ? [memory.place, memory.message] : undefined
}

/** What the bot has to be allowed in order to say this there. */
export function demandSpeech(state: State, place: Place, draft: Draft): void {
  demand(state, place, speaking(place))
  if (draft.embeds.length > 0) demand(state, place, 'EMBED_LINKS')
  if (draft.attachments.length > 0) demand(state, place, 'ATTACH_FILES')
  if (draft.poll) demand(state, place, 'SEND_POLLS')
  if (place.kind !== 'thread' || !place.locked) return
  if (!may(state, state.bot, place, 'MANAGE_THREADS')) throw refusal(place.archived ? 'archivedThread' : 'threadLocked')
}

function replyTo(state: State, place: Place, body: Json): Message | undefined {
  if (!given(body.message_reference)) return undefined
  const asked = json(body.message_reference)
  if (!may(state, state.bot, place, 'READ_MESSAGE_HISTORY')) throw refusal('noHistoryToReply')
  const message = findMessage(state, place, text(asked.message_id))
  if (message && !message.onlyFor) return message
  if (asked.fail_if_not_exists === false) return undefined
  const form = openForm('message_reference')
  form.wrong('MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message')
  refuseForm(form.errors)
  return undefined
}

function editMessage(hub: Hub, asked: Asked) {
  const { state } = hub
  const place = placeFor(state, param(asked, 0))
  const message = messageFor(state, place, param(asked, 1))
  if (message.author !== state.bot) throw refusal('notTheAuthor')
  if (place.kind === 'thread' && place.archived) throw refusal('archivedThread')
  const body = bodyOf(asked)
  const draft = draftMessage(state, {
    body,
    uploads: asked.uploads,
    settable: SETTABLE & ~FLAG.suppressNotifications,
    edited: message,
  })
  rewrite(hub, message, draft)
  return ok(messageJson(state, message))
}

function crosspost(hub: Hub, asked: Asked) {
  const { state } = hub
  const place = placeFor(state, param(asked, 0))
  const message = messageFor(state, place, param(asked, 1))
  if (place.kind !== 'room' || place.form !== 'announcement') throw refusal('wrongChannelType')
  demand(state, place, 'SEND_MESSAGES')
  if (message.author !== state.bot) demand(state, place, 'MANAGE_MESSAGES')
  if (message.flags & FLAG.crossposted) throw refusal('alreadyCrossposted')
  const hour = 3_600_000
  const recent = (state.crossposts.get(place.id) ?? []).filter(at => state.now() - at < hour)
  const oldest = recent[0]
  if (oldest !== undefined && recent.length >= RATE.crosspostsPerHour)
    throw tooFast((oldest + hour - state.now()) / 1000)
  state.crossposts.set(place.id, [...recent, state.now()])
  message.flags |= FLAG.crossposted
  changed(state)
  return ok(messageJson(state, message))
}

/** 429 for this route alone. `seconds` until it is free again. */
function tooFast(seconds: number): Refusal {
  const more = { retry_after: seconds, global: false }
  const headers = { 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': 'shared' }
  return new Refusal(429, 0, 'You are being rate limited.', more, headers)
}
