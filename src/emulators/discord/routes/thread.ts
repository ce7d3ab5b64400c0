import { demand, messageFor, placeFor } from '../access.ts'
import { threadJson, threadMemberJson } from '../channel-json.ts'
import { draftMessage } from '../draft.ts'
import { checkChoice, checkText, checkWhole, openForm } from '../form.ts'
import { demandTags } from '../forum.ts'
import { given, type Json, json, number, text, texts } from '../json.ts'
import { FLAG, THREAD } from '../limits.ts'
import { messageJson } from '../message-json.ts'
import type { Place, Room, Thread } from '../place.ts'
import { refusal, refuseForm } from '../refusal.ts'
import { speak } from '../speak.ts'
import { accountOf, threadOf, threads } from '../state.ts'
import { openThread } from '../thread.ts'
import { checkTags } from './channel.ts'
import { demandSpeech } from './message.ts'
import {
  type Answer,
  type Asked,
  bodyOf,
  created,
  type Hub,
  nothing,
  ok,
  param,
  type Route,
  reading,
  writing,
} from './route.ts'

/** https://discord.com/developers/docs/topics/threads */
export const threadRoutes: readonly Route[] = [
  writing(
    'POST /channels/:id/messages/:id/threads',
    { request: 'CreateTextThreadWithMessageRequest', response: 'ThreadResponse' },
    fromMessage,
  ),
  writing('POST /channels/:id/threads', { request: 'CreateThread', response: 'CreatedThreadResponse' }, withoutMessage),
  reading('GET /channels/:id/thread-members', { response: 'ThreadMemberResponse[]' }, ({ state }, asked) => {
    const thread = threadFor(placeFor(state, param(asked, 0)))
    return ok([...thread.members].map(([user, at]) => threadMemberJson(thread.id, user, at)))
  }),
  reading('GET /channels/:id/thread-members/:id', { response: 'ThreadMemberResponse' }, ({ state }, asked) => {
    const thread = threadFor(placeFor(state, param(asked, 0)))
    const at = thread.members.get(userOf(asked, state.bot.id))
    if (at === undefined) throw refusal('unknownMember')
    return ok(threadMemberJson(thread.id, userOf(asked, state.bot.id), at))
  }),
  writing('PUT /channels/:id/thread-members/:id', {}, ({ state }, asked) => {
    const thread = threadFor(placeFor(state, param(asked, 0)))
    const user = userOf(asked, state.bot.id)
    if (!accountOf(state, user)) throw refusal('unknownMember')
    if (thread.archived) throw refusal('archivedThread')
    if (user !== state.bot.id) demand(state, thread, 'SEND_MESSAGES_IN_THREADS')
    thread.members.set(user, thread.members.get(user) ?? state.now())
    return nothing()
  }),
  writing('DELETE /channels/:id/thread-members/:id', {}, ({ state }, asked) => {
    const thread = threadFor(placeFor(state, param(asked, 0)))
    const user = userOf(asked, state.bot.id)
    if (thread.archived) throw refusal('archivedThread')
    if (user !== state.bot.id) demand(state, thread, 'MANAGE_THREADS')
    thread.members.delete(user)
    return nothing()
  }),
  reading('GET /guilds/:id/threads/active', { response: 'ThreadsResponse' }, ({ state }, asked) => {
    if (param(asked, 0) !== state.guild) throw refusal('unknownGuild')
    if (!state.installed) throw refusal('missingAccess')
    const open = threads(state).filter(thread => !thread.archived)
    return ok({
      threads: open.map(thread => threadJson(state, thread)),
      members: membersOf(open, state.bot.id),
      has_more: false,
    })
  }),
  reading('GET /channels/:id/threads/archived/public', { response: 'ThreadsResponse' }, ({ state }, asked) => {
    const room = placeFor(state, param(asked, 0))
    demand(state, room, 'READ_MESSAGE_HISTORY')
    const limit = Number(asked.query.get('limit') ?? '50')
    const before = Date.parse(asked.query.get('before') ?? '')
    const archived = threads(state)
      .filter(thread => thread.parent === room && thread.archived && thread.type !== 12)
      .filter(thread => Number.isNaN(before) || thread.archivedAt < before)
      .toSorted((a, b) => b.archivedAt - a.archivedAt)
    const page = archived.slice(0, limit)
    return ok({
      threads: page.map(thread => threadJson(state, thread)),
      members: membersOf(page, state.bot.id),
      has_more: archived.length > page.length,
    })
  }),
]

function membersOf(open: readonly Thread[], user: string): readonly Json[] {
  return open.flatMap(thread => {
    const at = thread.members.get(user)
    return at === undefined ? [] : [threadMemberJson(thread.id, user, at)]
  })
}

function userOf(asked: Asked, own: string): string {
  return param(asked, 1) === '@me' ? own : param(asked, 1)
}

function threadFor(place: Place): Thread {
  if (place.kind !== 'thread') throw refusal('wrongChannelType')
  return place
}

/** Threads cannot be nested, and a direct message has none. */
function roomFor(place: Place): Room {
  if (place.kind !== 'room') throw refusal('wrongChannelType')
  return place
}

function fromMessage(hub: Hub, asked: Asked): Answer {
  const { state } = hub
  const room = roomFor(placeFor(state, param(asked, 0)))
  const body = bodyOf(asked)
  const wish = wishOf(body)
  const message = messageFor(state, room, param(asked, 1))
  demand(state, room, 'CREATE_PUBLIC_THREADS')
  if (threadOf(state, message)) throw refusal('threadExists')
  const type = room.form === 'announcement' ? 10 : 11
  const thread = openThread(hub, state.bot, { ...wish, id: message.id, parent: room, type })
  return created(threadJson(state, thread))
}

function wishOf(body: Json) {
  const form = openForm()
  checkText(form.at('name'), body.name, { max: THREAD.name, required: true })
  checkChoice(form.at('auto_archive_duration'), body.auto_archive_duration, THREAD.archiveMinutes, false)
  checkWhole(form.at('rate_limit_per_user'), body.rate_limit_per_user, { min: 0, max: THREAD.slowmodeSeconds })
  refuseForm(form.errors)
  return {
    name: text(body.name),
    archiveMinutes: given(body.auto_archive_duration) ? number(body.auto_archive_duration) : 4320,
    slowmodeSeconds: number(body.rate_limit_per_user),
  }
}

function withoutMessage(hub: Hub, asked: Asked): Answer {
  const { state } = hub
  const room = roomFor(placeFor(state, param(asked, 0)))
  const body = bodyOf(asked)
  const wish = wishOf(body)
  if (room.form === 'forum') return forumPost(hub, asked, room, wish)
  // Without a type, Discord opens a private thread.
  const type = given(body.type) ? number(body.type) : 12
  const form = openForm()
  checkChoice(form.at('type'), type, [10, 11, 12])
  refuseForm(form.errors)
  if ((type === 10) !== (room.form === 'announcement')) throw refusal('wrongChannelType')
  demand(state, room, type === 12 ? 'CREATE_PRIVATE_THREADS' : 'CREATE_PUBLIC_THREADS')
  const kind = type === 10 || type === 11 ? type : 12
  return created(threadJson(state, openThread(hub, state.bot, { ...wish, id: state.id(), parent: room, type: kind })))
}

/** A post of a forum is a thread whose first message has the thread's id. */
function forumPost(hub: Hub, asked: Asked, room: Room, wish: ReturnType<typeof wishOf>): Answer {
  const { state } = hub
  const body = bodyOf(asked)
  const form = openForm()
  checkTags(form, room, body.applied_tags)
  if (!given(body.message)) form.at('message').wrong('BASE_TYPE_REQUIRED', 'This field is required')
  refuseForm(form.errors)
  const settable = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.componentsV2
  const draft = draftMessage(state, {
    body: json(body.message),
    uploads: asked.uploads,
    path: ['message'],
    settable,
  })
  demandSpeech(state, room, draft)
  demandTags(state, room, texts(body.applied_tags))
  const id = state.id()
  const thread = openThread(hub, state.bot, {
    ...wish,
    id,
    parent: room,
    type: 11,
    appliedTags: texts(body.applied_tags),
  })
  const message = speak(hub, thread, state.bot, draft, { id })
  return created({ ...threadJson(state, thread), message: messageJson(state, message) })
}
