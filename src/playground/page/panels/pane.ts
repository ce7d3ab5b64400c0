import type { Child } from '../element.ts'
import { element, refill } from '../element.ts'

/** A folded part of the column. */
export interface Pane {
  readonly root: HTMLDetailsElement
  /** A few words beside the title that are seen while it is folded; `bad` when somebody has to act. */
  mark(text: string, bad?: boolean): void
  unfold(): void
  /** Brings the keyboard here. */
  go(): void
}

export function drawPane(title: string, lead: string, ...content: readonly Child[]): Pane {
  const mark = element('span', { class: 'p-mark' })
  const heading = element('h3', { class: 'p-name' }, title)
  const summary = element('summary', { class: 'p-summary' }, heading, mark)
  const root = element(
    'details',
    { class: 'p-pane' },
    summary,
    element('div', { class: 'p-body' }, element('p', { class: 'p-lead' }, lead), ...content),
  )
  return {
    root,
    mark(text, bad = false) {
      mark.textContent = text
      mark.classList.toggle('p-bad', bad)
    },
    unfold() {
      root.open = true
    },
    go() {
      summary.focus()
    },
  }
}

/** A line that is read aloud when it changes. */
export interface Notice {
  readonly root: HTMLElement
  say(text: string, bad?: boolean): void
}

export function drawNotice(): Notice {
  const root = element('p', { class: 'p-notice', role: 'status' })
  return {
    root,
    say(text, bad = false) {
      // The same words a second time are news too.
      refill(root, element('span', {}, text))
      root.classList.toggle('p-bad', bad)
    },
  }
}

let made = 0

/** An id that no other element of the page has. */
export function freshId(name: string): string {
  made += 1
  return `p-${name}-${made}`
}
