import type { Moved } from '../protocol.ts'

const WHEN: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
}
const NEWS = 'For news, paste a story of these days below, or edit one that has come.'

/** `1 digest came, 1 had nothing new to tell and kept silent.` */
export function movedInWords({ posted, unposted, silent, skipped, at }: Moved): string {
  const parts = [
    ...(posted === 0 ? [] : [`${counted(posted)} came`]),
    ...(unposted === 0 ? [] : [`${counted(unposted)} could not be posted (/digest list says more)`]),
    ...(silent === 0 ? [] : [`${counted(silent)} had nothing new to tell and kept silent`]),
    ...(skipped === 0 ? [] : [`${counted(skipped)} ${skipped === 1 ? 'was' : 'were'} too late and left out`]),
  ]
  const hint = posted + unposted === 0 && silent > 0 ? ` ${NEWS}` : ''
  return `It is ${inWords(at)}. ${parts.length === 0 ? 'No digest came due' : parts.join(', ')}.${hint}`
}

function counted(count: number): string {
  return count === 1 ? '1 digest' : `${count} digests`
}

/** A time in the zone of whoever looks; in milliseconds since 1970. */
export function inWords(at: number, how: Intl.DateTimeFormatOptions = WHEN): string {
  return new Intl.DateTimeFormat('en-GB', how).format(at)
}
