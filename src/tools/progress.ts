import type { Io } from './tool.ts'

/** How far long work is, in one line that is gone afterwards. */
export interface Progress {
  step(): void
  clear(): void
}

/** Sooner nobody wonders, and more often nobody can read. */
const EVERY_MS = 100
const ERASE = '\r\u001b[2K'

/** Counts steps before somebody who watches: `1,234 stories read…`. Silent where nobody does, and for work that is done at once. */
export function showProgress(io: Io, what: string): Progress {
  let count = 0
  let shownAt = io.now()
  let shown = false
  return {
    step() {
      count += 1
      if (!io.isTerminal || io.now() - shownAt < EVERY_MS) return
      shownAt = io.now()
      shown = true
      io.err(`${ERASE}${count.toLocaleString('en')} ${what}…`)
    },
    clear() {
      if (shown) io.err(ERASE)
      shown = false
    },
  }
}
