import type { Act, Done, From, Platform, Push, Shown } from './protocol.ts'

type Here<Any> = Any extends From ? Omit<Any, keyof From> : never

/** What a person does at a message; the page adds who does it and where. */
export type ActWithoutFrom = Here<Act>

/** What a column gives to the drawing of one of its messages. */
export interface DrawContext {
  /** Resolves with the platform's answer; an error is shown by the column, to this person only. */
  act(act: ActWithoutFrom): Promise<Done>
  openThread(root: string): void
  /** Shows what is behind this message. */
  select(message: Shown): void
  /** The replies in this message's thread that this person can see, in order; empty for a reply. */
  readonly replies: readonly Shown[]
  /** Milliseconds since 1970. */
  readonly now: number
  /** The name of the person who looks. */
  readonly person: string
  /** The name of a person, of the bot or of a channel by its id; undefined when there is none. */
  nameOf(id: string): string | undefined
}

/** What the page gives to the panels. */
export interface PanelContext {
  send(act: Act): Promise<Done>
  onPush(listener: (push: Push) => void): void
  onSelect(listener: (message: Shown | undefined) => void): void
  person(): string
  /** The name of the channel that is open on a platform. */
  place(platform: Platform): string
}
