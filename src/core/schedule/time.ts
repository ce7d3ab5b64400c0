import { say } from '../words/words.ts'
import { DOUBT, withHalves } from './day-part.ts'
import { clockTime } from './plan.ts'
import { typedPlanText } from './typed-text.ts'
import type { Wrong } from './wrong.ts'

export interface Time {
  readonly kind: 'time'
  /** 0 to 23. */
  readonly hour: number
  /** 0 to 59. */
  readonly minute: number
}

const EXAMPLE = '08:30'
/** Nobody needs more for a time, and what is wrong is repeated in the answer. */
const MOST_TYPED = 60
const WORDS: Readonly<Record<string, number>> = { noon: 12, midday: 12, midnight: 0 }
/** `noon`, `12 noon`; or hours, what parts them from the minutes, minutes, seconds, and what half of the day. */
const TIME =
  /^(?:(?:12\s*)?(noon|midday|midnight)|(\d+)(?:(?:\s*[:.]\s*|\s*h\s*)(\d*))?(?::(\d+))?\s*(a\.?m\.?|p\.?m\.?|a|p|h|hrs?|uhr|o'?clock|~)?)(?=$|\s|,(?!\d{1,2}(?:$|[\s,])))/i

/**
 * The time at the beginning of a text: `08:30`, `8:30 am`, `8.30`, `8h30`, `0830`, `4pm`, `noon`; with what follows it.
 * Undefined where no time begins; `Wrong` where one does that cannot be.
 */
export function timeAtStart(
  text: string,
): { readonly time: Time | Wrong; readonly typed: string; readonly rest: string } | undefined {
  if (!/^(?:\d|noon|midday|midnight)/i.test(text)) return undefined
  const match = TIME.exec(text)
  const typed = match?.[0] ?? text.split(/\s/)[0] ?? text
  return {
    time: match === null ? wrong(say('schedule.time-unknown', { typed })) : timeOf(match),
    typed: typed.trim(),
    rest: text.slice(typed.length).trim(),
  }
}

/** A text that is a time and nothing else. */
export function parseTime(text: string): Time | Wrong {
  const trimmed = withHalves(typedPlanText(text, MOST_TYPED)).replace(/^(?:at|@)\s*/i, '')
  if (trimmed === '') return wrong(say('schedule.no-time'))
  const found = timeAtStart(trimmed)
  return found === undefined || found.rest !== '' ? wrong(say('schedule.time-unknown', { typed: trimmed })) : found.time
}

function timeOf([whole, word, first = '', second, seconds, suffix = '']: RegExpExecArray): Time | Wrong {
  const typed = whole.trim()
  if (word !== undefined) return { kind: 'time', hour: WORDS[word.toLowerCase()] ?? 0, minute: 0 }
  if (seconds !== undefined && Number(seconds) !== 0) return wrong(say('schedule.time-seconds', { typed }))
  const together = second === undefined && (first.length === 3 || first.length === 4)
  if (first.length > 2 && !together) return wrong(say('schedule.time-unknown', { typed }))
  const hours = Number(together ? first.slice(0, -2) : first)
  const digits = together ? first.slice(-2) : second
  return clock({ typed, hours, digits, suffix: suffix.toLowerCase() })
}

interface Typed {
  readonly typed: string
  readonly hours: number
  /** The minutes as written; absent or empty where there are none. */
  readonly digits: string | undefined
  readonly suffix: string
}

function clock(time: Typed): Time | Wrong {
  const { typed, hours, digits, suffix } = time
  // `8h` has no minutes, and `8:` lacks them.
  const minutes = digits === '' && /h$/i.test(typed) ? '00' : (digits ?? '00')
  if (minutes.length !== 2) return wrong(say('schedule.time-digits', { typed }), nearest(hours, 0))
  const minute = Number(minutes)
  if (minute > 59) return wrong(say('schedule.time-minute', { minute: minutes }), nearest(hours, 0))
  if (/^[ap]/.test(suffix)) return halfDay(time, minute)
  if (suffix === DOUBT && hours > 0 && hours <= 12) return bare(typed.replace(DOUBT, ''), hours, minute)
  if (hours === 24 && minute === 0) return wrong(say('schedule.time-24', { typed }), '00:00')
  if (hours > 23) return wrong(say('schedule.time-hour', { hour: hours }))
  // Nobody says `16 o'clock`, so `8 o'clock` is no more than `8`.
  const isOpen = suffix === '' || suffix.startsWith('o')
  if (digits === undefined && isOpen && hours > 0 && hours <= 12) return bare(typed, hours)
  return { kind: 'time', hour: hours, minute }
}

function halfDay({ typed, hours, suffix }: Typed, minute: number): Time | Wrong {
  if (hours < 1 || hours > 12) return wrong(say('schedule.time-half', { typed }), nearest(hours, minute))
  return { kind: 'time', hour: (hours % 12) + (suffix.startsWith('p') ? 12 : 0), minute }
}

/** A bare `8`: who means the evening would get a digest in the morning, every day. */
function bare(typed: string, hours: number, minute = 0): Wrong {
  const morning = clockTime({ hour: hours % 12, minute })
  const afternoon = clockTime({ hour: (hours % 12) + 12, minute })
  return wrong(say('schedule.time-bare', { typed, morning, afternoon }), hours === 12 ? afternoon : morning)
}

function nearest(hour: number, minute: number): string {
  return hour > 23 ? EXAMPLE : clockTime({ hour, minute })
}

function wrong(problem: string, example: string = EXAMPLE): Wrong {
  return { kind: 'wrong', problem, example }
}
