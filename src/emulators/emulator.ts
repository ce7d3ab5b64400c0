/**
 * A chat platform that lives on this machine: a real HTTP and WebSocket server on loopback, driven by the real SDK on one
 * side and by people (tests, the playground) on the other. It imports nothing of the bot, so that it cannot share its mistakes.
 * It is strict: what the platform refuses, it refuses, with the platform's own error shape.
 */
export interface Emulator {
  readonly platform: 'slack' | 'discord'
  /** What the bot is given as its API base address. */
  readonly url: string
  /** Environment variables for the bot, by name: tokens and the API address. */
  readonly credentials: Readonly<Record<string, string>>
  /** A person by name (`ana`); an unknown name is an error that lists the names. */
  as(person: string): Person
  /** All messages of a channel and of its threads in the order in which they appeared, private ones included; deleted ones not. */
  seen(channel: string): readonly Seen[]
  /** Resolves with `seen(channel)` as soon as `enough` holds, at once if it does already; rejects after `withinMs` (default 10,000). */
  until(channel: string, enough: (messages: readonly Seen[]) => boolean, withinMs?: number): Promise<readonly Seen[]>
  /** Resolves when a bot is connected and can receive commands; rejects after `withinMs` (default 10,000). */
  connected(withinMs?: number): Promise<void>
  /**
   * Tells, once for all changes of one turn of the event loop, that what people see may have changed: messages, forms, the
   * bot's connection. Returns a function that stops.
   */
  onChange(listener: () => void): () => void
  /** The id of a person, of the bot or of a channel by name; of direct messages, the first one's. */
  id(name: string): string
  /** Every API call so far, in order of arrival, refused ones included. */
  calls(): readonly Call[]
  /**
   * `watch` is awaited at each phase of each API call: `arrived` before anything is done, `accepted` after the platform has
   * changed its state and before the answer is sent, `answered` after. Returns a function that stops watching.
   */
  onCall(watch: (call: Call, phase: CallPhase) => void | Promise<void>): () => void
  /** Arms a fault. Faults of one kind queue up; each is used `times` times (default 1), and then gone. */
  fail(fault: Fault): void
  /** Removes a message as a moderator would. */
  remove(channel: string, message: string): void
  close(): Promise<void>
}

export interface Person {
  /** `channel` is a name (`news`) or an id; `thread` is the id of a thread's root message. */
  in(channel: string, thread?: string): Seat
}

/** A person at a composer. Each act resolves when the platform knows how it went, and never rejects because the bot was slow. */
export interface Seat {
  /** What is typed into the composer: `/story north-korea` is a command; Discord takes `name:value` options too. */
  type(text: string): Promise<Outcome>
  /** An ordinary message without a command. In a direct message with the bot, the bot hears it. */
  say(text: string): Promise<Outcome>
  /** `@Counterpoint text` */
  mention(text: string): Promise<Outcome>
  /** A button, by its visible label or its id, on a message that this person can see. */
  press(message: string, button: string): Promise<Outcome>
  /** An option of a select, by its visible label or value. */
  choose(message: string, select: string, option: string): Promise<Outcome>
  /** Sends the open form with these values, by field id. */
  submit(values: Readonly<Record<string, string | readonly string[]>>): Promise<Outcome>
  /** What the platform offers while typing: Discord's autocompletion of a command (`/story nor`), Slack's external select (`message/select`). */
  suggest(typed: string, message?: string, select?: string): Promise<readonly Suggestion[]>
}

export interface Suggestion {
  readonly name: string
  readonly value: string
}

export interface Outcome {
  /** The bot acknowledged in time. */
  readonly acknowledged: boolean
  /** From delivery to acknowledgement. */
  readonly afterMs: number
  /** What the platform tells the person when it went wrong: `The application did not respond`. */
  readonly error?: string
}

/** A message as its readers have it. */
export interface Seen {
  readonly id: string
  /** Channel id. */
  readonly channel: string
  readonly author: string
  /** True for messages of the bot. */
  readonly bot: boolean
  /** The id of the thread's root message, for replies. */
  readonly thread?: string
  /** The name of the only person who sees it. */
  readonly onlyFor?: string
  /** The name of the person whose direct message with the bot it stands in. */
  readonly direct?: string
  /** Everything that can be read in it, in order, markup removed as the platform shows it; link labels without their addresses. */
  readonly text: string
  /** The links in it, in order. */
  readonly links: readonly { readonly label: string; readonly url: string }[]
  readonly buttons: readonly { readonly id: string; readonly label: string }[]
  readonly selects: readonly { readonly id: string; readonly options: readonly Suggestion[] }[]
  /** Names of those whom it pinged: people, roles, `everyone`. */
  readonly pinged: readonly string[]
  /** The message as the platform's API would return it. */
  readonly payload: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970. */
  readonly at: number
  readonly edited: boolean
}

export interface Call {
  /** Counted from 1 over all calls. */
  readonly n: number
  /** `chat.postMessage`, `response_url`, or `POST /channels/:id/messages`. */
  readonly name: string
  readonly at: number
  /** The request's parsed body, without tokens. */
  readonly body: Readonly<Record<string, unknown>>
  /** The channel concerned, when there is one. */
  readonly channel?: string
  /** HTTP status; absent until answered, and for good when the connection was dropped. */
  readonly status?: number
  /** The platform's error code, when refused. */
  readonly error?: string
}

export type CallPhase = 'arrived' | 'accepted' | 'answered'

/** `on` is a `Call.name`; absent means any call that writes (posts, replies, callbacks, threads), never connecting or reading. */
export type Fault =
  | {
      readonly kind: 'rate-limit'
      readonly on?: string
      readonly afterMs: number
      readonly channel?: string
      readonly times?: number
    }
  | {
      readonly kind: 'server-error'
      readonly on?: string
      readonly status?: number
      readonly accepted: boolean
      readonly times?: number
    }
  | { readonly kind: 'drop'; readonly on?: string; readonly accepted: boolean; readonly times?: number }
  | { readonly kind: 'slow'; readonly on?: string; readonly ms: number; readonly times?: number }
  /** The socket: `announced` as the platform does before a refresh, else cut off. */
  | { readonly kind: 'disconnect'; readonly announced: boolean }
  /** The next delivery to the bot comes twice. */
  | { readonly kind: 'duplicate'; readonly times?: number }

/** What an emulator starts with; each has a world of its own as default with the same names. */
export interface World {
  /** Default: `ana` (manages the space) and `ben` (a reader). */
  readonly people: readonly {
    readonly name: string
    readonly manages?: boolean
    readonly locale?: string
    readonly zone?: string
  }[]
  /** Default: `news`, `general` (text, the bot is in), `desk` (private, the bot is in), `lobby` (text, the bot is NOT in), `bot` (direct message with the bot). */
  readonly channels: readonly Channel[]
}

export interface Channel {
  readonly name: string
  readonly kind: 'text' | 'private' | 'direct' | 'announcement' | 'forum'
  /** Whether the bot is a member (Slack) or can see the channel (Discord). Default true. */
  readonly bot?: boolean
  /** Discord: permission names that the bot lacks here: `CREATE_PUBLIC_THREADS`. */
  readonly lacks?: readonly string[]
}
