import type { DrawContext } from '../context.ts'
import type { Shown } from '../protocol.ts'

/** What a part of a message needs to be drawn. */
export interface Part {
  readonly message: Shown
  readonly context: DrawContext
}

/** Marks a control as waiting while the platform works on it. */
export function wait(control: Element, work: Promise<unknown>): void {
  const end = () => control.removeAttribute('aria-busy')
  control.setAttribute('aria-busy', 'true')
  work.then(end, end)
}
