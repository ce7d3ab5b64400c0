import { element } from '../element.ts'
import { keepCounting } from '../tick.ts'
import { type Reader, showAge, showInFull, showTimestamp } from './timestamp.ts'

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
  const time = drawMoment(at, LIVE[kind](at, now), kind === 'ago' ? 'd-time' : 'd-posted')
  return keepCounting(time, later => LIVE[kind](at, later))
}
