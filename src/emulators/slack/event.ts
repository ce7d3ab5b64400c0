import { app, secret, team } from './identity.ts'
import { type Json, textOf } from './json.ts'
import type { Tokens } from './platform.ts'
import { robot } from './population.ts'
import type { Delivery, SocketMode } from './socket-mode.ts'

/** https://docs.slack.dev/apis/events-api */
export interface Events {
  /** Wraps an event and delivers it; undefined when the token lacks the scope that the event needs, or the app was removed. */
  readonly emit: (event: Json) => Promise<Delivery> | undefined
}

/** Events that are only sent to apps with a scope, by type or by `type.channel_type`. */
const scopeOf: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  member_joined_channel: 'channels:read',
}

/** What a removed app is still told. */
const farewells = ['tokens_revoked', 'app_uninstalled']

export function openEvents(
  socketMode: SocketMode,
  scopes: readonly string[],
  tokens: Tokens,
  now: () => number,
): Events {
  return {
    emit(event) {
      const type = textOf(event.type)
      const scope = scopeOf[`${type}.${textOf(event.channel_type)}`] ?? scopeOf[type]
      if (scope !== undefined && !scopes.includes(scope)) return undefined
      if (tokens.revoked !== undefined && !farewells.includes(type)) return undefined
      return socketMode.deliverEvent(eventPayload(event, now()))
    },
  }
}

function eventPayload(event: Json, at: number): Json {
  return {
    token: 'emulated',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: `Ev${secret(10)}`,
    event_time: Math.floor(at / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: robot.id, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${secret(24)}`,
  }
}
