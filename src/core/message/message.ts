import type { Outlet, Source } from '../story/story.ts'

/** A chat message that no platform has touched yet. Every string in it is plain text, hostile until an adapter's `text.ts` escapes it. */
export interface Message {
  /** A true summary in plain text, for notifications and screen readers. */
  readonly summary: string
  readonly blocks: readonly Block[]
  /** False for replies: they arrive without a sound. */
  readonly notify: boolean
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | DateBlock
  | FactsBlock
  | SourcesBlock
  | SideBlock
  | ForecastBlock
  | UpdatesBlock
  | EntryBlock
  | NoteBlock
  | AsideBlock
  | LinkBlock
  | TimedBlock
  | { readonly kind: 'list'; readonly lines: readonly string[] }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }
  | ChoiceBlock

/** A paragraph; `lead`, such as `Update: `, stands out before it, and with it the paragraph keeps its place above the facts. */
export interface NoteBlock {
  readonly kind: 'note'
  readonly lead?: string
  readonly text: string
}

/** A remark in small print: how the thread came about, never a part of the story. */
export interface AsideBlock {
  readonly kind: 'aside'
  readonly text: string
  /** Said in its place where no thread is opened and the replies follow the message. */
  readonly loose?: string
}

/** A sentence of the bot's own with a link after it. */
export interface LinkBlock {
  readonly kind: 'link'
  readonly text: string
  readonly label: string
  /** http(s) */
  readonly url: string
}

/** A sentence of the bot's own with moments in it, which every reader sees by the clock of their own zone. */
export interface TimedBlock {
  readonly kind: 'timed'
  /** In order, with the spaces between them. */
  readonly parts: readonly (string | Moment)[]
}

export interface Moment {
  /** Seconds since 1970. */
  readonly at: number
  /** Where readers have no clocks of their own, with the zone that it is in: `30 Nov 2026, 08:30 (Europe/Berlin)`. */
  readonly text: string
}

/** When the story happened and who asked for it. */
export interface DateBlock {
  readonly kind: 'date'
  /** `Monday, 14 August 2023` or that it is unknown. */
  readonly day: string
  /** Seconds since 1970 of that day's noon, for an age that stays true; absent when unknown or too near to count in days. */
  readonly at?: number
  /** The age at the time of writing, in words, as a clock from `at` shows it; absent when unknown, or of a day to come. */
  readonly age?: string
  /** `Asked by ana` */
  readonly asked?: string
}

export interface FactsBlock {
  readonly kind: 'facts'
  readonly facts: readonly Footnoted[]
  readonly continued: boolean
}

export interface SourcesBlock {
  readonly kind: 'sources'
  readonly sources: readonly Source[]
  readonly continued: boolean
}

/** One side of the story; every side is this same block. */
export interface SideBlock {
  readonly kind: 'side'
  readonly label: string
  /** Empty: the outlet was not named, and the message says so. */
  readonly providers: readonly Outlet[]
  readonly paragraphs: readonly Footnoted[]
  readonly continued: boolean
}

export interface ForecastBlock {
  readonly kind: 'forecast'
  readonly providers: readonly Outlet[]
  readonly paragraphs: readonly Footnoted[]
  readonly continued: boolean
}

export interface UpdatesBlock {
  readonly kind: 'updates'
  readonly updates: readonly (Footnoted & { readonly lead: string })[]
}

/** A story in the root of a digest: never a side of it. */
export interface EntryBlock {
  readonly kind: 'entry'
  /** The story's id, by which its part of the message is found again. */
  readonly story: string
  /** `1. Kim wants North Korea's arms plants to produce far more` */
  readonly title: string
  /** What changed, when it is an update, and the first fact, each with its sources or a word about them. */
  readonly texts: readonly (Footnoted & { readonly lead?: string })[]
  /** The sources of what it tells by name, the story's day and how much there is of it, in small print; empty where the entry goes on. */
  readonly small: string
  readonly continued: boolean
}

/** A text with its footnotes. */
export interface Footnoted {
  readonly text: string
  readonly notes: readonly Footnote[]
  /** Said after the text in the place of footnotes: that there is no source, `(no source given)`, or where the sources are. */
  readonly missing?: string
}

export interface Footnote {
  readonly n: number
  /** http(s); absent when not known. */
  readonly url?: string
}

/** A button. It holds a command, so that there is one way in. */
export interface Action {
  readonly label: string
  readonly press: Press
}

/** A field in which a person looks for a story; `options` are offered before anything is typed. */
export interface ChoiceBlock {
  readonly kind: 'choice'
  readonly label: string
  /** The chosen value becomes its first word. */
  readonly press: Press
  readonly options: readonly { readonly label: string; readonly value: string }[]
}

/** A command as a button holds it. */
export interface Press {
  readonly command: string
  /** In the order of the command's declared words; short ASCII without colons. */
  readonly words: readonly string[]
  readonly visibility: Visibility
}

export type Visibility = 'everyone' | 'only-me'

/** A root with its replies in order. */
export interface Thread {
  readonly root: Message
  readonly replies: readonly Reply[]
  /** The line that names the root's story, where a thread tells several one after the other: what has no room in the root stands under it. */
  readonly title?: string
}

export interface Reply {
  /** Names the part for good: `sources`, `side-1`, `forecast`, and `side-1.2` for its continuation. */
  readonly part: string
  /** The id of the story that it tells, below the root of a digest. */
  readonly story?: string
  /** The line that names that story, where a thread tells several: what goes on in a further message stands under it. */
  readonly title?: string
  /** What a button to it says. */
  readonly label: string
  readonly message: Message
}
