import type { DrawContext } from '../context.ts'
import type { Shown } from '../protocol.ts'

/** A block or element while it is drawn: in which message, and what the page lends to it. */
export interface Part {
  readonly message: Shown
  readonly context: DrawContext
}
