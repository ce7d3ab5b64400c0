import { element } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import { drawTime } from './clock.ts'
import { drawLink, drawMarkdown } from './markdown.ts'
import { drawMedia } from './media.ts'
import type { Reading } from './names.ts'
import { number, webAddress } from './value.ts'

/** https://discord.com/developers/docs/resources/message#embed-object */
export function drawEmbed(embed: Json, reading: Reading): HTMLElement {
  const author = text(json(embed.author).name)
  const fields = objects(embed.fields).map(field => drawField(field, reading))
  const box = element(
    'div',
    { class: 'd-embed' },
    author !== '' && element('div', { class: 'd-embed-author' }, linked(author, json(embed.author).url)),
    text(embed.title) !== '' && element('div', { class: 'd-embed-title' }, linked(text(embed.title), embed.url)),
    text(embed.description) !== '' && drawMarkdown(text(embed.description), reading),
    fields.length > 0 && element('div', { class: 'd-embed-fields' }, ...fields),
    'image' in embed && drawMedia(json(embed.image), 'picture'),
    'thumbnail' in embed && drawMedia(json(embed.thumbnail), 'thumbnail'),
    drawFooter(embed, reading),
  )
  paintEdge(box, number(embed.color))
  return box
}

/** The coloured edge of a container or an embed; without a colour it has the column's own. */
export function paintEdge(box: HTMLElement, color: number | undefined): void {
  if (color === undefined) return
  box.style.setProperty('--d-edge', `#${color.toString(16).padStart(6, '0')}`)
  box.classList.add('d-edged')
}

function linked(words: string, address: unknown): Node {
  const url = webAddress(address)
  return url === undefined ? document.createTextNode(words) : drawLink(url, [words])
}

function drawField(field: Json, reading: Reading): HTMLElement {
  return element(
    'div',
    { class: field.inline === true ? 'd-embed-field' : 'd-embed-field d-embed-field-wide' },
    element('div', { class: 'd-embed-name' }, text(field.name)),
    drawMarkdown(text(field.value), reading),
  )
}

function drawFooter(embed: Json, reading: Reading): HTMLElement | undefined {
  const words = text(json(embed.footer).text)
  const at = Date.parse(text(embed.timestamp))
  if (words === '' && Number.isNaN(at)) return undefined
  const time = Number.isNaN(at) ? undefined : drawTime(Math.trunc(at / 1000), 's', reading.now)
  return element('div', { class: 'd-embed-footer' }, words, words !== '' && time !== undefined && ' • ', time)
}
