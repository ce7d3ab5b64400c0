import type { Overwrite } from './permissions.ts'

export interface Role {
  readonly id: string
  readonly name: string
  readonly permissions: bigint
  readonly managed: boolean
  readonly position: number
}

/** A person or a bot. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly bot: boolean
  readonly manages: boolean
  /** A Discord locale: `en-US`, `de`. */
  readonly locale: string
  /** In the server, `@everyone` included. */
  readonly roles: readonly Role[]
}

/** A channel of a server. */
export interface Room {
  readonly kind: 'room'
  readonly id: string
  name: string
  topic?: string
  readonly form: 'text' | 'private' | 'announcement' | 'forum'
  readonly overwrites: Overwrite[]
  readonly position: number
  tags: readonly Tag[]
  /** Of a forum: nothing can be posted without a tag. */
  tagRequired: boolean
}

/** Of a forum. */
export interface Tag {
  readonly id: string
  readonly name: string
  readonly moderated: boolean
}

/** A thread; its id is its root message's id, unless it was opened without one. */
export interface Thread {
  readonly kind: 'thread'
  readonly id: string
  readonly parent: Room
  readonly owner: string
  readonly type: 10 | 11 | 12
  readonly madeAt: number
  readonly members: Map<string, number>
  name: string
  archived: boolean
  archivedAt: number
  locked: boolean
  invitable: boolean
  archiveMinutes: number
  slowmodeSeconds: number
  appliedTags: readonly string[]
  /** Messages ever sent in it, its root excluded. */
  sent: number
}

/** A direct message between a person and the bot. */
export interface Direct {
  readonly kind: 'direct'
  readonly id: string
  readonly name: string
  readonly person: Account
}

export type Place = Room | Thread | Direct

/** The channel whose permissions hold: a thread's parent. */
export function homeOf(place: Place): Room | Direct {
  return place.kind === 'thread' ? place.parent : place
}
