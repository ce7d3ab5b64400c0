import type { Story } from '../story/story.ts'
import type { KnownOutlets } from './outlets.ts'

/** A text whose front matter has been read, and what is known about its story besides the words. */
export interface Paper {
  /** All lines of the text, front matter included. */
  readonly lines: readonly string[]
  /** How many of them are front matter. */
  readonly skip: number
  readonly id: string
  /** From the front matter. */
  readonly date?: string
  /** From the file's name: it counts where nothing inside the text says otherwise. */
  readonly fileDate?: string
  readonly topics: readonly string[]
  readonly image?: Story['image']
  readonly known: KnownOutlets
}
