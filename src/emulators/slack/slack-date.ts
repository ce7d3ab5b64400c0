/** The name of each token, and how it reads in English and UTC. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const tokens: Readonly<Record<string, (date: Date) => string>> = {
  date_num: date => date.toISOString().slice(0, 10),
  date_slash: date => date.toISOString().slice(0, 10).replaceAll('-', '/'),
  date: date => `${part(date, { month: 'long' })} ${ordinal(date)}, ${date.getUTCFullYear()}`,
  date_pretty: date => `${part(date, { month: 'long' })} ${ordinal(date)}, ${date.getUTCFullYear()}`,
  date_short: date => part(date, { month: 'short', day: 'numeric', year: 'numeric' }),
  date_short_pretty: date => part(date, { month: 'short', day: 'numeric', year: 'numeric' }),
  date_long: date =>
    `${part(date, { weekday: 'long' })}, ${part(date, { month: 'long' })} ${ordinal(date)}, ${date.getUTCFullYear()}`,
  date_long_pretty: date =>
    `${part(date, { weekday: 'long' })}, ${part(date, { month: 'long' })} ${ordinal(date)}, ${date.getUTCFullYear()}`,
  time: date => part(date, { hour: 'numeric', minute: '2-digit' }),
  time_secs: date => part(date, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
}

/** `!date^TS^format` or `!date^TS^format^link`; a broken one shows its fallback. Relative words (`today`) are never used. */
export function readDate(target: string, fallback: string): { readonly text: string; readonly url?: string } {
  const [, seconds = '', format = '', url] = target.split('^')
  const link = url ? { url } : {}
  if (!/^\d+$/.test(seconds) || format === '') return { text: fallback, ...link }
  const date = new Date(Number(seconds) * 1000)
  const known = [...format.matchAll(/\{(\w+)\}/g)].every(found => Object.hasOwn(tokens, found[1] ?? ''))
  if (!known || Number.isNaN(date.getTime())) return { text: fallback, ...link }
  return { text: format.replace(/\{(\w+)\}/g, (_, name: string) => tokens[name]?.(date) ?? ''), ...link }
}

function part(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(date).replaceAll('\u202f', ' ')
}

function ordinal(date: Date): string {
  const day = date.getUTCDate()
  const teen = day >= 11 && day <= 13
  const ending = teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th')
  return `${day}${ending}`
}
