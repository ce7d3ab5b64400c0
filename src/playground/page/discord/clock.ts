import { element } from '../element.ts'
import { type Reader, showAge, showInFull, showTimestamp } from './timestamp.ts'

const TICK_MS = 10_000

let ticking = false

/** The reader's own way to write times. The column speaks English, so that another language's dates would stand out. */
export function reader(): Reader {
  return { locale: navigator.languages.find(isEnglish) ?? 'en-GB' }
}

/** A browser under a POSIX locale names its language `en-US@posix`, which no formatter takes. */
function isEnglish(language: string): boolean {
  return /^en(?:-[a-z0-9]{2,8})*$/iu.test(language)
}

/** Times that go on counting, and what they show at a moment. */
const LIVE = {
  ago: (at: number, now: number) => showTimestamp(at / 1000, 'R', now, reader()),
  age: showAge,
} as const

/** `<t:SECONDS:style>`: relative ones go on counting. `now` in milliseconds since 1970. */
export function drawTime(seconds: number, style: string, now: number): HTMLElement {
  if (style === 'R') return drawLive(seconds * 1000, 'ago', now)
  return drawMoment(seconds * 1000, showTimestamp(seconds, style, now, reader()), 'd-time')
}

/** `5m ago`, counting on. */
export function drawAge(at: number, now: number): HTMLElement {
  return drawLive(at, 'age', now)
}

/** A time in these words, which says itself in full when asked. `at` in milliseconds since 1970. */
export function drawMoment(at: number, words: string, look: string): HTMLElement {
  return element('time', { class: look, datetime: new Date(at).toISOString(), title: showInFull(at, reader()) }, words)
}

function drawLive(at: number, kind: keyof typeof LIVE, now: number): HTMLElement {
  startTicking()
  const time = drawMoment(at, LIVE[kind](at, now), kind === 'ago' ? 'd-time' : 'd-posted')
  time.dataset.live = kind
  // A count that goes on is no news in a live region.
  time.setAttribute('aria-live', 'off')
  return time
}

function startTicking(): void {
  if (ticking) return
  ticking = true
  setInterval(() => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-live]')) {
      const show = time.dataset.live === 'age' ? LIVE.age : LIVE.ago
      const words = show(Date.parse(time.dateTime), Date.now())
      if (time.textContent !== words) time.textContent = words
    }
  }, TICK_MS)
}
