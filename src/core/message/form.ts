import type { Press } from './message.ts'

/** A few questions to one person, asked at once. Every string in it is the bot's own. */
export interface Form {
  /** At most 24 characters. */
  readonly title: string
  readonly submit: string
  /** What sending it asks; what was chosen comes along as words by the fields' names. */
  readonly press: Press
  /** At most five, each with a name of its own. */
  readonly fields: readonly FormField[]
}

/** A question with answers to choose one from, so that nothing wrong can be sent. */
export interface FormField {
  readonly name: string
  readonly label: string
  /** At most 25; values are short ASCII, each once. */
  readonly options: readonly FormOption[]
  /** One of their values. */
  readonly chosen: string
}

export interface FormOption {
  readonly label: string
  readonly value: string
}
