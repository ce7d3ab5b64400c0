import { placeJson, threadJson } from './channel-json.ts'
import { guildJson, memberJson } from './guild-json.ts'
import type { Json } from './json.ts'
import { type State, threads } from './state.ts'

/** A server as a session is told of it after READY, or when the bot is invited. */
export function guildCreate(state: State): Json {
  const rooms = [...state.places.values()].filter(place => place.kind === 'room')
  const open = threads(state).filter(thread => !thread.archived)
  return {
    ...guildJson(state),
    joined_at: new Date(state.joinedAt).toISOString(),
    large: false,
    unavailable: false,
    member_count: state.people.length + 2,
    voice_states: [],
    members: [memberJson(state, state.bot)],
    channels: rooms.map(room => placeJson(state, room)),
    threads: open.map(thread => threadJson(state, thread)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
