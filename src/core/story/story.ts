/**
 * A story: the facts with their sources, and the opposed narratives with the outlets that hold them.
 * Everything here is plain data; every string comes from outside and is hostile until an adapter escapes it.
 */
export interface Story {
  /** ASCII, at most 60 characters: `[a-z0-9]` and inner hyphens. Never made from the title, so that buttons survive an edit. */
  readonly id: string
  readonly title: string
  /** The day of the story, `YYYY-MM-DD`; absent when unknown. */
  readonly date?: string
  /** Topic slugs, lower case, words joined by hyphens: `north-korea`. */
  readonly topics: readonly string[]
  readonly facts: readonly Cited[]
  readonly narratives: readonly Narrative[]
  readonly forecast?: Forecast
  readonly updates: readonly Update[]
  /** In printed order; `n` is what `cites` refer to. */
  readonly sources: readonly Source[]
  readonly image?: Image
}

/** A text and the numbers of the sources that it cites, in printed order; no citations means that none was given. */
export interface Cited {
  readonly text: string
  readonly cites: readonly number[]
}

/** One side of a story. */
export interface Narrative {
  /** As printed: `Establishment-critical narrative`. */
  readonly label: string
  /** Derived from the label; `other` where the label is unknown. */
  readonly stance: Stance
  readonly axis: Axis
  /** Who holds it; empty when the outlet was not named. */
  readonly providers: readonly Outlet[]
  readonly paragraphs: readonly Cited[]
}

export type Axis = 'establishment' | 'left-right' | 'party' | 'subject' | 'numbered' | 'other'
export type Stance = 'critical' | 'pro' | 'anti' | 'left' | 'right' | 'republican' | 'democratic' | 'other'

export interface Outlet {
  readonly name: string
  /** An http(s) address; absent when not known. */
  readonly url?: string
  /** As somebody else gave it, with its scale: `LR: 3 CP: 5`. Kept, and never shown as ours. */
  readonly rating?: string
}

export interface Source {
  readonly n: number
  readonly outlet: string
  /** An http(s) address; absent when not known. */
  readonly url?: string
  /** As somebody else gave it, with its scale: `LR: 3 CP: 5`. Kept, and never shown as ours. */
  readonly rating?: string
  readonly title?: string
}

/** What forecasters expect; never a side. */
export interface Forecast {
  readonly providers: readonly Outlet[]
  readonly text: Cited
}

/** A change to a published story: `2023-08-16 corrected: the exercise ends on Aug. 31.` */
export interface Update {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** One lower-case word: `corrected`, `added`, `updated`, `retracted`. */
  readonly kind: string
  readonly text: Cited
}

export interface Image {
  /** An http(s) address. */
  readonly url: string
  /** Alternative text. */
  readonly alt: string
  readonly credit?: string
}
