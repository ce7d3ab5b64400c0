import type { World } from '../emulator.ts'
import type { Json } from './json.ts'
import { THREAD } from './limits.ts'
import { bit, DIRECT, effective, INVITED, type Permission } from './permissions.ts'
import { type Account, homeOf, type Place, type Thread } from './place.ts'
import { openSnowflakes } from './snowflake.ts'
import { type Settled, settle } from './world.ts'

/** A message as it is kept; `messageJson` makes of it what the API returns. */
export interface Message {
  readonly id: string
  readonly place: Place
  readonly author: Account
  readonly type: number
  readonly at: number
  content: string
  embeds: readonly Json[]
  components: readonly Json[]
  attachments: readonly Json[]
  poll?: Json
  flags: number
  editedAt?: number
  /** Ids of whom it pinged, and `everyone`, `here`. */
  pings: readonly string[]
  readonly reference?: Message
  /** The interaction that it answers. */
  readonly metadata?: Json
  /** The command that it answers, in the older form. */
  readonly used?: Json
  /** Said through an application's webhook: an interaction's answer. */
  readonly webhook: boolean
  /** The only person who sees it. */
  readonly onlyFor?: Account
}

/** A registered command as the API returns it. `guild_id` is present for those of a server. */
export interface Command {
  readonly id: string
  readonly name: string
  readonly type: number
  readonly guild?: string
  readonly json: Json
}

/** Everything that Discord remembers. */
export interface State extends Settled {
  readonly token: string
  readonly now: () => number
  readonly id: () => string
  readonly places: Map<string, Place>
  readonly messages: Map<string, Message>
  /** The same messages by the id of their channel, in the order in which they appeared. */
  readonly said: Map<string, readonly Message[]>
  readonly commands: Map<string, Command>
  /** The bot's messages of the last minutes by nonce. */
  readonly nonces: Map<string, { readonly place: Place; readonly message: string; readonly at: number }>
  /** When something was published, by channel. */
  readonly crossposts: Map<string, readonly number[]>
  /** Whether the bot is in the server. */
  installed: boolean
  /** An outage of the server. */
  unavailable: boolean
  readonly joinedAt: number
  /** How many threads of the server can be open. */
  readonly activeThreads: number
  /** Those who wait for something to be seen. */
  readonly watchers: Set<() => void>
}

interface Start {
  readonly world: World
  readonly now: () => number
  /** Makes the bot's token. */
  readonly token: (application: string) => string
  readonly permissions?: bigint
  readonly activeThreads?: number
}

export function openState(start: Start): State {
  const { world, now, token } = start
  const id = openSnowflakes(now)
  const settled = settle(world, id, start.permissions ?? INVITED)
  const places = new Map<string, Place>([...settled.rooms, ...settled.directs].map(place => [place.id, place]))
  return {
    ...settled,
    token: token(settled.bot.id),
    now,
    id,
    places,
    messages: new Map(),
    said: new Map(),
    commands: new Map(),
    nonces: new Map(),
    crossposts: new Map(),
    installed: true,
    unavailable: false,
    joinedAt: now(),
    activeThreads: start.activeThreads ?? THREAD.active,
    watchers: new Set(),
  }
}

/** Tells those who wait that something has changed. */
export function changed(state: State): void {
  for (const watcher of state.watchers) watcher()
}

export function permissionsIn(state: State, account: Account, place: Place): bigint {
  const home = homeOf(place)
  if (home.kind === 'direct') return DIRECT
  return effective(account, state.everyone.id, home.overwrites)
}

export function may(state: State, account: Account, place: Place, permission: Permission): boolean {
  return (permissionsIn(state, account, place) & bit(permission)) !== 0n
}

/** In the order in which they appeared; private ones included. */
export function messagesIn(state: State, place: Place): readonly Message[] {
  return state.said.get(place.id) ?? []
}

export function keep(state: State, message: Message): void {
  state.messages.set(message.id, message)
  state.said.set(message.place.id, [...messagesIn(state, message.place), message])
}

export function forget(state: State, message: Message): void {
  state.messages.delete(message.id)
  const left = messagesIn(state, message.place).filter(other => other !== message)
  state.said.set(message.place.id, left)
}

export function threads(state: State): readonly Thread[] {
  return [...state.places.values()].filter(place => place.kind === 'thread')
}

export function threadOf(state: State, message: Message): Thread | undefined {
  const place = state.places.get(message.id)
  return place?.kind === 'thread' && place.parent === message.place ? place : undefined
}

export function accountOf(state: State, id: string): Account | undefined {
  return [state.bot, state.owner, ...state.people].find(account => account.id === id)
}
