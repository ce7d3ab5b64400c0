import type { World } from '../emulator.ts'
import type { Json } from './json.ts'
import { defaultWorld, type Room, roomsOf, type User, usersOf } from './population.ts'

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
  const users = usersOf(world)
  let rooms = world.channels.flatMap((channel, at) => roomsOf(channel, at + 1, users))
  let messages: Message[] = []
  let lastMicros = 0
  const listeners = new Set<() => void>()
  function settle(next: Message[]): void {
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
    add(message) {
      messages.push(message)
      settle(messages)
    },
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
