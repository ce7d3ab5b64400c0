import type { Desk } from '../commands/desk.ts'
import type { Message } from '../core/message/message.ts'
import type { Carrier } from '../delivery/carrier.ts'
import type { Checked, EditionPost } from '../schedule/edition-post.ts'
import type { Standing } from '../store/posting.ts'
import type { NewStep } from '../store/step.ts'

/** A chat platform: a carrier that also listens. */
export interface Adapter extends Carrier {
  /** Its channels share one limit: a call that it does not make while it could is lost for all of them. */
  readonly sharesLimit?: boolean
  /** What would be sent for this message, made without the platform. */
  preview(message: Message): unknown
  /** The steps that take a story out of where it stands or mark it there as retracted, made without the platform. */
  retract(posting: Standing, withdrawal: Withdrawal): Retraction
  /** The steps that carry a digest, in order. Asks the platform nothing: what it has to know of the channel it knows already. */
  planEdition(post: EditionPost): readonly NewStep[]
  /** What is missing to post there and to open threads. Never rejects: an answer that does not come is missing too. */
  check(place: Place): Promise<Checked>
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

/** A channel in which something is to be posted. */
export interface Place {
  readonly installation: string
  /** The workspace or guild; absent in a direct message. */
  readonly space?: string
  readonly channel: string
}

/** A story that is taken back. */
export interface Withdrawal {
  /** The story's id. */
  readonly story: string
  readonly how: 'remove' | 'mark'
  /** Names for good what asked for it. */
  readonly request: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** How a posting, or a story of it, goes or is marked. */
export interface Retraction {
  readonly steps: readonly NewStep[]
  /** The keys of the steps on which it depends. */
  readonly needed: readonly string[]
  /** The step that closes a thread, which happens only where it cannot be deleted. */
  readonly archive?: string
}

/** What becomes of an adapter's connection. */
export interface Link {
  /** Steps can be carried from now on: before the first request is heard. */
  carries(): void
  /** The platform has ended the connection for good; the error says what to do. */
  lost(error: AdapterError): void
  /** The bot was removed from a guild or workspace; without one, from the whole installation. An outage is no removal. */
  gone(installation: string, space?: string): void
  /** It was invited again. */
  back(installation: string, space?: string): void
  /** All guilds or workspaces that it is in, told whenever it has connected anew: it may have been removed while it was away. */
  within(installation: string, spaces: readonly string[]): void
  readonly pulse: Pulse
}

/** What whoever watches the bot is told of its connection. */
export interface Pulse {
  /** Requests are heard, from now on or again. */
  up(): void
  /** The connection is gone; the adapter opens it anew if that can help. */
  down(): void
  /** The platform sent anything. */
  event(): void
  /** A request was acknowledged so many milliseconds after it came. */
  acknowledged(ms: number): void
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
