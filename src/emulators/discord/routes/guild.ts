import { placeJson } from '../channel-json.ts'
import { guildJson, memberJson } from '../guild-json.ts'
import { refusal } from '../refusal.ts'
import { accountOf, type State } from '../state.ts'
import { type Asked, type Hub, ok, param, type Route, reading } from './route.ts'

/** https://discord.com/developers/docs/resources/guild */
export const guildRoutes: readonly Route[] = [
  reading('GET /guilds/:id', { response: 'GuildWithCountsResponse' }, (hub, asked) =>
    ok(guildJson(inGuild(hub, asked))),
  ),
  reading('GET /guilds/:id/roles', { response: 'GuildRoleResponse[]' }, (hub, asked) =>
    ok(guildJson(inGuild(hub, asked)).roles),
  ),
  reading('GET /guilds/:id/channels', { response: 'GuildChannelResponse[]' }, (hub, asked) => {
    const state = inGuild(hub, asked)
    const rooms = [...state.places.values()].filter(place => place.kind === 'room')
    return ok(rooms.map(room => placeJson(state, room)))
  }),
  reading('GET /guilds/:id/members/:id', { response: 'GuildMemberResponse' }, (hub, asked) => {
    const state = inGuild(hub, asked)
    const account = param(asked, 1) === '@me' ? state.bot : accountOf(state, param(asked, 1))
    if (!account) throw refusal('unknownMember')
    return ok(memberJson(state, account))
  }),
  reading('GET /users/@me/guilds/:id/member', { response: 'PrivateGuildMemberResponse' }, (hub, asked) => {
    const state = inGuild(hub, asked)
    return ok(memberJson(state, state.bot))
  }),
]

function inGuild({ state }: Hub, asked: Asked): State {
  if (param(asked, 0) !== state.guild) throw refusal('unknownGuild')
  if (!state.installed) throw refusal('missingAccess')
  return state
}
