type Style = Intl.DateTimeFormatOptions

/** How and where a reader reads times; no zone is the browser's own. */
export interface Reader {
  readonly locale: string
  readonly zone?: string
}

/** https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
const STYLES: Readonly<Record<string, Style>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** What `<t:SECONDS:style>` shows; `now` in milliseconds since 1970. */
export function showTimestamp(seconds: number, style: string, now: number, reader: Reader): string {
  if (style === 'R') return ago(seconds - Math.trunc(now / 1000), reader)
  return format(seconds * 1000, STYLES[style] ?? { dateStyle: 'long', timeStyle: 'short' }, reader)
}

/** What stands beside an author's name: `Today at 10:31`, `Yesterday at 10:31`, `22/11/2026, 10:31`; both in milliseconds since 1970. */
export function showPosted(at: number, now: number, reader: Reader): string {
  const day = (time: number) => format(time, { dateStyle: 'short' }, reader)
  const clock = format(at, { timeStyle: 'short' }, reader)
  if (day(at) === day(now)) return `Today at ${clock}`
  if (day(at) === day(now - 86_400_000)) return `Yesterday at ${clock}`
  return format(at, { dateStyle: 'short', timeStyle: 'short' }, reader)
}

/** The whole date, for what is shown when someone asks for more. */
export function showInFull(at: number, reader: Reader): string {
  return format(at, { dateStyle: 'full', timeStyle: 'short' }, reader)
}

/** How long ago the last reply was, in a thread's line: `now`, `5m ago`, `3h ago`, `2d ago`. */
export function showAge(at: number, now: number): string {
  const seconds = Math.max(0, Math.trunc((now - at) / 1000))
  if (seconds < 60) return 'now'
  if (seconds < 3600) return `${Math.trunc(seconds / 60)}m ago`
  return seconds < 86_400 ? `${Math.trunc(seconds / 3600)}h ago` : `${Math.trunc(seconds / 86_400)}d ago`
}

/** Within what a Date can hold. */
export function canShow(seconds: number): boolean {
  return Math.abs(seconds) <= 8_640_000_000_000
}

function ago(seconds: number, reader: Reader): string {
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return new Intl.RelativeTimeFormat(reader.locale).format(Math.round(seconds / size), unit)
}

function format(at: number, style: Style, { locale, zone }: Reader): string {
  // ICU puts a narrow no-break space before AM and PM.
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: zone }).format(at).replaceAll('\u202f', ' ')
}
