import { app, team } from './identity.ts'
import type { Json } from './json.ts'
import { botProfile } from './message-payload.ts'
import { type Method, refuse } from './method.ts'
import { robot, type User } from './population.ts'
import { userById } from './workspace.ts'

const reading = { token: 'bot', writes: false } as const

/** Who one is, and who the others are; and the way into Socket Mode. */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    ...reading,
    tier: 'special',
    run: () => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: robot.name.toLowerCase(),
      team_id: team.id,
      user_id: robot.id,
      bot_id: app.bot,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    writes: false,
    tier: 'tier1',
    run: (_, platform) => ({ url: platform.socketMode.invite(platform.origin) }),
  },
  'team.info': {
    ...reading,
    tier: 'tier3',
    scope: 'team:read',
    run: () => ({ team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: {} } }),
  },
  'users.info': {
    ...reading,
    tier: 'tier4',
    scope: 'users:read',
    run(args, platform) {
      const user = userById(platform.workspace, args.text('user') ?? '')
      return user ? { user: userPayload(user, args.flag('include_locale')) } : refuse('user_not_found')
    },
  },
  'bots.info': {
    ...reading,
    tier: 'tier3',
    scope: 'users:read',
    run: args => {
      const wanted = args.text('bot')
      return wanted === undefined || wanted === app.bot
        ? { bot: { ...botProfile(), user_id: robot.id } }
        : refuse('bot_not_found')
    },
  },
}

function userPayload(user: User, withLocale: boolean): Json {
  return {
    id: user.id,
    team_id: team.id,
    name: user.name.toLowerCase(),
    deleted: false,
    real_name: user.name,
    tz: user.zone,
    tz_label: user.zone,
    tz_offset: offsetSeconds(user.zone),
    profile: { real_name: user.name, display_name: user.name, team: team.id, ...(user.bot && { bot_id: app.bot }) },
    is_admin: user.manages,
    is_owner: user.manages,
    is_primary_owner: user.manages,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.bot,
    is_app_user: false,
    ...(withLocale && { locale: user.locale }),
  }
}

/** Seconds east of UTC at the zone's offset of today. */
function offsetSeconds(zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts()
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT'
  const found = /([+-])(\d\d):(\d\d)/.exec(name)
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60)
}
