import { cleanLine, cleanText } from '../../core/message/clean.ts'
import { LIMITS } from './limits.ts'

/** The only place in which a story's words become Discord's. discord.js' own `escapeMarkdown` misses `-# `, `> `, mentions and timestamps. */

const INLINE = /[\\*_~`|[\]<@]/gu
/** What makes a heading, a quote, a list or small print at the start of a line. */
const LINE_START = /^(\s*)(#{1,3}(?=\s)|-#(?=\s)|>|[-+](?=\s)|\d+(?=[.)]\s))/gmu
/** An address by itself becomes a link, an invitation a card. */
const SCHEME = /:(?=\/\/)/gu
const DOMAIN_SLASH = /(discord(?:app)?\.(?:gg|com))\//giu

/** Plain text that Discord shows as it is, on any number of lines. */
export function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replace(INLINE, '\\$&')
    .replace(SCHEME, '\\:')
    .replace(DOMAIN_SLASH, '$1\\/')
    .replace(LINE_START, (_whole, space: string, mark: string) =>
      /^\d/u.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    )
}

/** The same on one line, for what stands in a heading, a list item or a label. */
export function escapeLine(text: string): string {
  return escapeMarkdown(cleanLine(text))
}

/** A masked link; plain text when the address is missing or not one that a reader may be sent to. */
export function maskedLink(label: string, url: string | undefined): string {
  const address = safeUrl(url)
  const text = escapeLine(label)
  return address === undefined || text === '' ? text : `[${text}](<${address}>)`
}

/** An http(s) address without what would end a masked link; undefined for any other. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, username, password, href } = new URL(url)
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '') return undefined
  const address = href.replace(/[()<>\\ *_~|`[\]]/gu, percent)
  return address.length <= LIMITS.url ? address : undefined
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** An age that stays true: `<t:1692014400:R>`, `at` in seconds since 1970. */
export function liveAge(at: number): string {
  return `<t:${at}:R>`
}
