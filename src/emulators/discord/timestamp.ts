type Style = Intl.DateTimeFormatOptions

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

/** What a reader in UTC with an English client sees for `<t:SECONDS:style>`; `now` in milliseconds since 1970. */
export function showTimestamp(seconds: number, style: string, now: number): string {
  if (style === 'R') return relative(seconds - Math.trunc(now / 1000))
  const format = new Intl.DateTimeFormat('en-US', { ...(STYLES[style] ?? STYLES.f), timeZone: 'UTC' })
  // ICU puts a narrow no-break space before AM and PM.
  return format.format(seconds * 1000).replaceAll('\u202f', ' ')
}

/** Within what a Date can hold. */
export function canShow(seconds: number): boolean {
  return Math.abs(seconds) <= 8_640_000_000_000
}

function relative(seconds: number): string {
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return new Intl.RelativeTimeFormat('en').format(Math.round(seconds / size), unit)
}
