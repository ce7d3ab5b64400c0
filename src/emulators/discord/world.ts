import type { World } from '../emulator.ts'
import { bits, isPermission, MANAGER, type Overwrite, permissionNames, READER } from './permissions.ts'
import type { Account, Direct, Role, Room } from './place.ts'

export const DEFAULT_WORLD: World = {
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

export const BOT_NAME = 'Counterpoint'
export const GUILD_NAME = 'The Newsroom'

/** A server as it stands when the emulator starts. */
export interface Settled {
  readonly guild: string
  readonly owner: Account
  readonly bot: Account
  readonly people: readonly Account[]
  readonly everyone: Role
  readonly roles: readonly Role[]
  readonly rooms: readonly Room[]
  readonly directs: readonly Direct[]
}

/** Gives everything in a world its id, roles and permission overwrites. `id` makes a new id at each call; `invited` is what the bot may do. */
export function settle(world: World, id: () => string, invited: bigint): Settled {
  const guild = id()
  const everyone: Role = { id: guild, name: '@everyone', permissions: 0n, managed: false, position: 0 }
  const readers: Role = { id: id(), name: 'Readers', permissions: READER, managed: false, position: 1 }
  const managers: Role = { id: id(), name: 'Managers', permissions: MANAGER, managed: false, position: 3 }
  const own: Role = { id: id(), name: BOT_NAME, permissions: invited, managed: true, position: 2 }
  const owner = account('founder', [everyone, readers, managers])
  const bot = { ...account(BOT_NAME, [everyone, own]), bot: true }
  const people = world.people.map(person => ({
    ...account(person.name, [everyone, readers, ...(person.manages ? [managers] : [])]),
    manages: person.manages ?? false,
    locale: person.locale ?? 'en-US',
  }))
  const rooms = world.channels.flatMap((channel, position): Room[] => {
    if (channel.kind === 'direct') return []
    const overwrites: Overwrite[] = []
    if (channel.kind === 'private') {
      overwrites.push({ id: everyone.id, kind: 'role', allow: 0n, deny: bits(['VIEW_CHANNEL']) })
      for (const role of [readers, managers]) overwrites.push(allowed(role.id, 'role'))
    }
    const lacks = (channel.lacks ?? []).map(word => {
      if (!isPermission(word)) throw new Error(`No permission ${word}; there are ${permissionNames().join(', ')}.`)
      return word
    })
    const hidden = channel.bot === false
    const deny = bits([...lacks, ...(hidden ? (['VIEW_CHANNEL'] as const) : [])])
    const allow = channel.kind === 'private' && !hidden ? bits(['VIEW_CHANNEL']) & ~deny : 0n
    if (deny | allow) overwrites.push({ id: bot.id, kind: 'member', allow, deny })
    const tags =
      channel.kind === 'forum' ? ['World', 'Politics'].map(name => ({ id: id(), name, moderated: false })) : []
    return [
      {
        kind: 'room',
        id: id(),
        name: channel.name,
        form: channel.kind,
        overwrites,
        position,
        tags,
        tagRequired: false,
      },
    ]
  })
  const named = world.channels.filter(channel => channel.kind === 'direct')
  const directs = named.flatMap(({ name }) => people.map(person => direct(name, person, id())))
  return { guild, owner, bot, people, everyone, roles: [everyone, readers, own, managers], rooms, directs }

  function account(name: string, roles: readonly Role[]): Account {
    return { id: id(), name, roles, bot: false, manages: false, locale: 'en-US' }
  }
}

export function direct(name: string, person: Account, id: string): Direct {
  return { kind: 'direct', id, name, person }
}

function allowed(id: string, kind: Overwrite['kind']): Overwrite {
  return { id, kind, allow: bits(['VIEW_CHANNEL']), deny: 0n }
}
