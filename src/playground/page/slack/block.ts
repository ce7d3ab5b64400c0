import { type Child, element } from '../element.ts'
import { address, type Json, json, objects, text } from '../json.ts'
import { drawControl } from './control.ts'
import { drawMrkdwn, lines } from './mrkdwn.ts'
import type { Part } from './part.ts'
import { drawRichText } from './rich-text.ts'

/** One block of a message. https://docs.slack.dev/reference/block-kit/blocks */
export function drawBlock(block: Json, part: Part): HTMLElement | undefined {
  switch (block.type) {
    case 'header':
      return element('h4', { class: 's-header' }, text(json(block.text).text))
    case 'section':
      return drawSection(block, part)
    case 'context':
      return element(
        'div',
        { class: 's-context' },
        ...objects(block.elements).map(one => drawContextElement(one, part)),
      )
    case 'rich_text':
      return drawRichText(block, part)
    case 'actions':
      return element('div', { class: 's-actions' }, ...objects(block.elements).map(one => drawControl(one, part)))
    case 'divider':
      return element('hr', { class: 's-divider' })
    case 'image':
      return drawImage(block)
    case 'markdown':
      return element('div', { class: 's-section' }, ...lines(text(block.text)))
    default:
      return undefined
  }
}

/** A text object: plain, or with Slack's markup. */
export function drawText(holder: unknown, part: Part): readonly Child[] {
  const { type, text: said } = json(holder)
  return type === 'mrkdwn' ? drawMrkdwn(text(said), part) : lines(text(said))
}

function drawSection(block: Json, part: Part): HTMLElement {
  const fields = objects(block.fields).map(field => element('div', {}, ...drawText(field, part)))
  const accessory = json(block.accessory)
  return element(
    'div',
    { class: 's-section-block' },
    element(
      'div',
      { class: 's-section' },
      ...drawText(block.text, part),
      fields.length > 0 && element('div', { class: 's-fields' }, ...fields),
    ),
    accessory.type === 'image' ? drawImage(accessory) : accessory.type !== undefined && drawControl(accessory, part),
  )
}

function drawContextElement(one: Json, part: Part): HTMLElement {
  if (one.type === 'image') return element('span', { class: 's-context-image' }, text(one.alt_text))
  return element('span', {}, ...drawText(one, part))
}

/** Nothing is loaded from outside: what the picture shows is said in words, with a link to it. */
function drawImage(block: Json): HTMLElement {
  const url = address(block.image_url)
  const alt = text(block.alt_text) || 'Picture'
  const title = text(json(block.title).text)
  const link = { class: 's-link', href: url, target: '_blank', rel: 'noopener noreferrer' }
  return element(
    'figure',
    { class: 's-image' },
    title !== '' && element('figcaption', {}, title),
    element('p', {}, url === undefined ? alt : element('a', link, alt)),
  )
}
