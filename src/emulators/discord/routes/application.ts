import { placeJson } from '../channel-json.ts'
import { checkCommand, checkCommands, shapeCommand } from '../command-check.ts'
import { guildJson, userJson } from '../guild-json.ts'
import { json, list, text } from '../json.ts'
import { refusal } from '../refusal.ts'
import { accountOf, type Command, type State } from '../state.ts'
import { direct } from '../world.ts'
import { type Answer, type Asked, bodyOf, created, type Hub, nothing, ok, param, type Route, reading } from './route.ts'

const COMMAND = { request: 'ApplicationCommandCreateRequest', response: 'ApplicationCommandResponse' } as const
const COMMANDS = { request: 'ApplicationCommandUpdateRequest[]', response: 'ApplicationCommandResponse[]' } as const
const EDIT = { request: 'ApplicationCommandPatchRequestPartial', response: 'ApplicationCommandResponse' } as const

/** The application, its commands, its user. https://discord.com/developers/docs/interactions/application-commands */
export const applicationRoutes: readonly Route[] = [
  { ...reading('GET /gateway', {}, hub => ok({ url: hub.gatewayUrl() })), open: true },
  reading('GET /gateway/bot', { response: 'GatewayBotResponse' }, hub =>
    ok({
      url: hub.gatewayUrl(),
      shards: 1,
      session_start_limit: {
        total: 1000,
        remaining: hub.gateway.identifiesLeft(),
        reset_after: 86_400_000,
        max_concurrency: 1,
      },
    }),
  ),
  reading('GET /users/@me', { response: 'UserPIIResponse' }, ({ state }) =>
    ok({ ...userJson(state.bot), mfa_enabled: false, locale: 'en-US', premium_type: 0, email: null, verified: true }),
  ),
  reading('GET /users/@me/guilds', { response: 'MyGuildResponse[]' }, ({ state }) =>
    ok(state.installed ? [myGuild(state)] : []),
  ),
  reading('GET /users/:id', { response: 'UserResponse' }, ({ state }, asked) => {
    const account = accountOf(state, param(asked, 0))
    if (!account) throw refusal('unknownUser')
    return ok(userJson(account))
  }),
  reading(
    'POST /users/@me/channels',
    { request: 'CreatePrivateChannelRequest', response: 'PrivateChannelResponse' },
    openDirect,
  ),
  reading('GET /applications/@me', { response: 'PrivateApplicationResponse' }, ({ state }) =>
    ok(applicationJson(state)),
  ),
  reading('GET /oauth2/applications/@me', { response: 'PrivateApplicationResponse' }, ({ state }) =>
    ok(applicationJson(state)),
  ),
  ...commandRoutes('/applications/:id/commands', () => undefined),
  ...commandRoutes('/applications/:id/guilds/:id/commands', asked => param(asked, 1)),
]

/** The same six routes for commands of everywhere and of one server. */
function commandRoutes(path: string, guildOf: (asked: Asked) => string | undefined): readonly Route[] {
  const scope = ({ state }: Hub, asked: Asked): string | undefined => {
    const guild = guildOf(asked)
    if (param(asked, 0) !== state.bot.id) throw refusal('notThisApplication')
    if (guild !== undefined && (guild !== state.guild || !state.installed)) throw refusal('missingAccess')
    return guild
  }
  const one = (hub: Hub, asked: Asked): Command => {
    const guild = scope(hub, asked)
    const command = hub.state.commands.get(asked.params.at(-1) ?? '')
    if (!command || command.guild !== guild) throw refusal('unknownCommand')
    return command
  }
  return [
    reading(`GET ${path}`, { response: 'ApplicationCommandResponse[]' }, (hub, asked) =>
      ok(commandsOf(hub.state, scope(hub, asked)).map(command => command.json)),
    ),
    reading(`PUT ${path}`, COMMANDS, (hub, asked) => replaceAll(hub, scope(hub, asked), asked)),
    reading(`POST ${path}`, COMMAND, (hub, asked) => upsert(hub, scope(hub, asked), asked)),
    reading(`GET ${path}/:id`, { response: 'ApplicationCommandResponse' }, (hub, asked) => ok(one(hub, asked).json)),
    reading(`PATCH ${path}/:id`, EDIT, (hub, asked) => {
      const old = one(hub, asked)
      const body = { ...old.json, ...bodyOf(asked) }
      checkCommand(body)
      hub.approve()
      const command = register(hub.state, old.guild, body, old.id)
      return ok(command.json)
    }),
    reading(`DELETE ${path}/:id`, {}, (hub, asked) => {
      hub.state.commands.delete(one(hub, asked).id)
      return nothing()
    }),
  ]
}

function commandsOf(state: State, guild: string | undefined): readonly Command[] {
  return [...state.commands.values()].filter(command => command.guild === guild)
}

/** A command keeps its id through a replacement, by its name and type. */
function replaceAll({ state, approve }: Hub, guild: string | undefined, asked: Asked): Answer {
  const bodies = list(asked.body).map(json)
  checkCommands(bodies)
  approve()
  const old = commandsOf(state, guild)
  for (const command of old) state.commands.delete(command.id)
  const commands = bodies.map(body => register(state, guild, body, same(old, body)?.id))
  return ok(commands.map(command => command.json))
}

function upsert({ state, approve }: Hub, guild: string | undefined, asked: Asked): Answer {
  const body = bodyOf(asked)
  checkCommand(body)
  const old = commandsOf(state, guild)
  const replaced = same(old, body)
  if (!replaced) checkCommands([...old.map(command => command.json), body])
  approve()
  const command = register(state, guild, body, replaced?.id)
  return replaced ? ok(command.json) : created(command.json)
}

function same(commands: readonly Command[], body: { readonly [key: string]: unknown }): Command | undefined {
  return commands.find(command => command.name === body.name && command.type === (body.type ?? 1))
}

function register(
  state: State,
  guild: string | undefined,
  body: { readonly [key: string]: unknown },
  known?: string,
): Command {
  const id = known ?? state.id()
  const shaped = shapeCommand(body, { id, application: state.bot.id, version: state.id(), ...(guild && { guild }) })
  const type = typeof body.type === 'number' ? body.type : 1
  const command = { id, name: text(body.name), type, json: shaped, ...(guild && { guild }) }
  state.commands.set(id, command)
  return command
}

function openDirect({ state, approve }: Hub, asked: Asked): Answer {
  const person = state.people.find(one => one.id === text(bodyOf(asked).recipient_id))
  if (!person) throw refusal('invalidRecipient')
  approve()
  const places = [...state.places.values()]
  const known = places.find(place => place.kind === 'direct' && place.person === person)
  const place = known ?? direct('bot', person, state.id())
  state.places.set(place.id, place)
  return ok(placeJson(state, place))
}

function myGuild(state: State) {
  const { id, name, icon, banner, features } = guildJson(state)
  const permissions = state.bot.roles.reduce((all, role) => all | role.permissions, 0n).toString()
  return { id, name, icon, banner, features, owner: false, permissions }
}

function applicationJson(state: State) {
  return {
    id: state.bot.id,
    name: state.bot.name,
    icon: null,
    description: '',
    type: null,
    flags: 0,
    flags_new: '0',
    bot: userJson(state.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userJson(state.owner),
    approximate_guild_count: state.installed ? 1 : 0,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    integration_types_config: { '0': {} },
  }
}
