import { cleanLine, cleanText } from '../../core/message/clean.ts'
import type { Moment } from '../../core/message/message.ts'
import { LIMITS } from './limits.ts'

/** The only place in which a story's words become Slack's. https://docs.slack.dev/messaging/formatting-message-text#escaping */

/** For mrkdwn, the top-level `text` included: no mention, link or date can form. */
export function escapeMrkdwn(text: string): string {
  return cleanText(text).replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')
}

interface Style {
  readonly bold?: true
  readonly italic?: true
}

export type RichElement =
  | { readonly type: 'text'; readonly text: string; readonly style?: Style }
  | { readonly type: 'link'; readonly url: string; readonly text: string; readonly style?: Style }
  | { readonly type: 'date'; readonly timestamp: number; readonly format: string; readonly fallback: string }

/** A run of rich text. Slack reads no markup in it, so that what is printed is what is shown; nothing at all for an empty text. */
export function richText(text: string, style?: Style): readonly RichElement[] {
  const clean = cleanText(text)
  return clean === '' ? [] : [{ type: 'text', text: clean, ...(style === undefined ? {} : { style }) }]
}

/** A moment by the clock of whoever reads it. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#date-element-type */
export function richMoment(moment: Moment): RichElement {
  return {
    type: 'date',
    timestamp: moment.at,
    format: '{date_short_pretty} at {time}',
    fallback: cleanLine(moment.text),
  }
}

/** A link of rich text; plain text when the address is missing or not one that a reader may be sent to. */
export function richLink(label: string, url: string | undefined, style?: Style): readonly RichElement[] {
  const address = safeUrl(url)
  const text = cleanLine(label)
  if (address === undefined || text === '') return richText(text, style)
  return [{ type: 'link', url: address, text, ...(style === undefined ? {} : { style }) }]
}

/** As many of these as links as have room, in order: a name stands without its link where the addresses would crowd out the text. */
export function richLinks(
  items: readonly { readonly label: string; readonly url?: string }[],
  style?: Style,
): readonly (readonly RichElement[])[] {
  let room: number = LIMITS.addresses
  return items.map(({ label, url }) => {
    room -= safeUrl(url)?.length ?? 0
    return richLink(label, room < 0 ? undefined : url, style)
  })
}

/** An http(s) address without what Slack's markup is made of; undefined for any other. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, username, password, href } = new URL(url)
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '') return undefined
  const address = href.replace(/[|<> ]/gu, character => encodeURIComponent(character))
  return address.length <= LIMITS.url ? address : undefined
}

/** A plain_text object on one line, `:names:` not turned into emoji; a dash where there is no text, which Slack would refuse. */
export function plainLine(text: string) {
  return { type: 'plain_text', text: cleanLine(text) || '—', emoji: false } as const
}
