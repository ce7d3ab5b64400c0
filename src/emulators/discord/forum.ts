import type { Place, Room, Tag } from './place.ts'
import { refusal } from './refusal.ts'
import { may, type State } from './state.ts'

/** Throws what Discord answers when a post of a forum may not have these tags, or has to have one. */
export function demandTags(state: State, room: Room, given: readonly string[]): void {
  const manages = may(state, state.bot, room, 'MANAGE_THREADS')
  const open = (tag: Tag) => manages || !tag.moderated
  if (room.tagRequired && given.length === 0) {
    throw refusal(room.tags.some(open) ? 'tagRequired' : 'noTagForEveryone')
  }
  // A moderated tag is for those who may manage threads. https://discord.com/developers/docs/resources/channel#forum-tag-object
  const closed = room.tags.some(tag => given.includes(tag.id) && !open(tag))
  if (closed) throw refusal('missingPermissions')
}

/** A forum has no composer: people write in its posts. */
export function isForum(place: Place): boolean {
  return place.kind === 'room' && place.form === 'forum'
}
