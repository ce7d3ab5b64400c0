import type { Desk } from '../commands/desk.ts'
import type { Message } from '../core/message/message.ts'
import type { Carrier } from '../delivery/carrier.ts'

/** A chat platform: a carrier that also listens. */
export interface Adapter extends Carrier {
  /** What would be sent for this message, made without the platform. */
  preview(message: Message): unknown
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
