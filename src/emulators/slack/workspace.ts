import { randomBytes } from 'node:crypto'
import type { Channel, World } from '../emulator.ts'
import type { Json } from './json.ts'

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
  /** The other side of a direct message with the bot, a user id. */
  readonly person?: string
}

export interface Message {
  readonly ts: string
  readonly room: string
  readonly user: string
  readonly bot: boolean
  readonly threadTs?: string
  readonly broadcast: boolean
  /** The id of the only user who sees it. */
  readonly onlyFor?: string
  readonly text: string
  readonly blocks: readonly Json[]
  readonly metadata?: Json
  /** `parse: full` or `link_names`: bare @names in the text are mentions. */
  readonly names: boolean
  /** False for `mrkdwn: false`: the text is read as it is. */
  readonly mrkdwn: boolean
  readonly edited?: { readonly user: string; readonly ts: string }
  /** A deleted root whose replies remain. */
  readonly tombstone: boolean
}

export const team = { id: 'T0EMULATOR', name: 'Emulated Newsroom', domain: 'emulated-newsroom' } as const
export const app = { id: 'A0EMULATOR', bot: 'B0EMULATOR' } as const
export const robot: User = {
  id: 'U0BOT00000',
  name: 'Counterpoint',
  bot: true,
  manages: false,
  locale: 'en-US',
  zone: 'UTC',
}

const defaultWorld: World = {
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

/** The state of the emulated workspace. Messages are kept in the order in which they appeared. */
export interface Workspace {
  readonly users: readonly User[]
  readonly rooms: () => readonly Room[]
  readonly changeRoom: (room: Room) => void
  readonly dropRoom: (id: string) => void
  readonly messages: () => readonly Message[]
  readonly add: (message: Message) => void
  /** Replaces the message with the same room and ts. */
  readonly replace: (message: Message) => void
  /** Deletes; a root with replies leaves a tombstone. */
  readonly drop: (message: Message) => void
  /** A new, strictly growing message time: `1700000000.000100`. */
  readonly nextTs: () => string
  /** Tells of every change; returns a function that stops. */
  readonly onChange: (told: () => void) => () => void
}

export function openWorkspace(world: World = defaultWorld, now: () => number = Date.now): Workspace {
  const users: readonly User[] = [
    robot,
    ...world.people.map((person, at) => ({
      id: numbered('U0', at + 1),
      name: person.name,
      bot: false,
      manages: person.manages ?? false,
      locale: person.locale ?? 'en-US',
      zone: person.zone ?? 'UTC',
    })),
  ]
  let rooms = world.channels.flatMap((channel, at) => roomsOf(channel, at + 1, users))
  let messages: readonly Message[] = []
  let lastMicros = 0
  const listeners = new Set<() => void>()
  function settle(next: readonly Message[]): void {
    messages = next
    for (const told of listeners) told()
  }
  return {
    users,
    rooms: () => rooms,
    changeRoom(room) {
      rooms = rooms.map(one => (one.id === room.id ? room : one))
    },
    dropRoom(id) {
      rooms = rooms.filter(one => one.id !== id)
    },
    messages: () => messages,
    add: message => settle([...messages, message]),
    replace: message => settle(messages.map(one => (same(one, message) ? message : one))),
    drop(message) {
      const held = messages.some(one => one.threadTs === message.ts && one.room === message.room)
      const { metadata: _, ...rest } = message
      const stone = { ...rest, text: 'This message was deleted.', blocks: [], tombstone: true }
      settle(messages.flatMap(one => (same(one, message) ? (held ? [stone] : []) : [one])))
    },
    nextTs() {
      lastMicros = Math.max(lastMicros + 100, now() * 1000)
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`
    },
    onChange(told) {
      listeners.add(told)
      return () => {
        listeners.delete(told)
      }
    },
  }
}

function same(one: Message, other: Message): boolean {
  return one.ts === other.ts && one.room === other.room
}

/** A direct message exists once for each person who can have it with the bot; the others are between people. */
function roomsOf(channel: Channel, at: number, users: readonly User[]): readonly Room[] {
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

/** Unguessable, so that a bot that remembers ids never meets one again after the emulator was started anew. */
export function secret(length = 12): string {
  return randomBytes(length).toString('hex').slice(0, length).toUpperCase()
}

export function userNamed(workspace: Workspace, name: string): User | undefined {
  return workspace.users.find(user => user.name === name)
}

export function userById(workspace: Workspace, id: string): User | undefined {
  return workspace.users.find(user => user.id === id)
}

export function roomById(workspace: Workspace, id: string): Room | undefined {
  return workspace.rooms().find(room => room.id === id)
}

export function messageAt(workspace: Workspace, room: string, ts: string): Message | undefined {
  return workspace.messages().find(message => message.room === room && message.ts === ts)
}

/** Slack's names for channels without one of their own. */
export function channelName(room: Room): string {
  if (room.kind === 'im') return 'directmessage'
  return room.kind === 'private' ? 'privategroup' : room.name
}
