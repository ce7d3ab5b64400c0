import type { Outcome } from '../emulator.ts'
import { outcomeOf } from './act.ts'
import { team } from './identity.ts'
import type { Json } from './json.ts'
import type { Platform } from './platform.ts'
import { type Bar, type Room, robot } from './population.ts'

/** What happens to channels and to the app around the bot; each is told as Slack tells it. */
export interface Administration {
  readonly invite: (room: Room) => Promise<Outcome>
  readonly expel: (room: Room) => Promise<Outcome>
  readonly archive: (room: Room) => Promise<Outcome>
  readonly unarchive: (room: Room) => Promise<Outcome>
  readonly erase: (room: Room) => Promise<Outcome>
  readonly openHome: (user: string) => Promise<Outcome>
  readonly bar: (room: Room, bars: Bar | undefined) => void
  readonly revoke: () => Promise<Outcome>
  readonly uninstall: () => Promise<Outcome>
}

/** https://docs.slack.dev/reference/events */
export function administer(platform: Platform): Administration {
  const { workspace } = platform
  const admin = (): string | undefined => workspace.users.find(user => user.manages)?.id

  async function tell(event: Json): Promise<Outcome> {
    const delivery = await platform.events.emit({ ...event, event_ts: workspace.nextTs() })
    return delivery ? outcomeOf(delivery, code => code) : { acknowledged: false, afterMs: 0 }
  }

  /** Private channels are still called groups in events. */
  function kindOf(room: Room): string {
    return room.kind === 'private' ? 'group' : 'channel'
  }

  return {
    invite(room) {
      workspace.changeRoom({ ...room, member: true })
      const channel_type = room.kind === 'private' ? 'G' : 'C'
      const who = { user: robot.id, team: team.id, inviter: admin() }
      return tell({ type: 'member_joined_channel', channel: room.id, channel_type, ...who })
    },
    expel(room) {
      workspace.changeRoom({ ...room, member: false })
      return tell({ type: `${kindOf(room)}_left`, channel: room.id, actor_id: admin() })
    },
    archive(room) {
      workspace.changeRoom({ ...room, archived: true })
      return tell({ type: `${kindOf(room)}_archive`, channel: room.id, user: admin() })
    },
    unarchive(room) {
      workspace.changeRoom({ ...room, archived: false })
      return tell({ type: `${kindOf(room)}_unarchive`, channel: room.id, user: admin() })
    },
    erase(room) {
      workspace.dropRoom(room.id)
      return tell({ type: `${kindOf(room)}_deleted`, channel: room.id })
    },
    openHome(user) {
      const channel = workspace.rooms().find(room => room.person === user)?.id
      const view = platform.views.home(user)?.payload
      return tell({ type: 'app_home_opened', user, channel, tab: 'home', ...(view && { view }) })
    },
    bar(room, bars) {
      const { bars: _before, ...free } = room
      workspace.changeRoom(bars === undefined ? free : { ...free, bars })
    },
    revoke() {
      platform.tokens.revoked = 'token_revoked'
      return tell({ type: 'tokens_revoked', tokens: { oauth: [], bot: [robot.id] } })
    },
    async uninstall() {
      platform.tokens.revoked = 'account_inactive'
      await tell({ type: 'tokens_revoked', tokens: { oauth: [], bot: [robot.id] } })
      return tell({ type: 'app_uninstalled' })
    },
  }
}
