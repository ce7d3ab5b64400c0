import { cleanLine, cleanText } from '../../core/message/clean.ts'
import { LIMITS } from './limits.ts'

/** The only place in which a story's words become Discord's. discord.js' own `escapeMarkdown` misses `-# `, `> `, mentions and timestamps. */

const INLINE = /[\\*_~`|[\]<@#]/gu
/** What makes a quote or a list at the start of a line, also when footnotes come after it; headings and small print are gone with their signs. */
const LINE_START = /^(\s*)(>|[-+](?=\s|$)|\d+(?=[.)](?:\s|$)))/gmu
/** An address by itself becomes a link; `:name:` becomes an emoji in a bot's messages too. */
const COLON = /:(?=\/\/|[\w+~-]+:)/gu
/** An invitation or a gift becomes a card. */
const DOMAIN_SLASH = /(dis(?:cord(?:app)?)?\.(?:gg|gd|com|co|gift|new|me))\//giu

/** A bracket that nothing has opened: even escaped, it makes Discord's client take the link before it and the one after it for one. */
const UNOPENED = /^[^[\]]*\][^[]*/u
const WIDE_BRACKET = '\uff3d'
/** Has no width. */
const WORD_JOINER = '\u2060'

/** Plain text that Discord shows as it is, on any number of lines; only a closing bracket that nothing has opened becomes a wide one. */
export function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replace(UNOPENED, start => start.replaceAll(']', WIDE_BRACKET))
    .replace(INLINE, '\\$&')
    .replace(COLON, '\\:')
    .replace(DOMAIN_SLASH, '$1\\/')
    .replace(LINE_START, (_whole, space: string, mark: string) =>
      /^\d/u.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    )
}

/** The same on one line, for what stands in a heading, a list item or a label. */
export function escapeLine(text: string): string {
  return escapeMarkdown(cleanLine(text))
}

/** The same for a heading, which Discord would show with its signs if it were empty, and without the signs that it ends with. */
export function escapeHeading(text: string): string {
  const line = escapeLine(text)
  if (line === '') return '—'
  return line.endsWith('#') ? `${line}${WORD_JOINER}` : line
}

/** A masked link; plain text when the address is missing or not one that a reader may be sent to. */
export function maskedLink(label: string, url: string | undefined): string {
  const address = safeUrl(url)
  const text = escapeLine(label)
  return address === undefined || text === '' ? text : `[${text}](<${address}>)`
}

/** As many of these as links as have room, in order: a name stands without its link where the addresses would crowd out the text. */
export function maskedLinks(items: readonly { readonly label: string; readonly url?: string }[]): readonly string[] {
  let room: number = LIMITS.addresses
  return items.map(({ label, url }) => {
    room -= safeUrl(url)?.length ?? 0
    return maskedLink(label, room < 0 ? undefined : url)
  })
}

/** An http(s) address without what would end a masked link; undefined for any other. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, username, password, hostname, href } = new URL(url)
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '') return undefined
  // The brackets of `http://[::1]/` would end the link, and a host cannot be written with percent signs.
  if (hostname.startsWith('[')) return undefined
  const address = href.replace(/[()<>\\ *|`[\]]/gu, percent)
  return address.length <= LIMITS.url ? address : undefined
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** A moment by the clock of whoever reads it, and how far off it is: `<t:1692014400:f> (<t:1692014400:R>)`. */
export function liveMoment(at: number): string {
  return `<t:${at}:f> (<t:${at}:R>)`
}

/** An age that stays true: `<t:1692014400:R>`, `at` in seconds since 1970. */
export function liveAge(at: number): string {
  return `<t:${at}:R>`
}
