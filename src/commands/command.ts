import type { Form } from '../core/message/form.ts'
import type { Message, Visibility } from '../core/message/message.ts'
import type { Paged } from '../core/message/pages.ts'
import type { Phrase } from '../core/words/words.ts'
import type { EditionPost } from '../schedule/edition-post.ts'
import type { Standing, StoryPosting } from '../store/posting.ts'
import type { About } from '../store/step.ts'
import type { Change } from '../store/store.ts'
import type { Tells } from '../store/subscription.ts'

/** Something that a person can ask. Declared once: Discord's options, Slack's parser and the help come from it. */
export interface Command {
  /** For good: buttons hold it. */
  readonly name: string
  /** What people type here, without the slash. */
  readonly called: string
  readonly summary: Phrase
  /** As typed: `/story north-korea`. */
  readonly example: string
  /** What is typed where there are no subcommands, and what buttons hold, in this order. */
  readonly words: readonly Word[]
  /** A platform that has them offers these in place of `words`; which one was used arrives as the word `do`. */
  readonly subcommands: readonly Subcommand[]
  /** Never throws for anything that a person typed. */
  answer(ask: Ask): Promise<Answer>
  /** What could stand in `word` after what was typed so far; from memory, at most 25. */
  suggest(ask: Ask, word: string, typed: string): readonly Choice[]
}

/** One of several things that a command does. */
export interface Subcommand {
  readonly name: string
  readonly summary: Phrase
  readonly words: readonly Word[]
}

/** One thing that a command takes. A platform without named options fills the first word with all that was typed. */
export interface Word {
  readonly name: string
  /**
   * `story`, `time`, `zone`, `topics` and `day` are suggested while typing; `zone` also means that the command wants to know
   * the zone of whoever asks.
   */
  readonly kind:
    | 'text'
    | 'story'
    | 'visibility'
    | 'part'
    | 'time'
    | 'zone'
    | 'topics'
    | 'layout'
    | 'day'
    | 'number'
    | 'span'
  readonly summary: Phrase
  /** False for what only buttons say. */
  readonly typed: boolean
  readonly required: boolean
  /** All that it can be; absent where it is open. */
  readonly choices?: readonly Choice[]
  /** Of a number. */
  readonly range?: { readonly least: number; readonly most: number }
}

export interface Choice {
  /** In full; an adapter shortens it to what its field shows. */
  readonly label: string
  /** At most 100 characters. */
  readonly value: string
}

/** A person's request, however it was made: typed, pressed, chosen or mentioned. */
export interface Ask {
  /** The platform's own identity of this request, so that a redelivery is the same ask. */
  readonly id: string
  readonly command: string
  readonly words: Readonly<Record<string, string>>
  readonly visibility: Visibility
  /** The message that was pressed, by the platform's id. */
  readonly pressed?: string
  readonly address: Address
  readonly person: Person
  /** How this platform's people do things. */
  readonly manner: Manner
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Address {
  readonly platform: string
  readonly installation: string
  /** The workspace or guild; absent in a direct message of Discord. */
  readonly space?: string
  readonly channel: string
  readonly thread?: string
  /** The channel whose settings count: for a thread that is a channel of its own, the one that it was opened in. */
  readonly room: string
  /** A conversation of one person with the bot: all of it is private. */
  readonly direct: boolean
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly locale: string
  readonly zone?: string
  /** May change the settings of the channel. Asks the platform only when called; false when that gives no answer in time. */
  manages(): Promise<boolean>
  /** May remove what others asked for in the channel; likewise. */
  moderates(): Promise<boolean>
}

export interface Manner {
  /** How the bot is addressed: `@Counterpoint`. */
  readonly bot: string
  /** What makes an answer private. */
  readonly privately: Phrase
  /** What there is to know about threads, for the help. */
  readonly threads?: Phrase
  /** How a command's words are given: one after the other, or each with its name. */
  readonly asks: 'in-a-row' | 'by-name'
  /** Who may set digests in a channel where whoever runs the bot says nothing about it. */
  readonly digests: 'managers' | 'members'
  /** The http(s) address of a posting in this space. */
  linkTo(posting: StoryPosting): string
  /** The http(s) address of a channel of this space. */
  linkToChannel(channel: string): string
}

/** How much people can write in a thread that the platform opens for a story; a platform without such threads has nothing to guard. */
export interface ThreadGuard {
  /** Seconds between two messages of one person. */
  readonly slowMode: number
  /** Nobody but moderators writes in it once all sides stand there. */
  readonly lock: boolean
}

/** A posting that is to go, and what its remover is told alone. */
export interface Removal {
  readonly posting: Standing
  readonly done: Message
  readonly failed: Message
  /** Where the thread can only be closed, because the bot may not delete it. */
  readonly archived: Message
}

export type Answer = Reaction & {
  /** What the asker is told alone after it. */
  readonly also?: Message
}

export type Reaction =
  /** For the asker alone. */
  | {
      readonly kind: 'message'
      readonly message: Message
      /** Opened in its place wherever a form can be opened now; not after a mention. */
      readonly form?: Form
      /** Kept in the commit that claims the ask. */
      readonly changes?: readonly Change[]
      /** Takes a posting away. `message` is said before it, where the platform wants an answer at once. */
      readonly removal?: Removal
    }
  /**
   * For the channel: one message without replies, so that nobody needs to be told alone too. Where it cannot be posted, the
   * asker alone gets it. `elsewhere` is what an asker in a thread is told alone, who does not see it.
   */
  | {
      readonly kind: 'notice'
      readonly message: Message
      readonly elsewhere?: Message
      readonly changes?: readonly Change[]
    }
  /** A digest for the channel, and what the asker is told alone before it, in a thread `elsewhere`; all of it under the claim of the ask. */
  | {
      readonly kind: 'edition'
      readonly message: Message
      readonly elsewhere?: Message
      readonly post: EditionPost
      /** In milliseconds since 1970: nothing is posted when the channel was told one of the stories later than this, and not known here. */
      readonly toldSince: number
      readonly changes?: readonly Change[]
    }
  /** For the channel; read page by page by the asker alone where the channel cannot be posted to. */
  | ({
      readonly kind: 'thread'
      readonly name: string
      /** The story's id. */
      readonly story: string
      readonly about: About
      /** What its readers have had with it: no digest tells them the same. */
      readonly tells: readonly Tells[]
      readonly guard?: ThreadGuard
    } & Paged)
  /** For the asker alone, page by page. */
  | ({ readonly kind: 'pages'; readonly part: string; readonly changes?: readonly Change[] } & Paged)
