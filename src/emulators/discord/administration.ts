import { placeJson } from './channel-json.ts'
import { INTENT } from './intents.ts'
import type { Json } from './json.ts'
import { placesOf } from './lookup.ts'
import type { Account, Room, Thread } from './place.ts'
import type { Hub } from './routes/route.ts'
import { erase, speak } from './speak.ts'
import { changed, messagesIn, threads } from './state.ts'
import { openThread } from './thread.ts'

/** In minutes; what Discord's client has as default. */
const THREE_DAYS = 4_320

// What people of the server do besides writing and pressing.

/** An administrator deletes a channel with its threads. */
export function removeChannel(hub: Hub, channel: string): void {
  removeFrom(hub, roomOf(hub, channel))
}

/** Removes a channel or a thread with all that is in it, tells the bot, and gives what it was. */
export function removeFrom(hub: Pick<Hub, 'state' | 'gateway'>, place: Room | Thread): Json {
  const { state, gateway } = hub
  const inside = place.kind === 'room' ? threads(state).filter(thread => thread.parent === place) : []
  for (const thread of inside) removeFrom(hub, thread)
  const gone = placeJson(state, place)
  for (const message of messagesIn(state, place)) erase(hub, message)
  state.places.delete(place.id)
  const event = place.kind === 'thread' ? 'THREAD_DELETE' : 'CHANNEL_DELETE'
  gateway.dispatch(event, intents => (intents & INTENT.guilds ? gone : undefined))
  changed(state)
  return gone
}

export interface ForumRules {
  /** Their names; a moderated one is for those who may manage threads. */
  readonly tags?: readonly { readonly name: string; readonly moderated?: boolean }[]
  /** Whether a post has to have one. */
  readonly tagRequired?: boolean
}

/** An administrator changes a forum's tags. */
export function setForum({ state, gateway }: Hub, room: Room, { tags, tagRequired }: ForumRules): void {
  if (room.form !== 'forum') throw new Error(`${room.name} is not a forum.`)
  if (tags !== undefined) {
    room.tags = tags.map(({ name, moderated = false }) => ({
      id: room.tags.find(known => known.name === name)?.id ?? state.id(),
      name,
      moderated,
    }))
  }
  room.tagRequired = tagRequired ?? room.tagRequired
  gateway.dispatch('CHANNEL_UPDATE', intents => (intents & INTENT.guilds ? placeJson(state, room) : undefined))
  changed(state)
}

/** Somebody opens a thread by writing its first message, in a forum a post; gives its id. */
export function startThread(hub: Hub, author: Account, room: Room, name: string, content: string): string {
  const { state } = hub
  // A person's client sends nothing that the schema refuses.
  const stage = { state, gateway: hub.gateway, approve: () => undefined }
  const type = room.form === 'announcement' ? 10 : 11
  const wish = { id: state.id(), parent: room, name, type, archiveMinutes: THREE_DAYS, slowmodeSeconds: 0 } as const
  const thread = openThread(stage, author, wish)
  const draft = { content, embeds: [], components: [], attachments: [], flags: 0, texts: [content], allowed: undefined }
  speak(stage, thread, author, draft, room.form === 'forum' ? { id: thread.id } : {})
  return thread.id
}

export function roomOf({ state }: Pick<Hub, 'state'>, channel: string): Room {
  const room = placesOf(state, channel).find((place): place is Room => place.kind === 'room')
  if (room === undefined) throw new Error(`${channel} is not a channel of the server.`)
  return room
}
