import { demand, placeFor } from '../access.ts'
import { removeFrom } from '../administration.ts'
import { placeJson } from '../channel-json.ts'
import { checkChoice, checkFlag, checkList, checkText, checkWhole, openForm } from '../form.ts'
import { given, type Json, json, text, texts } from '../json.ts'
import { THREAD } from '../limits.ts'
import type { Room, Thread } from '../place.ts'
import { refusal, refuseForm } from '../refusal.ts'
import { changed, may } from '../state.ts'
import { tellOfThread } from '../thread.ts'
import { type Answer, type Asked, bodyOf, type Hub, ok, param, type Route, reading, writing } from './route.ts'

/** https://discord.com/developers/docs/resources/channel */
export const channelRoutes: readonly Route[] = [
  reading('GET /channels/:id', { response: 'ChannelResponse' }, ({ state }, asked) =>
    ok(placeJson(state, placeFor(state, param(asked, 0)))),
  ),
  writing('PATCH /channels/:id', { request: 'ChannelUpdate', response: 'ChannelResponse' }, (hub, asked) => {
    const place = placeFor(hub.state, param(asked, 0))
    switch (place.kind) {
      case 'thread':
        return editThread(hub, place, bodyOf(asked))
      case 'room':
        return editRoom(hub, place, bodyOf(asked))
      case 'direct':
        throw refusal('notOnDirect')
    }
  }),
  writing('DELETE /channels/:id', { response: 'ChannelResponse' }, removePlace),
]

function editRoom(hub: Hub, room: Room, body: Json): Answer {
  const { state } = hub
  demand(state, room, 'MANAGE_CHANNELS')
  const form = openForm()
  checkText(form.at('name'), body.name, { min: 1, max: 100 })
  checkText(form.at('topic'), body.topic, { max: room.form === 'forum' ? 4096 : 1024 })
  const tags = checkList(form.at('available_tags'), body.available_tags, { min: 0, max: THREAD.availableTags })
  tags.forEach((tag, index) => {
    checkText(form.at('available_tags', index, 'name'), json(tag).name, { max: 20, required: true })
  })
  refuseForm(form.errors)
  hub.approve()
  if (given(body.name)) room.name = text(body.name)
  if (given(body.topic)) room.topic = text(body.topic)
  if (given(body.available_tags)) {
    room.tags = tags.map(json).map(tag => ({
      id: text(tag.id) || state.id(),
      name: text(tag.name),
      moderated: tag.moderated === true,
    }))
  }
  hub.gateway.dispatch('CHANNEL_UPDATE', intents => (intents & 1 ? placeJson(state, room) : undefined))
  return ok(placeJson(state, room))
}

/** Who opened a thread may name and archive it; locking it takes MANAGE_THREADS. */
function editThread(hub: Hub, thread: Thread, body: Json): Answer {
  const { state } = hub
  const form = openForm()
  checkText(form.at('name'), body.name, { min: 1, max: THREAD.name })
  for (const key of ['archived', 'locked', 'invitable']) checkFlag(form.at(key), body[key])
  checkChoice(form.at('auto_archive_duration'), body.auto_archive_duration, THREAD.archiveMinutes, false)
  checkWhole(form.at('rate_limit_per_user'), body.rate_limit_per_user, { min: 0, max: THREAD.slowmodeSeconds })
  checkTags(form, thread.parent, body.applied_tags)
  refuseForm(form.errors)
  const manages = may(state, state.bot, thread, 'MANAGE_THREADS')
  const opens = body.archived === false && !thread.locked
  const locks = given(body.locked) && body.locked !== thread.locked
  if (!manages && (locks || (thread.owner !== state.bot.id && !opens))) throw refusal('missingPermissions')
  if (opens && !manages) demand(state, thread, 'SEND_MESSAGES_IN_THREADS')
  if (thread.archived && body.archived !== false) throw refusal('archivedThread')
  hub.approve()
  if (typeof body.name === 'string') thread.name = body.name
  if (typeof body.locked === 'boolean') thread.locked = body.locked
  if (typeof body.invitable === 'boolean') thread.invitable = body.invitable
  if (typeof body.auto_archive_duration === 'number') thread.archiveMinutes = body.auto_archive_duration
  if (typeof body.rate_limit_per_user === 'number') thread.slowmodeSeconds = body.rate_limit_per_user
  if (given(body.applied_tags)) thread.appliedTags = texts(body.applied_tags)
  if (typeof body.archived === 'boolean' && body.archived !== thread.archived) {
    thread.archived = body.archived
    thread.archivedAt = state.now()
  }
  tellOfThread(hub, 'THREAD_UPDATE', thread)
  changed(state)
  return ok(placeJson(state, thread))
}

/** At most five tags, and only those of the forum. */
export function checkTags(form: ReturnType<typeof openForm>, room: Room, value: unknown): void {
  const tags = checkList(form.at('applied_tags'), value, { min: 0, max: THREAD.appliedTags })
  tags.forEach((tag, index) => {
    if (room.tags.some(known => known.id === tag)) return
    form.at('applied_tags', index).wrong('FORUM_TAG_INVALID', 'Unknown tag')
  })
}

function removePlace(hub: Hub, asked: Asked): Answer {
  const { state } = hub
  const place = placeFor(state, param(asked, 0))
  if (place.kind === 'direct') return ok(placeJson(state, place))
  demand(state, place, place.kind === 'thread' ? 'MANAGE_THREADS' : 'MANAGE_CHANNELS')
  return ok(removeFrom(hub, place))
}
