import type { Permission } from './permissions.ts'
import type { Place } from './place.ts'
import { refusal } from './refusal.ts'
import { findMessage } from './speak.ts'
import { type Message, may, type State } from './state.ts'

/** A channel that the bot can see; else 10003 or 50001. */
export function placeFor(state: State, id: string): Place {
  const place = state.places.get(id)
  if (!place) throw refusal('unknownChannel')
  if (place.kind === 'direct') return place
  if (!state.installed || !may(state, state.bot, place, 'VIEW_CHANNEL')) throw refusal('missingAccess')
  return place
}

/** 50013 unless the bot has every one of these. */
export function demand(state: State, place: Place, ...permissions: readonly Permission[]): void {
  if (permissions.every(permission => may(state, state.bot, place, permission))) return
  throw refusal('missingPermissions')
}

/** A message that is there for everyone; else 10008. */
export function messageFor(state: State, place: Place, id: string): Message {
  const message = findMessage(state, place, id)
  if (!message || message.onlyFor) throw refusal('unknownMessage')
  return message
}

/** The permission that speaking there takes: SEND_MESSAGES has no effect inside threads. */
export function speaking(place: Place): Permission {
  return place.kind === 'thread' ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES'
}
