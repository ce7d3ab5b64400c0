import { element } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import { drawButton } from './button.ts'
import { paintEdge } from './embed.ts'
import { drawMarkdown } from './markdown.ts'
import { drawFile, drawGallery, drawMedia } from './media.ts'
import type { Part } from './part.ts'
import { drawSelect, SELECTS } from './select.ts'
import { coverBlock } from './spoiler.ts'
import { number, typeOf } from './value.ts'

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
const TYPE = {
  row: 1,
  button: 2,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const

/** A component of a message; undefined for one that Discord does not show in messages. */
export function drawComponent(component: Json, part: Part): HTMLElement | undefined {
  const type = typeOf(component)
  switch (type) {
    case TYPE.row:
      return element('div', { class: 'd-row' }, ...drawAll(component, part))
    case TYPE.button:
      return drawButton(component, part)
    case TYPE.section:
      return element(
        'div',
        { class: 'd-section' },
        element('div', { class: 'd-section-texts' }, ...drawAll(component, part)),
        drawComponent(json(component.accessory), part),
      )
    case TYPE.text:
      return drawMarkdown(text(component.content), part.context)
    case TYPE.thumbnail:
      return drawMedia(component, 'thumbnail')
    case TYPE.gallery:
      return drawGallery(component)
    case TYPE.file:
      return drawFile(text(component.name), component.spoiler === true)
    case TYPE.separator:
      return drawSeparator(component)
    case TYPE.container:
      return drawContainer(component, part)
    default:
      return SELECTS.includes(type) ? drawSelect(component, part) : undefined
  }
}

function drawAll(component: Json, part: Part): readonly (HTMLElement | undefined)[] {
  return objects(component.components).map(inner => drawComponent(inner, part))
}

function drawContainer(component: Json, part: Part): HTMLElement {
  const box = element('div', { class: 'd-container' }, ...drawAll(component, part))
  paintEdge(box, number(component.accent_color))
  return component.spoiler === true ? coverBlock(box) : box
}

function drawSeparator({ spacing, divider }: Json): HTMLElement {
  const look = number(spacing) === 2 ? 'd-separator d-separator-large' : 'd-separator'
  return divider === false ? element('div', { class: look }) : element('hr', { class: look })
}
