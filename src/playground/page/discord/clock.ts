import { element } from '../element.ts'
import { type Reader, showInFull, showTimestamp } from './timestamp.ts'

const LIVE = 'data-live'
const TICK_MS = 10_000

let ticking = false

/** The reader's own way to write times. The column speaks English, so that another language's dates would stand out. */
export function reader(): Reader {
  return { locale: navigator.languages.find(language => language.startsWith('en')) ?? 'en-GB' }
}

/** `<t:SECONDS:style>`: relative ones go on counting. `now` in milliseconds since 1970. */
export function drawTime(seconds: number, style: string, now: number): HTMLElement {
  const attributes = {
    class: 'd-time',
    datetime: new Date(seconds * 1000).toISOString(),
    title: showInFull(seconds * 1000, reader()),
    // A count that goes on is no news in a live region.
    ...(style === 'R' && { [LIVE]: seconds, 'aria-live': 'off' }),
  }
  if (style === 'R') startTicking()
  return element('time', attributes, showTimestamp(seconds, style, now, reader()))
}

function startTicking(): void {
  if (ticking) return
  ticking = true
  setInterval(() => {
    const now = Date.now()
    for (const time of document.querySelectorAll(`time[${LIVE}]`)) {
      const shown = showTimestamp(Number(time.getAttribute(LIVE)), 'R', now, reader())
      if (time.textContent !== shown) time.textContent = shown
    }
  }, TICK_MS)
}
