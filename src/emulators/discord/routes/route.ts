import type { Upload } from '../draft.ts'
import type { Gateway } from '../gateway.ts'
import type { Interactions } from '../interaction.ts'
import { type Json, json } from '../json.ts'
import type { Modals } from '../modal-state.ts'
import type { Stage } from '../speak.ts'

/** What the routes work on. */
export interface Hub extends Stage {
  readonly gateway: Gateway
  readonly interactions: Interactions
  readonly modals: Modals
  /** The plain ws:// address of the gateway. */
  readonly gatewayUrl: () => string
}

export interface Asked {
  /** What stands for `:id` and `:token`, in order. */
  readonly params: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
  readonly uploads: readonly Upload[]
}

export interface Answer {
  readonly status: number
  /** Absent for a 204. */
  readonly body?: unknown
}

/** Names in Discord's published schema; `[]` after a name means a list of it. */
export interface Schemas {
  readonly request?: string
  readonly response?: string
}

export interface Route extends Schemas {
  /** `POST /channels/:id/messages`, which is also what `calls()` says. */
  readonly name: string
  /** Whether a fault without `on` concerns it: it says or changes something that people see. */
  readonly writes: boolean
  /** Whether it is authorised by a token in its path, or not at all. */
  readonly open: boolean
  readonly run: (hub: Hub, asked: Asked) => Answer
}

type Run = Route['run']

/** A route that people do not notice. */
export function reading(name: string, schemas: Schemas, run: Run): Route {
  return { name, writes: false, open: false, ...schemas, run }
}

/** A route that says or changes something. */
export function writing(name: string, schemas: Schemas, run: Run): Route {
  return { name, writes: true, open: false, ...schemas, run }
}

/** A route of an interaction: whoever has the token may use it. */
export function byToken(name: string, schemas: Schemas, run: Run): Route {
  return { name, writes: !name.startsWith('GET '), open: true, ...schemas, run }
}

export function ok(body: unknown): Answer {
  return { status: 200, body }
}

export function created(body: unknown): Answer {
  return { status: 201, body }
}

export function nothing(): Answer {
  return { status: 204 }
}

/** The first, second … id of a route; the router has seen to it that they are there. */
export function param(asked: Asked, index: number): string {
  return asked.params[index] ?? ''
}

export function bodyOf(asked: Asked): Json {
  return json(asked.body)
}
