import { type Child, element } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import { keepCounting } from '../tick.ts'
import { showDate } from './date.ts'
import { drawLink, drawMention } from './link.ts'
import { lines } from './mrkdwn.ts'
import type { Part } from './part.ts'

type Tag = 'code' | 's' | 'u' | 'em' | 'strong'

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function drawRichText(block: Json, part: Part): HTMLElement {
  return element('div', { class: 's-rich' }, ...drawLists(objects(block.elements), part))
}

/** Lists that follow each other with growing indents are one list in another for whoever hears them. */
function drawLists(parts: readonly Json[], part: Part): readonly Child[] {
  return parts.map(one => (one.type === 'rich_text_list' ? drawList(one, part) : drawPart(one, part)))
}

function drawPart(one: Json, part: Part): Child {
  const inside = objects(one.elements)
  switch (one.type) {
    case 'rich_text_section':
      return element('div', { class: 's-section' }, ...drawInline(inside, part))
    case 'rich_text_quote':
      return element('blockquote', { class: 's-quote' }, ...drawInline(inside, part))
    case 'rich_text_preformatted':
      return element('pre', { class: 's-pre' }, ...drawInline(inside, part))
    default:
      return undefined
  }
}

function drawList(list: Json, part: Part): HTMLElement {
  const items = objects(list.elements).map(item => element('li', {}, ...drawInline(objects(item.elements), part)))
  const indent = typeof list.indent === 'number' ? list.indent : 0
  const attributes = { class: `s-list s-indent-${Math.min(indent, 8)}` }
  if (list.style !== 'ordered') return element('ul', attributes, ...items)
  const start = (typeof list.offset === 'number' ? list.offset : 0) + 1
  return element('ol', { ...attributes, start }, ...items)
}

/** A section that ends in a line break shows no empty line after it, as in Slack. */
function drawInline(parts: readonly Json[], part: Part): readonly Child[] {
  return parts.flatMap((one, at) => drawOne(one, part, at === parts.length - 1))
}

function drawOne(one: Json, { context }: Part, last: boolean): readonly Child[] {
  const said = text(one.text)
  const style = json(one.style)
  switch (one.type) {
    case 'text':
      return styled(style, lines(last ? said.replace(/\n$/u, '') : said))
    case 'link':
      return [drawLink(one.url, ...styled(style, [said || text(one.url)]))]
    case 'user':
      return [drawMention(`@${context.nameOf(text(one.user_id)) ?? text(one.user_id)}`)]
    case 'channel':
      return [drawMention(`#${context.nameOf(text(one.channel_id)) ?? text(one.channel_id)}`)]
    case 'usergroup':
      return [drawMention(`@${text(one.usergroup_id)}`)]
    case 'broadcast':
      return [drawMention(`@${text(one.range)}`)]
    case 'emoji':
      return [emoji(one)]
    case 'date': {
      const at = typeof one.timestamp === 'number' ? one.timestamp : Number.NaN
      const show = (now: number) => showDate(text(one.format), at, now) ?? text(one.fallback)
      return styled(style, [keepCounting(element('time', {}, show(context.now)), show)])
    }
    case 'color':
      return [element('code', { class: 's-code' }, text(one.value))]
    default:
      return []
  }
}

function styled(style: Json, inner: readonly Child[]): readonly Child[] {
  const tags = [
    style.code === true && (['code', 's-code'] as const),
    style.strike === true && (['s', ''] as const),
    style.underline === true && (['u', ''] as const),
    style.italic === true && (['em', ''] as const),
    style.bold === true && (['strong', ''] as const),
  ].filter(tag => tag !== false)
  const [first, ...rest] = tags
  if (first === undefined) return inner
  const innermost = wrapped(first, inner)
  return [rest.reduce((held, tag) => wrapped(tag, [held]), innermost)]
}

function wrapped([tag, name]: readonly [Tag, string], inner: readonly Child[]): HTMLElement {
  return element(tag, { class: name === '' ? undefined : name }, ...inner)
}

function emoji({ name, unicode }: Json): string {
  const points = text(unicode)
    .split('-')
    .map(code => Number.parseInt(code, 16))
  return points.every(point => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : `:${text(name)}:`
}
