import type { Press } from './message.ts'

/** A few questions to one person, asked at once. Its labels are the bot's own; what stands in its fields already may be as a person typed it. */
export interface Form {
  /** At most 24 characters. */
  readonly title: string
  readonly submit: string
  /** What sending it asks; what was filled in comes along as words by the fields' names. */
  readonly press: Press
  /** The more important ones first, each with a name of its own: a platform that shows only a few takes the first. */
  readonly fields: readonly FormField[]
}

export type FormField = ChoiceField | ChoicesField | TextField | TimeField | SearchField

interface Field {
  readonly name: string
  readonly label: string
}

/** A question with answers to choose one from, so that nothing wrong can be sent. */
export interface ChoiceField extends Field {
  readonly kind: 'choice'
  /** At most 25; values are short ASCII, each once. */
  readonly options: readonly FormOption[]
  /** One of their values. */
  readonly chosen: string
}

/** The same with several answers; they arrive joined by commas. */
export interface ChoicesField extends Field {
  readonly kind: 'choices'
  /** At most 25. */
  readonly options: readonly FormOption[]
  readonly chosen: readonly string[]
  readonly least: number
  readonly most: number
}

export interface TextField extends Field {
  readonly kind: 'text'
  readonly value: string
  /** Shown where nothing is written yet. */
  readonly hint?: string
  /** Characters. */
  readonly most: number
  readonly required: boolean
}

/** A time of day. */
export interface TimeField extends Field {
  readonly kind: 'time'
  /** `08:30`, or what was typed that is no time; empty where nothing was. */
  readonly value: string
}

/** A question whose answers are looked for while typing; where that is not possible, the value is typed. */
export interface SearchField extends Field {
  readonly kind: 'search'
  /** What `Command.suggest` is asked by. */
  readonly word: string
  /** What was chosen before: at most one, unless `many`. */
  readonly chosen: readonly FormOption[]
  readonly hint?: string
  readonly required: boolean
  /** Several can be chosen; they arrive joined by commas. */
  readonly many: boolean
}

export interface FormOption {
  readonly label: string
  readonly value: string
}
