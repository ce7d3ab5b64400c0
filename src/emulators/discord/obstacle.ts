import { placeJson } from './channel-json.ts'
import { INTENT } from './intents.ts'
import { placesOf } from './lookup.ts'
import { bit, type Permission } from './permissions.ts'
import type { Room } from './place.ts'
import type { Hub } from './routes/route.ts'
import { changed } from './state.ts'

/** An administrator takes a permission away from the bot in a channel, or gives it back; the bot is told as Discord does. */
export function permit({ state, gateway }: Hub, channel: string, permission: Permission, allowed: boolean): void {
  const room = placesOf(state, channel).find((place): place is Room => place.kind === 'room')
  if (!room) throw new Error(`${channel} is not a channel of the server, and has no permissions of its own.`)
  const at = room.overwrites.findIndex(rule => rule.kind === 'member' && rule.id === state.bot.id)
  const before = room.overwrites[at] ?? { id: state.bot.id, kind: 'member' as const, allow: 0n, deny: 0n }
  const flag = bit(permission)
  // Given back, it stands as an own rule, so that a private channel lets the bot in again.
  const after = allowed
    ? { ...before, allow: before.allow | flag, deny: before.deny & ~flag }
    : { ...before, allow: before.allow & ~flag, deny: before.deny | flag }
  if (at === -1) room.overwrites.push(after)
  else room.overwrites[at] = after
  gateway.dispatch('CHANNEL_UPDATE', intents => (intents & INTENT.guilds ? placeJson(state, room) : undefined))
  changed(state)
}
