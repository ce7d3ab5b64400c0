import type { Desk } from '../commands/desk.ts'
import type { Message } from '../core/message/message.ts'
import type { Carrier } from '../delivery/carrier.ts'
import type { NewStep, Standing } from '../store/store.ts'

/** A chat platform: a carrier that also listens. */
export interface Adapter extends Carrier {
  /** What would be sent for this message, made without the platform. */
  preview(message: Message): unknown
  /** The steps that take a posting away or mark it as retracted, made without the platform. `request` names for good what asked for it, `at` when. */
  retract(posting: Standing, how: 'remove' | 'mark', request: string, at: number): Retraction
  /** Makes it able to carry without listening. Rejects with an `AdapterError` when it cannot be. */
  reach(): Promise<void>
  /**
   * Connects and hands every request to the desk. Keeps trying while the platform is out of reach; rejects with an
   * `AdapterError` when trying again cannot help.
   */
  connect(desk: Desk, link: Link): Promise<void>
  /** Takes no more requests and waits at most `withinMs` for those under way. Steps can still be carried. */
  drain(withinMs: number): Promise<void>
  /** Disconnects. */
  close(): Promise<void>
}

/** How a posting goes, or is marked. */
export interface Retraction {
  readonly steps: readonly NewStep[]
  /** The step on which it depends: the one for the root. Absent where nothing can be done: what the root says was not kept. */
  readonly root?: string
  /** The step that closes a thread, which happens only where it cannot be deleted. */
  readonly archive?: string
}

/** What becomes of an adapter's connection. */
export interface Link {
  /** Steps can be carried from now on: before the first request is heard. */
  carries(): void
  /** The platform has ended the connection for good; the error says what to do. */
  lost(error: AdapterError): void
}

/** What an adapter tells whoever keeps the log; never holds a token, an address for answers, or what people wrote. */
export interface AdapterLog {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void
  error(message: string, detail?: Readonly<Record<string, unknown>>): void
}

/** The platform refuses this bot; the message says what to do. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError'
}
