import type { Json } from './json.ts'
import type { Place } from './place.ts'
import type { Message } from './state.ts'

/** A form that is open before a person. */
export interface OpenModal {
  readonly customId: string
  readonly title: string
  readonly components: readonly Json[]
  readonly place: Place
  /** The message whose component opened it. */
  readonly source?: Message
  readonly openedBy: Json
}

/** By a person's id: nobody has two forms open. */
export type Modals = Map<string, OpenModal>
