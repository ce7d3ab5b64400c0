import type { Json } from './json.ts'
import type { Account, Place, Role } from './place.ts'
import { permissionsIn, type State } from './state.ts'

// People, roles and the server as the API returns them. https://discord.com/developers/docs/resources/guild

export function iso(at: number): string {
  return new Date(at).toISOString()
}

export function userJson(account: Account): Json {
  return {
    id: account.id,
    username: account.bot ? account.name : account.name.toLowerCase(),
    global_name: account.bot ? null : account.name,
    discriminator: account.bot ? '0042' : '0',
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(account.bot && { bot: true }),
  }
}

export function memberJson(state: State, account: Account): Json {
  return { ...memberWithoutUser(state, account), user: userJson(account) }
}

export function memberWithoutUser(state: State, account: Account): Json {
  return {
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    flags: 0,
    joined_at: iso(state.joinedAt),
    nick: null,
    pending: false,
    premium_since: null,
    roles: account.roles.filter(role => role.id !== state.everyone.id).map(role => role.id),
    mute: false,
    deaf: false,
  }
}

/** As it comes with an interaction: with what the person may do in that channel. */
export function actingMemberJson(state: State, account: Account, place: Place): Json {
  return { ...memberJson(state, account), permissions: permissionsIn(state, account, place).toString() }
}

export function roleJson(state: State, role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managed,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.managed && { tags: { bot_id: state.bot.id } }),
  }
}

export function guildJson(state: State): Json {
  return {
    id: state.guild,
    name: 'The Newsroom',
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: ['COMMUNITY', 'NEWS'],
    banner: null,
    owner_id: state.owner.id,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    roles: state.roles.map(role => roleJson(state, role)),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 2,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  }
}
