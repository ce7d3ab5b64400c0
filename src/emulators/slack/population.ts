import type { Channel, World } from '../emulator.ts'

/** Someone of the workspace; `bot` for the app's own user. */
export interface User {
  readonly id: string
  readonly name: string
  readonly bot: boolean
  readonly manages: boolean
  readonly locale: string
  readonly zone: string
}

/** A conversation. `member` says whether the bot is in it. */
export interface Room {
  readonly id: string
  readonly name: string
  readonly kind: 'public' | 'private' | 'im'
  readonly member: boolean
  readonly archived: boolean
  /** What an admin has barred apps from there. */
  readonly bars?: Bar
  /** The other side of a direct message with the bot, a user id. */
  readonly person?: string
}

/** `posts`: only some people may post; `roots`: only replies can be posted; `replies`: there are no threads. */
export type Bar = 'posts' | 'roots' | 'replies'

export const robot: User = {
  id: 'U0BOT00000',
  name: 'Counterpoint',
  bot: true,
  manages: false,
  locale: 'en-US',
  zone: 'UTC',
}

export const defaultWorld: World = {
  people: [
    { name: 'ana', manages: true },
    { name: 'ben', manages: false },
  ],
  channels: [
    { name: 'news', kind: 'text' },
    { name: 'general', kind: 'text' },
    { name: 'desk', kind: 'private' },
    { name: 'lobby', kind: 'text', bot: false },
    { name: 'bot', kind: 'direct' },
  ],
}

/** The app's own user, and the people. */
export function usersOf(world: World): readonly User[] {
  const people = world.people.map((person, at) => ({
    id: numbered('U0', at + 1),
    name: person.name,
    bot: false,
    manages: person.manages ?? false,
    locale: person.locale ?? 'en-US',
    zone: person.zone ?? 'UTC',
  }))
  return [robot, ...people]
}

/** A direct message exists once for each person who can have it with the bot; the others are between people. */
export function roomsOf(channel: Channel, at: number, users: readonly User[]): readonly Room[] {
  const member = channel.bot ?? true
  const rest = { name: channel.name, member, archived: false }
  switch (channel.kind) {
    case 'direct': {
      const people = member ? users.filter(user => !user.bot) : []
      if (!member) return [{ ...rest, id: numbered('D0', at * 100), kind: 'im' }]
      return people.map((person, which) => ({
        ...rest,
        id: numbered('D0', at * 100 + which + 1),
        kind: 'im' as const,
        person: person.id,
      }))
    }
    case 'private':
      return [{ ...rest, id: numbered('C0', at), kind: 'private' }]
    case 'text':
    case 'announcement':
    case 'forum':
      return [{ ...rest, id: numbered('C0', at), kind: 'public' }]
  }
}

function numbered(prefix: string, n: number): string {
  return `${prefix}${n.toString(36).toUpperCase().padStart(8, '0')}`
}
