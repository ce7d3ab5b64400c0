/**
 * What the playground's server and its page say to each other. JSON both ways: the server pushes `Push` over one event stream
 * (`GET /events`), the page sends one `Act` in each `POST /act` and gets a `Done`. Plain data only, so that both sides import it.
 */
export type Platform = 'slack' | 'discord'

/** A channel as the page lists it. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly kind: 'text' | 'private' | 'direct' | 'announcement' | 'forum'
}

export interface Human {
  readonly name: string
  readonly manages: boolean
}

/** A message as its readers have it: `Seen` of the emulators, whose `payload` is what the platform's API would return. */
export interface Shown {
  readonly platform: Platform
  /** The name of the channel that it stands in, or in whose thread. */
  readonly place: string
  readonly id: string
  readonly author: string
  readonly bot: boolean
  readonly thread?: string
  readonly onlyFor?: string
  /** The name of the person whose direct message with the bot it stands in. */
  readonly direct?: string
  readonly text: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: number
  readonly edited: boolean
}

export interface Fault {
  readonly kind: 'rate-limit' | 'lost-answer' | 'disconnect' | 'duplicate' | 'slow' | 'server-error'
}

/** What stands in the way for good until it is taken away again: a permission, the bot's place in the channel. */
export interface Obstacle {
  readonly kind: 'bot-out' | 'no-threads' | 'no-posts'
  readonly place: string
}

export interface Trouble {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** A story in the library, for the pane "Check". */
export interface Listed {
  readonly id: string
  readonly title: string
  readonly date?: string
  readonly imbalances: readonly string[]
}

/** A command that the bot takes. */
export interface Known {
  readonly name: string
  readonly summary: string
  /** As typed: `/story north-korea`. */
  readonly example: string
  /** What it takes; on Discord each is an option of its own. */
  readonly words: readonly KnownWord[]
  /** On Discord one of these stands behind the name, with words of its own. */
  readonly subcommands: readonly {
    readonly name: string
    readonly summary: string
    readonly words: readonly KnownWord[]
  }[]
}

export interface KnownWord {
  readonly name: string
  readonly summary: string
  readonly required: boolean
}

/** How far the clock is moved: to the next digest, or so long. */
export type Stride = 'hour' | 'day' | 'week' | 'next'

export type Push =
  /** First of all, and again after a reconnect. */
  | {
      readonly kind: 'world'
      readonly places: Readonly<Record<Platform, readonly Place[]>>
      readonly people: readonly Human[]
      readonly commands: readonly Known[]
      /** The names of people, of the bot and of channels by their ids, for mentions. */
      readonly names: Readonly<Record<Platform, Readonly<Record<string, string>>>>
    }
  | { readonly kind: 'shown'; readonly message: Shown }
  | { readonly kind: 'gone'; readonly platform: Platform; readonly place: string; readonly id: string }
  /** A form that opened or closed before a person; `form` is as the platform's API has it. */
  | { readonly kind: 'form'; readonly platform: Platform; readonly person: string; readonly form?: unknown }
  /** An API call of the bot, for the panel "Weather". */
  | {
      readonly kind: 'call'
      readonly platform: Platform
      readonly n: number
      readonly name: string
      /** Of the part of an answer that it carries; see key.ts. */
      readonly key?: string
      readonly status?: number
      readonly error?: string
    }
  /** What was put in the bot's way, or taken away again. */
  | { readonly kind: 'obstacle'; readonly platform: Platform; readonly obstacle: Obstacle; readonly there: boolean }
  | { readonly kind: 'connected'; readonly platform: Platform; readonly connected: boolean }
  /** The town's time as it differs from the clock outside, in milliseconds, and when the next digest is due there, since 1970. */
  | { readonly kind: 'clock'; readonly ahead: number; readonly next?: number }
  | { readonly kind: 'stories'; readonly stories: readonly Listed[]; readonly problems: readonly Trouble[] }

/** Who acts, and where. */
export interface From {
  readonly platform: Platform
  readonly person: string
  readonly place: string
  /** The root message's id, inside a thread. */
  readonly thread?: string
}

export type Act =
  /** Typed into the composer; a line that begins with `/` is a command. */
  | ({ readonly act: 'type'; readonly text: string } & From)
  | ({ readonly act: 'press'; readonly message: string; readonly button: string } & From)
  | ({ readonly act: 'choose'; readonly message: string; readonly select: string; readonly option: string } & From)
  | ({ readonly act: 'submit'; readonly values: Readonly<Record<string, string | readonly string[]>> } & From)
  /** Closes the open form without sending it. */
  | ({ readonly act: 'dismiss' } & From)
  | ({ readonly act: 'suggest'; readonly typed: string; readonly message?: string; readonly select?: string } & From)
  | { readonly act: 'weather'; readonly platform: Platform; readonly fault: Fault }
  | { readonly act: 'obstacle'; readonly platform: Platform; readonly obstacle: Obstacle; readonly there: boolean }
  /** Moves the town's clock; the answer, a `Moved`, comes when the digests of that time stand in their channels. */
  | { readonly act: 'clock'; readonly stride: Stride }
  /** What is behind a message: the answer is an `Inside`. */
  | { readonly act: 'inspect'; readonly platform: Platform; readonly place: string; readonly message: string }
  /** Reads a pasted story; the answer is a `Pasted`. */
  | { readonly act: 'read'; readonly text: string }
  /** Saves a pasted story as a document into the stories folder, under this name without an ending. */
  | { readonly act: 'save'; readonly text: string; readonly name: string }

/** The answer to an act. `error` is a sentence for the person. */
export type Done =
  | { readonly ok: true; readonly value?: Inside | Pasted | Saved | Moved | readonly Suggested[] }
  | { readonly ok: false; readonly error: string }

export interface Suggested {
  readonly name: string
  readonly value: string
}

/** What became of the digests that came due on the way. */
export interface Moved {
  readonly kind: 'moved'
  /** The town's time then, in milliseconds since 1970. */
  readonly at: number
  readonly posted: number
  /** They had something to tell, and their channel did not take it. */
  readonly unposted: number
  /** There was nothing new to tell. */
  readonly silent: number
  readonly skipped: number
}

export interface Inside {
  readonly kind: 'inside'
  /** The neutral message, when the bot made this message in this life. */
  readonly neutral?: unknown
  /** The API call that brought it: `chat.postMessage`. */
  readonly call: string
  /** What the SDK sent, exactly; never holds a token. */
  readonly payload: unknown
  readonly weights: readonly { readonly limit: string; readonly used: number; readonly of: number }[]
}

export interface Pasted {
  readonly kind: 'pasted'
  /** Under which it could be saved. */
  readonly name: string
  readonly stories: readonly {
    readonly title: string
    readonly document: string
    readonly imbalances: readonly string[]
  }[]
  readonly problems: readonly Trouble[]
}

export interface Saved {
  readonly kind: 'saved'
  /** Names of files in the stories folder. */
  readonly files: readonly string[]
}
