const DAY: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric', year: 'numeric' }
const SHORT: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', year: 'numeric' }
const LONG: Intl.DateTimeFormatOptions = { weekday: 'long', ...DAY }
const TIME: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** How each token reads, in the zone of whoever looks. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const TOKENS: Readonly<Record<string, (date: Date, now: Date) => string>> = {
  date_num: date => numbers(date).join('-'),
  date_slash: date => numbers(date).join('/'),
  date: date => part(date, DAY),
  date_short: date => part(date, SHORT),
  date_long: date => part(date, LONG),
  date_pretty: (date, now) => near(date, now) ?? part(date, DAY),
  date_short_pretty: (date, now) => near(date, now) ?? part(date, SHORT),
  date_long_pretty: (date, now) => near(date, now) ?? part(date, LONG),
  time: date => part(date, TIME),
  time_secs: date => part(date, { ...TIME, second: '2-digit' }),
  ago: (date, now) => ago(date.getTime() - now.getTime()),
}

/** `{date_short} at {time}` at a time in seconds since 1970; undefined when Slack would show the fallback. `now` in milliseconds. */
export function showDate(format: string, seconds: number, now: number): string | undefined {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime()) || format === '') return undefined
  const known = [...format.matchAll(/\{(\w+)\}/gu)].every(([, name = '']) => Object.hasOwn(TOKENS, name))
  if (!known) return undefined
  return format.replace(/\{(\w+)\}/gu, (_, name: string) => TOKENS[name]?.(date, new Date(now)) ?? '')
}

/** `9:38 AM` */
export function showTime(at: number): string {
  return part(new Date(at), TIME)
}

/** `Today`, `Yesterday` or `Sunday, November 22nd`: what stands between the messages of two days. */
export function showDay(at: number, now: number): string {
  const date = new Date(at)
  const close = near(date, new Date(now))
  if (close !== undefined) return close
  const year = date.getFullYear() === new Date(now).getFullYear() ? '' : `, ${date.getFullYear()}`
  return `${part(date, { weekday: 'long' })}, ${part(date, { month: 'long' })} ${ordinal(date.getDate())}${year}`
}

/** `today at 9:38 AM`, `5 minutes ago`: how old the last reply of a thread is. */
export function showAge(at: number, now: number): string {
  const since = now - at
  if (since < 3_600_000 * 12) return ago(-since)
  const date = new Date(at)
  // Within a sentence; a month keeps its capital.
  return `${near(date, new Date(now))?.toLowerCase() ?? part(date, SHORT)} at ${showTime(at)}`
}

function ago(ms: number): string {
  const seconds = ms / 1000
  const [unit, length] = STEPS.find(step => Math.abs(seconds) >= step[1]) ?? ['second', 1]
  // To the nearest, as beside it on Discord: one story is not of two ages.
  const count = Math.round(seconds / length)
  if (unit === 'second') return 'just now'
  return new Intl.RelativeTimeFormat('en-US').format(count, unit)
}

function near(date: Date, now: Date): string | undefined {
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000)
  return { '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' }[String(days)]
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

function numbers(date: Date): readonly string[] {
  return [String(date.getFullYear()), ...[date.getMonth() + 1, date.getDate()].map(n => String(n).padStart(2, '0'))]
}

function part(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', options).format(date).replaceAll('\u202f', ' ')
}

function ordinal(day: number): string {
  const teen = day >= 11 && day <= 13
  return `${day}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`
}
